"""Tables of what a union spends on a worker, when it pays, and in which parts."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class UnionAllowance(Model):
    # The union's own measure for a worker, in fen; empty where it has none. `subsidies` by programme, in fen for
    # each worker.

    id = fields.IntField(primary_key=True)
    union: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="allowances", on_delete=fields.RESTRICT
    )
    union_id: int
    per_trip = fields.IntField(null=True)
    per_day = fields.IntField(null=True)
    excess_by = fields.CharField(max_length=10, default="worker")
    subsidies: dict[str, int] = fields.JSONField(default=dict)
    by_user_id = fields.IntField()
    changed_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "union_allowances"
        constraints = (
            CheckConstraint(check="per_trip > 0 AND per_day > 0", name="allowance_positive"),
            CheckConstraint(check="excess_by IN ('union', 'worker')", name="allowance_excess_by"),
        )


class UnionPlan(Model):
    # How one union pays at one site, where that differs from the site's terms. At most `limit_minor` may be owed
    # under it at once; what goes beyond is paid by the site's own terms. Ended, never changed.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="union_plans", on_delete=fields.RESTRICT
    )
    site_id: int
    union: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="payment_plans", on_delete=fields.RESTRICT
    )
    union_id: int
    plan: dict[str, Any] = fields.JSONField(default=dict)
    limit_minor = fields.BigIntField(null=True)
    note = fields.CharField(max_length=200, default="")
    by_user_id = fields.IntField()
    made_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "union_plans"
        constraints = (CheckConstraint(check="limit_minor > 0", name="union_plan_limit"),)


class Instalment(Model):
    # A part of a charge with a date of its own; the parts of a live charge add up to it. Receipts fill them in order.
    # A deposit has no date before the base has said yes.

    id = fields.IntField(primary_key=True)
    charge: Any = fields.ForeignKeyField(
        "booking.Charge", related_name="instalments", on_delete=fields.RESTRICT
    )
    charge_id: int
    number = fields.IntField()
    kind = fields.CharField(max_length=10)
    minor = fields.BigIntField()
    due_on = fields.DateField(null=True)

    class Meta:
        app = "booking"
        table = "instalments"
        constraints = (
            CheckConstraint(check="minor >= 0", name="instalment_amount"),
            CheckConstraint(check="number BETWEEN 1 AND 2", name="instalment_number"),
            CheckConstraint(check="kind IN ('deposit', 'balance')", name="instalment_kind"),
        )
