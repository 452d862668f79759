"""Tables of what a union spends on a worker."""

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
