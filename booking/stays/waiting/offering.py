"""The offer job: rooms that came free at a base are held for the first on its list whom everything fits, all or nothing.

Nobody on the list, and the rooms are everybody's at once.
"""

from datetime import datetime, time

from booking.people import take_open_hold
from booking.stays.hold_times import CHECKOUT
from booking.stays.moves import record_first
from booking.stays.order import HoldOrder
from booking.stays.placing import demand_bookable, place_of, wanted_of, write_stay
from booking.stays.quota_use import follow_quota
from booking.stays.states import State
from booking.stays.waiting.access import places_of
from booking.stays.waiting.events import write_event
from booking.stays.waiting.fairness import Choice
from booking.stays.waiting.look import Entry, Look, look_at
from booking.stays.waiting.marking import mark, spans_of
from booking.stays.waiting.models import Wait, WaitPlace
from booking.stays.working_hours import answer_due
from sites import calendar
from sites.calendar import ClosedThatNight, NightsNotOpened, NightsTaken, ReceptionFull, Span
from sites.foundation import clock
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.database import change, demand_transaction, transaction
from sites.foundation.errors import Refusal
from sites.packages import Heads

# The calendar moved between the look and the claim: one looks again, but not for ever.
MOVED = (NightsTaken, ReceptionFull, ClosedThatNight, NightsNotOpened)
LOOKS = 20


class _LookAgain(Exception):
    """Somebody else was first; what was seen of the list no longer holds."""


class _CannotTake(Exception):
    """The chosen entry cannot be held for now, whatever is free; `code` is the refusal's."""

    def __init__(self, wait_id: int, code: str) -> None:
        super().__init__(code)
        self.wait_id = wait_id
        self.code = code


async def sites_to_offer() -> list[int]:
    """Bases where rooms are kept for the list: by state, so that a lost letter delays and loses nothing."""
    return await calendar.sites_with_kept()


async def offer(site_id: int) -> int:
    """Walk the base's list until nobody fits any more; how many were offered something. Run again, it changes nothing."""
    made, cannot = 0, dict[int, str]()
    for _look in range(LOOKS):
        try:
            if await _offer_first(site_id, cannot):
                made += 1
            elif await _let_go(site_id, cannot):
                await _tell_held_up(site_id, cannot)
                break
        except _CannotTake as no:
            cannot[no.wait_id] = no.code
        except _LookAgain:
            continue
    return made


@transaction
async def _offer_first(site_id: int, cannot: dict[int, str]) -> bool:
    look = await look_at(site_id)
    choice = look.choose(without=cannot)
    if choice is None:
        return False
    try:
        await _make(look, choice)
    except MOVED as no:
        raise _LookAgain from no
    except Refusal as no:
        raise _CannotTake(choice.id, no.code) from no
    return True


async def _make(look: Look, choice: Choice) -> None:
    entry = look.entries[choice.id]
    wait = entry.wait
    await take_open_hold(wait.union_id)
    order = order_of(look, entry, choice)
    place = await place_of(order)
    await demand_bookable(order, place)
    ends = offer_end(look, order)
    # One prolongation comes with the union's word that it keeps the offer.
    stay = await write_stay(
        order, place, state=State.HELD, by=Actor(wait.joined_by_id, wait.union_id, "union"),
        hold_expires_at=ends, counts_as_open=True, is_prolonged=True,
    )  # fmt: skip
    await take_entry(wait, stay.id)
    await count_passed(look, choice)
    places = await places_of(wait)
    await calendar.lock_places(Span(look.site.id, choice.stay.first, choice.stay.until))
    await calendar.lock_nights(*spans_of(wait, places))
    await calendar.claim(wanted_of(order, place), holder=stay.public_id, may_take_kept=True)
    await mark(wait, places)
    await follow_quota(stay.trip_id)
    await record_first(stay, act="offered", by=SYSTEM, facts={"heads": order.heads.total})
    await write_event(
        wait, act="offered", by=SYSTEM, site_id=look.site.id, stay=stay.public_id,
        ends=ends.isoformat(),
    )  # fmt: skip


def order_of(look: Look, entry: Entry, choice: Choice) -> HoldOrder:
    wait = entry.wait
    found = next(one for one in entry.possible if one.stay == choice.stay)
    return HoldOrder(
        site=look.site.code, package=found.package, check_in=choice.stay.first,
        nights=wait.nights, rooms=found.rooms, heads=Heads(wait.workers, wait.family, wait.crew),
        programme=wait.programme, contact=wait.contact,
    )  # fmt: skip


def offer_end(look: Look, order: HoldOrder) -> datetime:
    """So many hours of the base's open desk from now; never after the morning of check-in."""
    now, site = clock.now(), look.site
    due = answer_due(now, hours=look.rule.offer_hours, opens=site.opens, closes=site.closes)
    return max(min(due, clock.at(order.check_in, time(12))), now + CHECKOUT)


async def take_entry(wait: Wait, stay_id: int) -> None:
    """The guard: of two workers who choose the same entry, the second finds it offered."""
    demand_transaction()
    waiting = Wait.filter(id=wait.id, state="waiting")
    if not await waiting.update(state="offered", stay_id=stay_id, ended_at=clock.now()):
        raise _LookAgain


async def count_passed(look: Look, choice: Choice) -> None:
    """Everybody who is passed by this offer, once more; never beyond the declared floor, whoever else passes them."""
    demand_transaction()
    passed = [look.entries[id_] for id_ in choice.passes]
    for entry in sorted(passed, key=lambda one: one.place.id):
        counted = await change(
            "UPDATE wait_places SET passed = passed + 1 WHERE id = $1 AND passed < $2",
            entry.place.id,
            look.rule.passes,
        )
        if not counted:
            raise _LookAgain
        await write_event(
            entry.wait, act="passed", by=SYSTEM, site_id=look.site.id,
            passed=entry.place.passed + 1, most=look.rule.passes,
        )  # fmt: skip


@transaction
async def _let_go(site_id: int, cannot: dict[int, str]) -> bool:
    """The rooms that are kept become everybody's, unless somebody on the list fits after all: then False.

    The nights are locked first: what comes free meanwhile waits, and is then kept anew.
    """
    nights = await calendar.lock_kept(site_id)
    if (await look_at(site_id)).choose(without=cannot):
        return False
    await calendar.let_go(nights)
    return True


@transaction
async def _tell_held_up(site_id: int, cannot: dict[int, str]) -> None:
    """Why rooms that would do were not offered: kept beside the entry, and told once until the reason goes."""
    look = await look_at(site_id)
    for entry in sorted(look.entries.values(), key=lambda one: one.place.id):
        code = (cannot.get(entry.wait.id) or entry.held_up) if entry.possible else ""
        changed = WaitPlace.filter(id=entry.place.id, aside=entry.place.aside)
        if code != entry.place.aside and await changed.update(aside=code) and code:
            await write_event(entry.wait, act="held_up", by=SYSTEM, site_id=site_id, why=code)
