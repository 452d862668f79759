"""A union changes its stay: at once in its own hold, afterwards proposed to the operator."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from booking import quotas
from booking.people.permissions import demand
from booking.stays.access import stay_of_union
from booking.stays.amendment_history import facts_of, was
from booking.stays.amendment_model import Amendment
from booking.stays.amendment_size import is_pure
from booking.stays.amendment_terms import (
    changing_nights,
    demand_amendable,
    reckon_amendment,
)
from booking.stays.amendments import (
    UNION,
    is_unanswered,
    open_amendment,
    still_open,
    write_amendment,
)
from booking.stays.approval import (
    is_last_approver,
    offer_with,
    was_approved_as,
    withdraw_outgrown,
)
from booking.stays.counter_offer import desk_time_left
from booking.stays.expiry import expire, overdue_holds, overdue_of_quota
from booking.stays.following import put_in_force
from booking.stays.force_majeure import force_majeure_of
from booking.stays.locking import locked
from booking.stays.models import Stay
from booking.stays.moves import record, touch
from booking.stays.new_terms import NewTerms
from booking.stays.offer_refusals import AmendmentBeyondApproval, AmendmentPriceChanged
from booking.stays.pool_places import demand_closed
from booking.stays.reckoning import Change, Present, present_of
from booking.stays.refusals import AlreadyMoved
from booking.stays.states import State
from booking.stays.table_share import TableShare, table_share
from booking.stays.working_hours import answer_due
from sites import calendar
from sites.calendar import NightsTaken, ReceptionFull
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.listings import booking_way
from sites.listings.models import Site


async def amend(
    public_id: str,
    terms: NewTerms,
    *,
    total_seen: Money,
    note: str = "",
    by: Actor,
    key: Key | None = None,
) -> str:
    """Let the stay become this, or propose it; the amendment's public id. A request sent twice does it once.

    In the union's own hold, and at a site that confirms at once where nothing but grows or nothing but shrinks,
    it is in force at once. Otherwise its growth is claimed until the operator answers, within its working hours;
    what is no longer needed returns with the yes.

    Refused: NotGranted, AmendmentBeyondApproval, AlreadyMoved, HoldOver, TimeToAnswerOver, AmendmentOpen,
    CounterOfferOpen, AmendmentPriceChanged, what `reckon_amendment`, the calendar and the quotas refuse. Where room is
    or quota is short, holds past their time are expired first, and it is tried once more.
    """
    try:
        return await _amend(public_id, terms, total_seen=total_seen, note=note, by=by, key=key)
    except (NightsTaken, ReceptionFull):
        stay = await stay_of_union(public_id, by=by)
        in_the_way = await overdue_holds(stay.site_id, terms.check_in, terms.check_out)
    except quotas.QuotaSpent as spent:
        in_the_way = await overdue_of_quota(spent.quota_id)
    for stay_id in in_the_way:
        with suppress(AlreadyMoved):  # somebody else in need ended it meanwhile
            await expire(stay_id)
    return await _amend(public_id, terms, total_seen=total_seen, note=note, by=by, key=key)


@transaction
async def _amend(
    public_id: str, terms: NewTerms, *, total_seen: Money, note: str, by: Actor, key: Key | None
) -> str:
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    stay = await locked(await stay_of_union(public_id, by=by))
    demand_amendable(stay)
    await demand_closed(stay)
    if found := await open_amendment(stay.id):
        raise still_open(found)
    change, present = await reckon_amendment(stay, terms), await present_of(stay)
    if change.quote.total != total_seen:
        raise AmendmentPriceChanged(total=change.quote.total)
    await demand_may_propose(stay, change, by=by)
    site = await Site.get(id=stay.site_id)
    amendment = await _write(stay, change, present, site, note=note, by=by)
    await calendar.claim_growth(
        change.wanted, beside=stay.public_id, holder=amendment.public_id
    )  # fmt: skip
    facts = {**facts_of(amendment), **was(stay)}
    if is_taken_at_once(stay, site, change, present):
        await _in_force(stay, amendment, change, present, by=by)
        await record(stay, act="amended", by=by, note=note, facts=facts)
    else:
        await _stop_clock(stay)
        facts["ends"] = amendment.answer_until.isoformat()
        await record(stay, act="amendment_proposed", by=by, note=note, facts=facts)
    await idempotency.keep(key, amendment.public_id, by=by)
    return amendment.public_id


async def demand_may_propose(stay: Stay, change: Change, *, by: Actor) -> None:
    """Who books may change a hold, whose submission asks for approval anew where that is needed. After submission
    what goes beyond the approved is proposed by the last approver, or after a newly signed paper.

    Refused: NotGranted, AmendmentBeyondApproval.
    """
    sent = State(stay.state) is not State.HELD
    if sent and await is_last_approver(stay, by=by):
        return
    demand(by, "stays.book")
    since = await _in_force_since(stay)
    if sent and not await was_approved_as(stay, offer_with(stay, change), since=since):
        raise AmendmentBeyondApproval


async def _in_force_since(stay: Stay) -> datetime:
    """Since when the present terms stand: a paper that is older approved others."""
    last = await Amendment.filter(stay_id=stay.id, state="accepted").order_by("-closed_at").first()
    times = [stay.submitted_at, last.closed_at if last else None]
    return max((at for at in times if at), default=stay.created_at)


def is_taken_at_once(stay: Stay, site: Site, change: Change, present: Present) -> bool:
    """In a hold always; later at a site that confirms at once, whose rooms are fresh, for a pure growth or shrink."""
    if State(stay.state) is State.HELD:
        return True
    way = booking_way(site.booking_mode, site.rooms_checked_at, now=clock.now())
    is_same = change.package.id == stay.package_id
    return way == "instant" and is_same and is_pure(present.plan, change.plan)


async def _write(
    stay: Stay, change: Change, present: Present, site: Site, *, note: str, by: Actor
) -> Amendment:
    share = await share_of_table(stay, change)
    return await write_amendment(
        stay, change, side=UNION, by=by, note=note, table_percent=share.percent,
        table_minor=share.kept.minor, answer_until=answer_until(site, change, present),
        desk_seconds=await desk_time_left(stay) if is_unanswered(stay) else 0,
    )  # fmt: skip


async def share_of_table(stay: Stay, change: Change) -> TableShare:
    """What the frozen cancellation table would keep of what falls away; nothing before the stay is a promise, nor
    where force majeure was declared.
    """
    before, after = Money(stay.price_minor, stay.currency), change.quote.total
    is_promise = State(stay.state).effects.is_sold and not await force_majeure_of(stay)
    terms = (stay.frozen or {}).get("terms", {}) if is_promise else {}
    heads = int(stay.quote["heads"])
    return table_share(
        clock.now(), before=before, after=after, terms=terms, check_in=stay.check_in, heads=heads,
        leaving=heads - change.heads.total, left=stay.left_heads,
    )  # fmt: skip


def answer_until(site: Site, change: Change, present: Present) -> datetime:
    """The operator's usual time in its working hours; at the latest the end of the first night that changes."""
    usual = answer_due(clock.now(), hours=site.answer_hours, opens=site.opens, closes=site.closes)
    first = min(changing_nights(change, present), default=change.check_in)
    return max(min(usual, clock.end_of(first)), clock.now() + timedelta(minutes=1))


async def _in_force(
    stay: Stay, amendment: Amendment, change: Change, present: Present, *, by: Actor
) -> None:
    await put_in_force(
        stay, amendment, change, by=by, keeps_terms=True, **acceptance(stay, change, present)
    )
    if State(stay.state) is State.HELD:
        await withdraw_outgrown(stay)
    if State(stay.state) is State.SUBMITTED:
        await outbox.post("stay.accepted", {"stay_id": stay.id})


def acceptance(stay: Stay, change: Change, present: Present) -> dict[str, Any]:
    """The columns by which the operator has said yes: to what was submitted, or no longer to a hold that it granted
    where the change asks for more.
    """
    if State(stay.state) is State.SUBMITTED:
        return {"accepted_at": stay.accepted_at or clock.now(), "missing": []}
    if State(stay.state) is State.HELD and stay.accepted_at:
        within = is_pure(present.plan, change.plan, grows=False)
        is_same = change.package.id == stay.package_id
        return {} if within and is_same else {"accepted_at": None}
    return {}


async def _stop_clock(stay: Stay) -> None:
    if is_unanswered(stay):
        same = {"accepted_at": None, "answer_due_at": stay.answer_due_at}
        await touch(stay, only_if=same, answer_due_at=None)
