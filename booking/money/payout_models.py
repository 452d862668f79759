"""Tables of service centres: for whom one collects, which charges it collected, and what it paid out."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Collection(Model):
    # From `starts_on` on, until `ends_on` (not included), the centre collects for the operator, once the operator agreed.
    # `commission` in basis points of what is charged; `document` is where it is written down.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    centre: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="collects_for", on_delete=fields.RESTRICT
    )
    centre_id: int
    operator: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="collected_by", on_delete=fields.RESTRICT
    )
    operator_id: int
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)
    commission = fields.IntField(default=0)
    document = fields.CharField(max_length=200)
    proposed_at = fields.DatetimeField()
    proposed_by_id = fields.IntField()
    proposed_by_name = fields.CharField(max_length=60, default="")
    agreed_at = fields.DatetimeField(null=True)
    agreed_by_id = fields.IntField(null=True)
    agreed_by_name = fields.CharField(max_length=60, default="")
    ended_by_name = fields.CharField(max_length=60, default="")
    ended_why = fields.CharField(max_length=200, default="")

    class Meta:
        app = "booking"
        table = "collections"
        constraints = (
            CheckConstraint(check="commission BETWEEN 0 AND 2000", name="collection_commission"),
            CheckConstraint(check="centre_id <> operator_id", name="collection_of_another"),
        )


class CollectedCharge(Model):
    # A charge that a centre collects: for whom, with which commission, and when its stay was settled.

    id = fields.IntField(primary_key=True)
    charge: Any = fields.ForeignKeyField(
        "booking.Charge", related_name="collected", on_delete=fields.RESTRICT
    )
    charge_id: int
    collection: Any = fields.ForeignKeyField(
        "booking.Collection", related_name="charges", on_delete=fields.RESTRICT
    )
    collection_id: int
    operator: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="collected_charges", on_delete=fields.RESTRICT
    )
    operator_id: int
    commission = fields.IntField(default=0)
    settled_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "collected_charges"
        constraints = (
            CheckConstraint(check="commission BETWEEN 0 AND 2000", name="collected_commission"),
        )


class PayoutBatch(Model):
    # Prepared by one person and approved by another; withdrawn before it is approved, or with everything unpaid in it.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    centre: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="payout_batches", on_delete=fields.RESTRICT
    )
    centre_id: int
    serial = fields.IntField()
    prepared_at = fields.DatetimeField()
    prepared_by_id = fields.IntField()
    prepared_by_name = fields.CharField(max_length=60, default="")
    approved_at = fields.DatetimeField(null=True)
    approved_by_id = fields.IntField(null=True)
    approved_by_name = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "payout_batches"
        constraints = (
            CheckConstraint(
                check="approved_by_id IS NULL OR approved_by_id <> prepared_by_id", name="payout_batch_four_eyes"
            ),
        )  # fmt: skip


class Payout(Model):
    # What one operator gets out of a batch. `account_key` is the public id of the bank account as it was when the batch was prepared.
    # Dropped: not paid, so its lines are due again.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    batch: Any = fields.ForeignKeyField(
        "booking.PayoutBatch", related_name="payouts", on_delete=fields.RESTRICT
    )
    batch_id: int
    operator: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="payouts", on_delete=fields.RESTRICT
    )
    operator_id: int
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    account_key = fields.CharField(max_length=32)
    number_end = fields.CharField(max_length=4)
    paid_on = fields.DateField(null=True)
    voucher = fields.CharField(max_length=60, default="")
    paid_by_id = fields.IntField(null=True)
    paid_by_name = fields.CharField(max_length=60, default="")
    dropped_at = fields.DatetimeField(null=True)
    dropped_why = fields.CharField(max_length=200, default="")
    dropped_by_name = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "payouts"
        constraints = (
            CheckConstraint(check="minor > 0", name="payout_positive"),
            CheckConstraint(check="paid_on IS NULL OR dropped_at IS NULL", name="payout_one_end"),
            CheckConstraint(check="paid_on IS NULL OR voucher <> ''", name="payout_voucher"),
        )


class PayoutLine(Model):
    # By how much a charge is paid out with it; below nothing where earlier payouts were too much (clawback).

    id = fields.IntField(primary_key=True)
    payout: Any = fields.ForeignKeyField(
        "booking.Payout", related_name="lines", on_delete=fields.RESTRICT
    )
    payout_id: int
    charge: Any = fields.ForeignKeyField(
        "booking.Charge", related_name="payout_lines", on_delete=fields.RESTRICT
    )
    charge_id: int
    minor = fields.BigIntField()

    class Meta:
        app = "booking"
        table = "payout_lines"
        constraints = (CheckConstraint(check="minor <> 0", name="payout_line_moves_something"),)
