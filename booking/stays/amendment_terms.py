"""What a union may make of its stay: which states allow it, which nights, and what a change would be."""

from collections.abc import Iterable
from datetime import date, time

from booking.stays.amendment_rules import demand_no_new_block
from booking.stays.amendments import is_unanswered
from booking.stays.counter_terms import demand_certified, is_unchanged
from booking.stays.legs import Leg
from booking.stays.models import Stay
from booking.stays.new_terms import NewTerms
from booking.stays.night_plan import rows_now
from booking.stays.offer_refusals import AmendmentUnchanged, NightSlept
from booking.stays.prolonging import demand_live_hold
from booking.stays.reckoning import Change, Present, present_of, reckon_terms
from booking.stays.refusals import AlreadyMoved, DateOver, TimeToAnswerOver
from booking.stays.states import State
from booking.stays.trip_stays import others_beside
from sites import calendar
from sites.foundation import clock
from sites.foundation.language import _
from sites.listings.models import Site

AMENDABLE = (State.HELD, State.SUBMITTED, State.CONFIRMED, State.IN_HOUSE)


def demand_amendable(stay: Stay) -> None:
    """Refused: AlreadyMoved, HoldOver, TimeToAnswerOver, and AlreadyMoved again once the last night is over."""
    state = State(stay.state)
    if state is State.HELD:
        demand_live_hold(stay)
    if state not in AMENDABLE or clock.today() >= stay.check_out:
        raise AlreadyMoved(state=_(state.words))
    if is_unanswered(stay) and stay.answer_due_at and stay.answer_due_at <= clock.now():
        raise TimeToAnswerOver(ended=stay.answer_due_at)


async def reckon_amendment(stay: Stay, terms: NewTerms) -> Change:
    """The stay as the union asks for it.

    Refused: AmendmentUnchanged, NightSlept, DateOver, CertificateNotValid for nights that come new, the site's rules
    for arrival, departure and length where the dates change, RulesStandAgainst where a rule would newly block the
    submitted trip, and what `reckon_terms` refuses.
    """
    present = await present_of(stay)
    change = await reckon_terms(stay, terms, present)
    if is_unchanged(stay, change, present):
        raise AmendmentUnchanged
    await _demand_dates(stay, change, present)
    await demand_unslept(stay, changing_nights(change, present))
    await demand_no_new_block(stay, change)
    return change


def changing_nights(change: Change, present: Present) -> list[date]:
    """Nights that come, go, or are slept by others than before, or in other rooms. Pure."""
    every = sorted({*change.plan, *present.plan})
    return [
        night for night in every
        if change.plan.get(night) != present.plan.get(night)
        or change.reserves.get(night) != present.reserves.get(night)
    ]  # fmt: skip


async def demand_unslept(stay: Stay, nights: Iterable[date]) -> None:
    """Refused: NightSlept with the first night that is over, or whose people are counted."""
    counted = {row.date for row in await rows_now(stay.id) if row.arrived_rooms is not None}
    for night in nights:
        if night < clock.today() or night in counted:
            raise NightSlept(night=night)


async def _demand_dates(stay: Stay, change: Change, present: Present) -> None:
    if (change.check_in, change.check_out) == (stay.check_in, stay.check_out):
        return
    site = await Site.get(id=stay.site_id)
    opens = clock.at(change.check_in, time(site.check_in_hour))
    if change.check_in != stay.check_in and clock.now() >= opens:
        raise DateOver(day=change.check_in, field="check_in")
    await demand_certified(stay.site_id, sorted({*change.plan} - {*present.plan}))
    await others_beside(stay, Leg(change.check_in, change.check_out))
    await calendar.demand_allowed(change.wanted, kept=set(present.plan))
