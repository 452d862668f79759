"""What the provider told: kept once, and then asked anew, because what it told may be old."""

from booking.money.gateway import Gateway
from booking.money.online.accounts import latest_account
from booking.money.online.applying import apply_payment
from booking.money.online.differences import note_difference, payee_of_charge
from booking.money.online.disputes import apply_dispute
from booking.money.online.payouts import apply_payout
from booking.money.online.refunding import apply_refund
from booking.money.online_models import OnlinePayment, OnlineRefund, ProviderEvent
from booking.money.provider_facts import EventSeen, ProviderRefused, RefundSeen, SessionSeen
from sites.foundation import clock, outbox
from sites.foundation.database import fetch, transaction

SOURCE = "stripe"
NOT_OURS, UNKNOWN, OTHER_MODE = "not_ours", "unknown", "other_mode"
# What has its own object that we ask, and what says nothing that those do not say.
ASKED = {
    "checkout.session.": "session",
    "refund.": "refund",
    "charge.refund.": "refund",
    "charge.dispute.": "dispute",
    "payout.": "payout",
}
SILENT = ("payment_intent.", "charge.", "balance.", "customer.", "product.", "price.")


@transaction
async def take_event(seen: EventSeen, *, is_live: bool) -> int | None:
    """Keep that something was told, and have it looked at; its id. None when it is known already."""
    aside = "" if seen.is_live == is_live else OTHER_MODE
    now = clock.now()
    made = await fetch(
        "INSERT INTO provider_events (source, event_id, what, about, happened_at, received_at, handled_at, aside) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (source, event_id) DO NOTHING RETURNING id",
        SOURCE, seen.id, seen.what, seen.about, seen.at, now, now if aside else None, aside,
    )  # fmt: skip
    if not made:
        return None
    event_id = int(made[0]["id"])
    if not aside:
        await outbox.post("online.event", {"event_id": event_id})
    return event_id


async def handle_event(event_id: int, *, at: Gateway) -> None:
    """Ask about what was told and bring it in. Handled before, it does nothing. Raises ProviderAway."""
    event = await ProviderEvent.get(id=event_id)
    if event.handled_at is not None:
        return
    aside = await _act_on(event.what, event.about, at=at)
    await ProviderEvent.filter(id=event_id).update(handled_at=clock.now(), aside=aside)


async def _act_on(what: str, about: str, *, at: Gateway) -> str:
    """Why nobody acts on it; empty when somebody did."""
    for beginning, kind in ASKED.items():
        if what.startswith(beginning):
            try:
                return await ACTS[kind](about, at)
            except ProviderRefused:  # the provider knows no such object
                return NOT_OURS
    return "" if what.startswith(SILENT) else UNKNOWN


async def take_session(about: str, at: Gateway) -> str:
    return await _take_session(await at.session(about), at)


async def take_intent(intent: str, at: Gateway) -> OnlinePayment | None:
    """The payment whose money this is, brought to where it stands; None when it is not ours."""
    known = await OnlinePayment.get_or_none(intent_id=intent)
    if known is not None:
        return known
    seen = await at.session_by_intent(intent)
    if seen is None or await _take_session(seen, at):
        return None
    return await OnlinePayment.get_or_none(intent_id=intent)


async def _take_session(seen: SessionSeen, at: Gateway) -> str:
    """Found by the session that we noted, and by our own id where its answer was lost."""
    payment = await OnlinePayment.get_or_none(session_id=seen.id)
    if payment is None:
        payment = await OnlinePayment.get_or_none(public_id=seen.reference)
    if payment is None:
        return NOT_OURS
    await apply_payment(payment.id, seen, is_live=at.is_live)
    return ""


async def take_refund(about: str, at: Gateway) -> str:
    seen = await at.refund_by_id(about)
    going = await OnlineRefund.get_or_none(refund_id=seen.id)
    if going is None:
        going = await OnlineRefund.get_or_none(public_id=seen.reference)
    if going is None:
        return await _foreign_refund(seen, at)
    await apply_refund(going.id, seen)
    return ""


async def _foreign_refund(seen: RefundSeen, at: Gateway) -> str:
    """Somebody paid back one of our payments in the provider's own pages."""
    payment = await take_intent(seen.intent, at)
    if payment is None:
        return NOT_OURS
    await _note_foreign(payment.charge_id, seen)
    return ""


@transaction
async def _note_foreign(charge_id: int, seen: RefundSeen) -> None:
    payee = await payee_of_charge(charge_id)
    await note_difference("foreign_refund", seen.id, payee_id=payee, theirs=seen.amount)


async def take_dispute(about: str, at: Gateway) -> str:
    seen = await at.dispute(about)
    payment = await take_intent(seen.intent, at)
    if payment is None:
        return NOT_OURS
    await apply_dispute(payment.id, seen)
    return ""


async def take_payout(about: str, at: Gateway) -> str:
    account = await latest_account()
    if account is None:
        return NOT_OURS
    await apply_payout(account.payee_id, await at.payout(about))
    return ""


ACTS = {
    "session": take_session,
    "refund": take_refund,
    "dispute": take_dispute,
    "payout": take_payout,
}
