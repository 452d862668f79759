"""What has stood too long without news is asked about: by state and time, one look for each."""

from datetime import timedelta

from tortoise.expressions import Q

from booking.money.online_models import OnlineAccount, OnlinePayment, OnlineRefund
from sites.foundation import clock, outbox
from sites.foundation.database import transaction

BATCH = 200
UNKNOWN_AFTER, OPEN_AGAIN, REFUND_AGAIN = (
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=6),
)
NIGHTLY = timedelta(hours=20)


async def payments_to_ask_about() -> list[int]:
    """Begun two minutes ago with no session known; open or under way without a look for ten minutes."""
    now = clock.now()
    unknown = Q(state="made") & Q(tried_at__lte=now - UNKNOWN_AFTER)
    going = Q(state__in=["open", "checking"]) & Q(made_at__lte=now - OPEN_AGAIN)
    unasked = Q(asked_at__isnull=True) | Q(asked_at__lte=now - OPEN_AGAIN)
    rows = OnlinePayment.filter((unknown | going) & unasked).order_by("id")
    return [row.id for row in await rows.limit(BATCH).only("id")]


async def refunds_to_ask_about() -> list[int]:
    """Handed over with an answer that got lost, or under way for hours."""
    now = clock.now()
    lost = Q(state="handed") & Q(tried_at__lte=now - UNKNOWN_AFTER)
    going = Q(state="pending") & Q(tried_at__lte=now - REFUND_AGAIN)
    unasked = Q(asked_at__isnull=True) | Q(asked_at__lte=now - OPEN_AGAIN)
    rows = OnlineRefund.filter((lost | going) & unasked, order__withdrawn_at=None).order_by("id")
    return [row.id for row in await rows.limit(BATCH).only("id")]


async def accounts_to_reconcile() -> list[int]:
    long_ago = clock.now() - NIGHTLY
    due = Q(asked_at__isnull=True) | Q(asked_at__lte=long_ago)
    rows = OnlineAccount.filter(due, told_until__lte=long_ago)
    return [row.id for row in await rows.only("id")]


@transaction
async def ask_about_payment(payment_id: int) -> None:
    await _ask(OnlinePayment, payment_id)
    await outbox.post("online.ask", {"payment_id": payment_id})


@transaction
async def ask_about_refund(refund_id: int) -> None:
    await _ask(OnlineRefund, refund_id)
    await outbox.post("online.refund", {"refund_id": refund_id})


@transaction
async def ask_for_reconciliation(account_id: int) -> None:
    await _ask(OnlineAccount, account_id)
    await outbox.post("online.reconcile", {"account_id": account_id})


async def _ask(table: type[OnlinePayment | OnlineRefund | OnlineAccount], row_id: int) -> None:
    await table.filter(id=row_id).update(asked_at=clock.now())
