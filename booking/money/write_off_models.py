"""The table of write-offs: what a payee no longer wants of a charge, proposed by one person and agreed to by another."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class WriteOff(Model):
    # `asks` says whose second person agrees: the payee's own, the operator for whom it collects, or whoever owes it.
    # Money that comes later, or a charge that falls, takes so much of it back (`reversed_minor`).

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    charge: Any = fields.ForeignKeyField(
        "booking.Charge", related_name="write_offs", on_delete=fields.RESTRICT
    )
    charge_id: int
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    reversed_minor = fields.BigIntField(default=0)
    why = fields.CharField(max_length=200)
    asks = fields.CharField(max_length=8)
    state = fields.CharField(max_length=10, default="proposed")
    proposed_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")
    answered_at = fields.DatetimeField(null=True)
    second_user_id = fields.IntField(null=True)
    second_name = fields.CharField(max_length=60, default="")
    answer = fields.CharField(max_length=200, default="")

    class Meta:
        app = "booking"
        table = "write_offs"
        constraints = (
            CheckConstraint(check="minor > 0", name="write_off_positive"),
            CheckConstraint(check="why <> ''", name="write_off_why"),
            CheckConstraint(check="asks IN ('payee', 'operator', 'payer')", name="write_off_asks"),
            CheckConstraint(
                check="state IN ('proposed', 'agreed', 'refused', 'withdrawn')", name="write_off_state"
            ),
            CheckConstraint(
                check="state <> 'agreed' OR (second_user_id IS NOT NULL AND second_user_id <> by_user_id)",
                name="write_off_four_eyes",
            ),
            CheckConstraint(
                check="reversed_minor BETWEEN 0 AND minor AND (reversed_minor = 0 OR state = 'agreed')",
                name="write_off_reversed",
            ),
        )  # fmt: skip
