"""Table of disputed lines of a stay's account: who says what it should be, what the other side and the federation say."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Dispute(Model):
    # `line` names the account's line, `shown_minor` is what it says, `wanted_minor` what it should be, and
    # `decided_minor` what became of it. A stay waits for its disputes that are open or answered.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="disputes", on_delete=fields.RESTRICT
    )
    stay_id: int
    side = fields.CharField(max_length=10)
    line = fields.CharField(max_length=20)
    shown_minor = fields.BigIntField()
    wanted_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    reason = fields.CharField(max_length=600)
    state = fields.CharField(max_length=12, default="open")
    answer = fields.CharField(max_length=600, default="")
    answer_until = fields.DatetimeField()
    decision = fields.CharField(max_length=600, default="")
    decided_minor = fields.BigIntField(null=True)
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")
    opened_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "disputes"
        constraints = (
            CheckConstraint(check="side IN ('union', 'operator')", name="dispute_side"),
            CheckConstraint(
                check="state IN ('open', 'answered', 'agreed', 'decided', 'withdrawn')",
                name="dispute_state",
            ),
            CheckConstraint(
                check="shown_minor >= 0 AND wanted_minor >= 0 AND shown_minor <> wanted_minor",
                name="dispute_amounts",
            ),
            CheckConstraint(
                check="(state IN ('agreed', 'decided')) = (decided_minor IS NOT NULL)",
                name="dispute_decided",
            ),
            CheckConstraint(
                check="(state IN ('open', 'answered')) = (closed_at IS NULL)", name="dispute_closed"
            ),
        )
