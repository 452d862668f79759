"""Tables of transfers: accounts at banks, slips, statements with their lines, and what became of each line."""

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


class BankStatement(Model):
    # A file that the payee's finance person sent: its cells, which column is what, and how far it is worked through.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    account: Any = fields.ForeignKeyField(
        "booking.BankAccount", related_name="statements", on_delete=fields.RESTRICT
    )
    account_id: int
    payee: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="bank_statements", on_delete=fields.RESTRICT
    )
    payee_id: int
    file_name = fields.CharField(max_length=120)
    grid: list[list[str]] = fields.JSONField(default=list)
    head = fields.IntField(default=0)
    columns: dict[str, Any] = fields.JSONField(default=dict)
    state = fields.CharField(max_length=10, default="sent")
    total = fields.IntField(default=0)
    done = fields.IntField(default=0)
    known = fields.IntField(default=0)
    by_user_id = fields.IntField()
    sent_at = fields.DatetimeField()
    finished_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "bank_statements"
        constraints = (
            CheckConstraint(
                check="state IN ('sent', 'working', 'done')", name="bank_statement_state"
            ),
            CheckConstraint(
                check="0 <= known AND known <= done AND done <= total",
                name="bank_statement_progress",
            ),
        )


class BankLine(Model):
    # One line of an account, once, however many files have it. `minor` is what came, negative what went,
    # nothing where the row could not be read. `finding` is what the program made of it.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    statement: Any = fields.ForeignKeyField(
        "booking.BankStatement", related_name="lines", on_delete=fields.RESTRICT
    )
    statement_id: int
    payee: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="bank_lines", on_delete=fields.RESTRICT
    )
    payee_id: int
    key = fields.CharField(max_length=64)
    row = fields.IntField()
    booked_on: Any = fields.DateField(null=True)
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    payer = fields.CharField(max_length=120, default="")
    payer_account_sealed = fields.CharField(max_length=200, default="")
    remark = fields.CharField(max_length=300, default="")
    serial = fields.CharField(max_length=60, default="")
    finding = fields.CharField(max_length=20)
    state = fields.CharField(max_length=10, default="open")
    seen_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "bank_lines"
        constraints = (
            CheckConstraint(check="state IN ('open', 'closed')", name="bank_line_state"),
            CheckConstraint(
                check="(finding = 'unreadable') = (minor = 0)", name="bank_line_unreadable"
            ),
            CheckConstraint(
                check="finding = 'unreadable' OR booked_on IS NOT NULL", name="bank_line_day"
            ),
        )


class LineShare(Model):
    # What became of a line, or of a part of it, by whom and why. Without `done_at` it waits for the second
    # person; undone it stays here and counts no more.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    line: Any = fields.ForeignKeyField(
        "booking.BankLine", related_name="shares", on_delete=fields.RESTRICT
    )
    line_id: int
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    fate = fields.CharField(max_length=10)
    charge: Any = fields.ForeignKeyField(
        "booking.Charge", related_name="line_shares", null=True, on_delete=fields.RESTRICT
    )
    charge_id: int | None
    receipt: Any = fields.ForeignKeyField(
        "booking.Receipt", related_name="line_shares", null=True, on_delete=fields.RESTRICT
    )
    receipt_id: int | None
    refund: Any = fields.ForeignKeyField(
        "booking.RefundOrder", related_name="line_shares", null=True, on_delete=fields.RESTRICT
    )
    refund_id: int | None
    pays: Any = fields.ForeignKeyField(
        "booking.LineShare", related_name="paid_by", null=True, on_delete=fields.RESTRICT
    )
    pays_id: int | None
    why = fields.CharField(max_length=200, default="")
    by_user_id = fields.IntField()
    decided_at = fields.DatetimeField()
    second_user_id = fields.IntField(null=True)
    done_at = fields.DatetimeField(null=True)
    paid_on = fields.DateField(null=True)
    voucher = fields.CharField(max_length=60, default="")
    undone_at = fields.DatetimeField(null=True)
    undone_by_id = fields.IntField(null=True)
    undone_why = fields.CharField(max_length=200, default="")

    class Meta:
        app = "booking"
        table = "line_shares"
        constraints = (
            CheckConstraint(
                check="fate IN ('applied', 'known', 'returned', 'outside')", name="line_share_fate"
            ),
            CheckConstraint(check="paid_on IS NULL OR fate = 'returned'", name="line_share_paid"),
            CheckConstraint(
                check="second_user_id IS NULL OR second_user_id <> by_user_id",
                name="line_share_four_eyes",
            ),
        )


class MoneyLimit(Model):
    # Above which amount a decision about a payee's money takes two people. A change is a new row.

    id = fields.IntField(primary_key=True)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="money_limits", on_delete=fields.RESTRICT
    )
    organisation_id: int
    minor = fields.BigIntField()
    set_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    replaced_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "money_limits"
        constraints = (CheckConstraint(check="minor >= 0", name="money_limit_not_negative"),)


class RefundBatch(Model):
    # Refunds that one person put together for the bank, and another agreed to.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    payee: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="refund_batches", on_delete=fields.RESTRICT
    )
    payee_id: int
    by_user_id = fields.IntField()
    made_at = fields.DatetimeField()
    second_user_id = fields.IntField(null=True)
    approved_at = fields.DatetimeField(null=True)
    withdrawn_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "refund_batches"
        constraints = (
            CheckConstraint(
                check="second_user_id IS NULL OR second_user_id <> by_user_id",
                name="refund_batch_four_eyes",
            ),
            CheckConstraint(
                check="approved_at IS NULL OR withdrawn_at IS NULL", name="refund_batch_end"
            ),
        )


class BatchItem(Model):
    # One refund of a batch: a refund order, or what is owed back of a line; how much, and to which account.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    batch: Any = fields.ForeignKeyField(
        "booking.RefundBatch", related_name="items", on_delete=fields.RESTRICT
    )
    batch_id: int
    refund: Any = fields.ForeignKeyField(
        "booking.RefundOrder", related_name="batch_items", null=True, on_delete=fields.RESTRICT
    )
    refund_id: int | None
    share: Any = fields.ForeignKeyField(
        "booking.LineShare", related_name="batch_items", null=True, on_delete=fields.RESTRICT
    )
    share_id: int | None
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    holder = fields.CharField(max_length=120)
    bank = fields.CharField(max_length=80, default="")
    branch = fields.CharField(max_length=120, default="")
    number_sealed = fields.CharField(max_length=200)
    purpose = fields.CharField(max_length=60, default="")
    confirmed_by_id = fields.IntField(null=True)
    confirmed_at = fields.DatetimeField(null=True)
    withdrawn_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "refund_batch_items"
        constraints = (CheckConstraint(check="minor > 0", name="refund_batch_item_positive"),)
