"""Tables of transfers: accounts at banks, and slips that unions send up."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class BankAccount(Model):
    # Where an organisation's money goes. A change is a new row; the number lies sealed. `layout` says
    # which column of this bank's statements is what.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="bank_accounts", on_delete=fields.RESTRICT
    )
    organisation_id: int
    holder = fields.CharField(max_length=120)
    bank = fields.CharField(max_length=80)
    branch = fields.CharField(max_length=120)
    number_sealed = fields.CharField(max_length=200)
    number_end = fields.CharField(max_length=4)
    layout: dict[str, Any] = fields.JSONField(default=dict)
    entered_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    replaced_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "bank_accounts"


class Slip(Model):
    # The bank's slip of a transfer, sent up by whoever paid; the payee answers whether it came.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    charge: Any = fields.ForeignKeyField(
        "booking.Charge", related_name="slips", on_delete=fields.RESTRICT
    )
    charge_id: int
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    paid_on = fields.DateField()
    shown_name = fields.CharField(max_length=120)
    stored_name = fields.CharField(max_length=32)
    media_type = fields.CharField(max_length=40)
    size = fields.IntField()
    state = fields.CharField(max_length=10, default="waiting")
    note = fields.CharField(max_length=200, default="")
    receipt: Any = fields.ForeignKeyField(
        "booking.Receipt", related_name="slips", null=True, on_delete=fields.RESTRICT
    )
    receipt_id: int | None
    by_user_id = fields.IntField()
    sent_at = fields.DatetimeField()
    answered_by_id = fields.IntField(null=True)
    answered_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "slips"
        constraints = (
            CheckConstraint(check="minor > 0", name="slip_positive"),
            CheckConstraint(
                check="state IN ('waiting', 'received', 'missing', 'withdrawn')", name="slip_state"
            ),
            CheckConstraint(
                check="(state = 'received') = (receipt_id IS NOT NULL)", name="slip_receipt"
            ),
        )
