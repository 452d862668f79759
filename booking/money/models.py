"""Tables of money: books of payees, balanced entries, charges, what was received and what is owed back."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

# How money came or goes back: by bank transfer, paid online, or over the counter of the base.
WAYS = "'transfer', 'online', 'desk'"


class Book(Model):
    # The ledger of one payee in one currency. No entry crosses books.

    id = fields.IntField(primary_key=True)
    payee: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="books", on_delete=fields.RESTRICT
    )
    payee_id: int
    currency = fields.CharField(max_length=3, default="CNY")

    class Meta:
        app = "booking"
        table = "books"


class Account(Model):
    # `subject` is the charge or party that the account speaks of; empty where the kind says it all.

    id = fields.IntField(primary_key=True)
    book: Any = fields.ForeignKeyField(
        "booking.Book", related_name="accounts", on_delete=fields.RESTRICT
    )
    book_id: int
    kind = fields.CharField(max_length=20)
    subject = fields.CharField(max_length=40, default="")

    class Meta:
        app = "booking"
        table = "accounts"
        constraints = (
            CheckConstraint(
                check="kind IN ('receivable', 'income', 'bank', 'stripe', 'fees', 'suspense', 'refund_due', "
                "'payable_operator', 'commission', 'subsidy')",
                name="account_kind",
            ),
        )


class Entry(Model):
    id = fields.IntField(primary_key=True)
    book: Any = fields.ForeignKeyField(
        "booking.Book", related_name="entries", on_delete=fields.RESTRICT
    )
    book_id: int
    at = fields.DatetimeField()
    what = fields.CharField(max_length=30)
    by_user_id = fields.IntField(default=0)
    stay_id = fields.IntField(null=True)

    class Meta:
        app = "booking"
        table = "entries"


class Posting(Model):
    # `minor` units: positive is debit, negative credit. Never changed or deleted (a trigger refuses).

    id = fields.IntField(primary_key=True)
    entry: Any = fields.ForeignKeyField(
        "booking.Entry", related_name="postings", on_delete=fields.RESTRICT
    )
    entry_id: int
    account: Any = fields.ForeignKeyField(
        "booking.Account", related_name="postings", on_delete=fields.RESTRICT
    )
    account_id: int
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    stay_id = fields.IntField(null=True)

    class Meta:
        app = "booking"
        table = "postings"
        constraints = (CheckConstraint(check="minor <> 0", name="posting_moves_something"),)


class Charge(Model):
    # What a party owes to a payee, as it now stands; what it was before stands in the ledger.
    # A charge of nothing is voided and keeps its last amount.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    reference = fields.CharField(max_length=8)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="charges", on_delete=fields.RESTRICT
    )
    party: Any = fields.ForeignKeyField(
        "booking.Party", related_name="charges", on_delete=fields.RESTRICT
    )
    party_id: int
    payee: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="charges", on_delete=fields.RESTRICT
    )
    stay_id: int
    payee_id: int
    kind = fields.CharField(max_length=20)
    bearer = fields.CharField(max_length=10, default="union")
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    due_on = fields.DateField(null=True)
    made_at = fields.DatetimeField()
    voided_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "charges"
        constraints = (
            CheckConstraint(check="minor > 0", name="charge_positive"),
            CheckConstraint(
                check="kind IN ('stay', 'correction', 'cancellation')", name="charge_kind"
            ),
            CheckConstraint(check="bearer IN ('union', 'worker', 'family')", name="charge_bearer"),
        )


class Receipt(Model):
    # Money that the payee's finance person saw arrive for a charge. Withdrawn when it was a mistake.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    charge: Any = fields.ForeignKeyField(
        "booking.Charge", related_name="receipts", on_delete=fields.RESTRICT
    )
    charge_id: int
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    way = fields.CharField(max_length=10, default="transfer")
    received_on = fields.DateField()
    voucher = fields.CharField(max_length=60, default="")
    note = fields.CharField(max_length=200, default="")
    by_user_id = fields.IntField()
    recorded_at = fields.DatetimeField()
    withdrawn_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "receipts"
        constraints = (
            CheckConstraint(check="minor > 0", name="receipt_positive"),
            CheckConstraint(check=f"way IN ({WAYS})", name="receipt_way"),
        )


class RefundOrder(Model):
    # Money that the payee owes back: ordered by the program, paid by the payee's finance person.
    # Withdrawn before it is paid when the charge has risen again.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    charge: Any = fields.ForeignKeyField(
        "booking.Charge", related_name="refunds", on_delete=fields.RESTRICT
    )
    charge_id: int
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    way = fields.CharField(max_length=10, default="transfer")
    why = fields.CharField(max_length=30)
    ordered_at = fields.DatetimeField()
    paid_on = fields.DateField(null=True)
    voucher = fields.CharField(max_length=60, default="")
    paid_by_user_id = fields.IntField(null=True)
    withdrawn_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "refund_orders"
        constraints = (
            CheckConstraint(check="minor > 0", name="refund_positive"),
            CheckConstraint(check=f"way IN ({WAYS})", name="refund_way"),
        )
