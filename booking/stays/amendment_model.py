"""The table of amendments: what a side proposes instead of what was submitted, until when, and what became of it."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Amendment(Model):
    # While proposed, its growth is claimed under its own public id; `desk_seconds` is what was left of
    # the operator's time to answer when the clock stopped. `nights` says for each night what would be
    # contracted and, where it is another number, reserved. `table_minor` is what the cancellation table
    # would keep of the price that falls away: noted, not charged.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="amendments", on_delete=fields.RESTRICT
    )
    stay_id: int
    side = fields.CharField(max_length=10)
    state = fields.CharField(max_length=10)
    proposed_at = fields.DatetimeField()
    proposed_by_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")
    answer_until = fields.DatetimeField()
    desk_seconds = fields.IntField()
    check_in = fields.DateField()
    check_out = fields.DateField()
    package: Any = fields.ForeignKeyField(
        "sites.Package", related_name="amendments", on_delete=fields.RESTRICT
    )
    package_id: int
    nights: dict[str, Any] = fields.JSONField(default=dict)
    quote: dict[str, Any] = fields.JSONField(default=dict)
    price_minor = fields.IntField()
    table_percent = fields.IntField(default=0)
    table_minor = fields.IntField(default=0)
    note = fields.CharField(max_length=600, default="")
    closed_at = fields.DatetimeField(null=True)
    closed_why = fields.CharField(max_length=30, default="")
    closed_note = fields.CharField(max_length=600, default="")

    class Meta:
        app = "booking"
        table = "amendments"
        constraints = (
            CheckConstraint(check="side IN ('union', 'operator')", name="amendment_side"),
            CheckConstraint(
                check="state IN ('proposed', 'accepted', 'refused', 'lapsed')",
                name="amendment_state",
            ),
            CheckConstraint(check="check_in < check_out", name="amendment_range"),
            CheckConstraint(check="price_minor >= 0 AND table_minor >= 0", name="amendment_price"),
            CheckConstraint(check="desk_seconds >= 0", name="amendment_desk_time"),
            CheckConstraint(
                check="(state = 'proposed') = (closed_at IS NULL)", name="amendment_closed"
            ),
        )
