"""Tables of money online: who takes it, each payment and refund by the provider, and what it told us."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

LIVE = "'made', 'open', 'checking'"


class OnlineAccount(Model):
    # A payee that takes money online. The installation's key belongs to one account, so one is open at a time.
    # Everything that the provider told before `told_until` was looked at.

    id = fields.IntField(primary_key=True)
    provider = fields.CharField(max_length=12, default="stripe")
    payee: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="online_accounts", on_delete=fields.RESTRICT
    )
    payee_id: int
    opened_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)
    told_until = fields.DatetimeField()
    asked_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "online_accounts"


class OnlinePayment(Model):
    # A union's wish to pay a charge online, written before the provider hears of it. `made`: nobody knows
    # whether the provider has a session for it; `checking`: paid there, the money is under way; `held`: money
    # came that differs from what was asked, and a person decides.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    charge: Any = fields.ForeignKeyField(
        "booking.Charge", related_name="online_payments", on_delete=fields.RESTRICT
    )
    charge_id: int
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    state = fields.CharField(max_length=10, default="made")
    attempt = fields.IntField(default=1)
    language = fields.CharField(max_length=12)
    by_user_id = fields.IntField()
    made_at = fields.DatetimeField()
    tried_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    session_id = fields.CharField(max_length=120, null=True)
    url = fields.TextField(default="")
    asked_at = fields.DatetimeField(null=True)
    intent_id = fields.CharField(max_length=80, null=True)
    method = fields.CharField(max_length=20, default="")
    got_minor = fields.BigIntField(null=True)
    got_currency = fields.CharField(max_length=3, default="")
    fee_minor = fields.BigIntField(default=0)
    line = fields.CharField(max_length=80, default="")
    paid_at = fields.DatetimeField(null=True)
    receipt: Any = fields.ForeignKeyField(
        "booking.Receipt", related_name="online_payments", null=True, on_delete=fields.RESTRICT
    )
    receipt_id: int | None

    class Meta:
        app = "booking"
        table = "online_payments"
        constraints = (
            CheckConstraint(check="minor > 0", name="online_payment_positive"),
            CheckConstraint(
                check=f"state IN ({LIVE}, 'paid', 'held', 'ended')", name="online_payment_state"
            ),
            CheckConstraint(
                check="(state = 'paid') = (receipt_id IS NOT NULL)", name="online_payment_receipt"
            ),
            CheckConstraint(
                check="(state IN ('paid', 'held')) = (got_minor IS NOT NULL)",
                name="online_payment_money",
            ),
        )


class HeldDecision(Model):
    # What a person made of a held payment: it pays its charge, and `back_minor` of it goes back the way it came. Without
    # `done_at` it waits for the second person; undone it stays here and counts no more.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    payment: Any = fields.ForeignKeyField(
        "booking.OnlinePayment", related_name="decisions", on_delete=fields.RESTRICT
    )
    payment_id: int
    minor = fields.BigIntField()
    back_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    why = fields.CharField(max_length=200, default="")
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")
    decided_at = fields.DatetimeField()
    second_user_id = fields.IntField(null=True)
    done_at = fields.DatetimeField(null=True)
    undone_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "held_decisions"
        constraints = (
            CheckConstraint(
                check="minor > 0 AND back_minor BETWEEN 0 AND minor", name="held_decision_parts"
            ),
            CheckConstraint(
                check="second_user_id IS NULL OR second_user_id <> by_user_id", name="held_decision_four_eyes"
            ),
            CheckConstraint(check="done_at IS NULL OR undone_at IS NULL", name="held_decision_one_end"),
        )  # fmt: skip


class OnlineRefund(Model):
    # What goes back through the provider for a refund order, out of one payment. Once handed to the provider it
    # counts as paid back, until the provider says that it failed. Without an order, held money goes back that
    # never paid a charge.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    order: Any = fields.ForeignKeyField(
        "booking.RefundOrder", related_name="online_refunds", null=True, on_delete=fields.RESTRICT
    )
    order_id: int | None
    payment: Any = fields.ForeignKeyField(
        "booking.OnlinePayment", related_name="refunds", on_delete=fields.RESTRICT
    )
    payment_id: int
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    state = fields.CharField(max_length=10, default="ordered")
    attempt = fields.IntField(default=1)
    tried_at = fields.DatetimeField(null=True)
    refund_id = fields.CharField(max_length=80, null=True)
    asked_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)
    reason = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "online_refunds"
        constraints = (
            CheckConstraint(check="minor > 0", name="online_refund_positive"),
            CheckConstraint(
                check="state IN ('ordered', 'handed', 'pending', 'succeeded', 'failed')",
                name="online_refund_state",
            ),
        )


class OnlineDispute(Model):
    # The payer's bank took a payment back. What it holds at present lies in suspense.

    id = fields.IntField(primary_key=True)
    dispute_id = fields.CharField(max_length=80)
    payment: Any = fields.ForeignKeyField(
        "booking.OnlinePayment", related_name="disputes", on_delete=fields.RESTRICT
    )
    payment_id: int
    state = fields.CharField(max_length=40)
    taken_minor = fields.BigIntField(default=0)
    fee_minor = fields.BigIntField(default=0)
    currency = fields.CharField(max_length=3, default="CNY")
    opened_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "online_disputes"
        constraints = (CheckConstraint(check="taken_minor >= 0", name="online_dispute_taken"),)


class DisputeDecision(Model):
    # What a payee made of a lost dispute: the money counts as paid back (`order`), and `owed_minor` of it is owed again,
    # or is proposed to be written off. Without an order it was set off against held money. Undone when the bank gave it back.

    id = fields.IntField(primary_key=True)
    dispute: Any = fields.ForeignKeyField(
        "booking.OnlineDispute", related_name="decisions", on_delete=fields.RESTRICT
    )
    dispute_id: int
    order: Any = fields.ForeignKeyField(
        "booking.RefundOrder", related_name="dispute_decisions", null=True, on_delete=fields.RESTRICT
    )  # fmt: skip
    order_id: int | None
    write_off: Any = fields.ForeignKeyField(
        "booking.WriteOff", related_name="dispute_decisions", null=True, on_delete=fields.RESTRICT
    )
    write_off_id: int | None
    minor = fields.BigIntField()
    owed_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")
    decided_at = fields.DatetimeField()
    undone_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "dispute_decisions"
        constraints = (
            CheckConstraint(
                check="minor > 0 AND owed_minor BETWEEN 0 AND minor", name="dispute_decision_parts"
            ),
        )


class OnlinePayout(Model):
    # What the provider sent to the payee's bank. `moved_minor` is what the ledger has moved for it.

    id = fields.IntField(primary_key=True)
    payout_id = fields.CharField(max_length=80)
    payee: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="online_payouts", on_delete=fields.RESTRICT
    )
    payee_id: int
    minor = fields.BigIntField()
    moved_minor = fields.BigIntField(default=0)
    currency = fields.CharField(max_length=3, default="CNY")
    state = fields.CharField(max_length=20)
    arrives_on = fields.DateField()

    class Meta:
        app = "booking"
        table = "online_payouts"
        constraints = (
            CheckConstraint(check="moved_minor IN (0, minor)", name="online_payout_moved"),
        )


class ProviderEvent(Model):
    # That the provider told something, once. What it is about is asked anew; `aside` says why nobody acts on it.

    id = fields.IntField(primary_key=True)
    source = fields.CharField(max_length=12, default="stripe")
    event_id = fields.CharField(max_length=80)
    what = fields.CharField(max_length=80)
    about = fields.CharField(max_length=80, default="")
    happened_at = fields.DatetimeField()
    received_at = fields.DatetimeField()
    handled_at = fields.DatetimeField(null=True)
    aside = fields.CharField(max_length=20, default="")

    class Meta:
        app = "booking"
        table = "provider_events"


class OnlineDifference(Model):
    # Something that the provider and we see differently, or that a person must decide. Once for each subject.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    payee: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="online_differences", on_delete=fields.RESTRICT
    )
    payee_id: int
    kind = fields.CharField(max_length=30)
    subject = fields.CharField(max_length=80)
    ours_minor = fields.BigIntField(null=True)
    theirs_minor = fields.BigIntField(null=True)
    currency = fields.CharField(max_length=3, default="CNY")
    found_at = fields.DatetimeField()
    settled_at = fields.DatetimeField(null=True)
    settled_by_id = fields.IntField(null=True)
    note = fields.CharField(max_length=200, default="")

    class Meta:
        app = "booking"
        table = "online_differences"
