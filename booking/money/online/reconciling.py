"""The nightly comparison with the provider, a day at a time: what it told, what its book says, what is still open."""

from datetime import datetime, timedelta

from booking.money.gateway import Gateway
from booking.money.online.differences import note_difference
from booking.money.online.inbox import (
    handle_event,
    take_dispute,
    take_event,
    take_intent,
    take_payout,
    take_refund,
)
from booking.money.online.intending import LIVE
from booking.money.online.looking import look
from booking.money.online.refunding import look_at_refund
from booking.money.online_models import (
    OnlineAccount,
    OnlineDispute,
    OnlinePayment,
    OnlinePayout,
    OnlineRefund,
    ProviderEvent,
)
from booking.money.provider_facts import LineSeen, ProviderRefused
from sites.foundation import clock, outbox
from sites.foundation.database import transaction

# The provider shows what it told for thirty days.
SHOWN_FOR = timedelta(days=30)
WINDOW = timedelta(days=1)
# Its clock and ours differ a little, and its lists lag behind.
OVERLAP = timedelta(minutes=10)
PAYOUT_FAILED = {"payout_failure": "failed", "payout_cancel": "canceled"}
REFUND_FAILED = ("refund_failure", "payment_failure_refund")


async def reconcile(account_id: int, *, at: Gateway) -> bool:
    """Compare the next day since the last comparison; true when that was the last one, and the open ones were asked.

    Otherwise the next day is posted to the outbox. Raises ProviderAway: the day is done again.
    """
    account = await OnlineAccount.get(id=account_id)
    first = account.told_until - OVERLAP
    until = min(account.told_until + WINDOW, clock.now())
    await _take_what_was_told(account, first, until, at=at)
    for line in await at.lines_between(first, until):
        await _match(account.payee_id, line, at=at)
    is_last = until + WINDOW / 24 >= clock.now()
    if is_last:
        await _ask_open_ones(at=at)
    await _advance(account, until, is_last=is_last)
    return is_last


async def _take_what_was_told(account: OnlineAccount, first: datetime, until: datetime, *, at: Gateway) -> None:  # fmt: skip
    """Beyond what the provider still shows, the list says so, and its book and the open payments must do."""
    oldest = clock.now() - SHOWN_FOR
    if first < oldest:
        await _say_out_of_reach(account, oldest)
    if until <= oldest:
        return
    since = max(first, oldest)
    handled = await _handled(since, until)
    for seen in await at.events_between(since, until):
        if seen.id in handled:
            continue
        await take_event(seen, is_live=at.is_live)
        event = await ProviderEvent.get(event_id=seen.id)
        await handle_event(event.id, at=at)


async def _handled(first: datetime, until: datetime) -> set[str]:
    """What was looked at when it was told. A busy day is mostly that, and must be compared within a job's time."""
    rows = ProviderEvent.filter(
        happened_at__gte=first, happened_at__lt=until, handled_at__isnull=False
    )
    return {str(one) for one in await rows.values_list("event_id", flat=True)}


async def _match(payee_id: int, line: LineSeen, *, at: Gateway) -> None:
    """A line of the provider's book has a row of ours, or gets one, or stands on the list."""
    if not await _is_known(line) and not await _is_found(line, at=at):
        await _note_unknown(payee_id, line)


async def _is_known(line: LineSeen) -> bool:
    """What succeeded may fail later: its second line is known only once the failure is."""
    refund = "failed" if line.what in REFUND_FAILED else "succeeded"
    payout = PAYOUT_FAILED.get(line.what, "paid")
    return bool(
        await OnlinePayment.filter(line=line.id).exists()
        or await OnlineRefund.filter(refund_id=line.source, state=refund).exists()
        or await OnlineDispute.filter(dispute_id=line.source).exists()
        or await OnlinePayout.filter(payout_id=line.source, state=payout).exists()
    )


async def _is_found(line: LineSeen, *, at: Gateway) -> bool:
    """Ask about its source by its kind; true when it is ours."""
    try:
        if line.what in ("charge", "payment"):
            payment = await take_intent(line.intent, at) if line.intent else None
            return payment is not None and bool(await look(payment.id, at=at))
        if line.what in ("refund", "payment_refund", *REFUND_FAILED):
            return not await take_refund(line.source, at)
        if line.source.startswith(("dp_", "du_")):
            return not await take_dispute(line.source, at)
        if line.what in ("payout", *PAYOUT_FAILED):
            return not await take_payout(line.source, at)
    except ProviderRefused:
        return False
    return False


async def _ask_open_ones(*, at: Gateway) -> None:
    for payment in await OnlinePayment.filter(state__in=LIVE).order_by("id").only("id"):
        await look(payment.id, at=at)
    going = OnlineRefund.filter(state__in=["handed", "pending"]).order_by("id").only("id")
    for refund in await going:
        await look_at_refund(refund.id, at=at)


@transaction
async def _say_out_of_reach(account: OnlineAccount, oldest: datetime) -> None:
    """Once for the whole gap: it ends on the day from which on the provider still shows what it told."""
    day = clock.day_of(oldest).isoformat()
    await note_difference("out_of_reach", day, payee_id=account.payee_id)


@transaction
async def _note_unknown(payee_id: int, line: LineSeen) -> None:
    await note_difference("unknown_line", line.id, payee_id=payee_id, theirs=line.amount - line.fee)


@transaction
async def _advance(account: OnlineAccount, until: datetime, *, is_last: bool) -> None:
    mine = OnlineAccount.filter(id=account.id, told_until=account.told_until)
    if await mine.update(told_until=until) and not is_last:
        await outbox.post("online.reconcile", {"account_id": account.id})
