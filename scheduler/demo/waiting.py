"""A full weekend at the first staffed base: three groups wait for it, rooms come free, and one of them is offered these."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date, time, timedelta

from booking.stays import waiting
from booking.stays.waiting import WaitOrder
from scheduler.demo.cast import desk_email
from scheduler.demo.unions import demo_unions, staffed_sites
from sites import calendar, listings
from sites.calendar import OutsideEvent
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import Key
from sites.foundation.observe import log
from sites.listings import RoomTypeProfile, SiteProfile, WaitingRule
from sites.packages import Heads

WEEKS, NIGHTS, FRIDAY = 6, 2, 4
PACKAGE, TWIN, FREED = "N2", "twin", 8
CHANNEL, PART = "示例会议包房", "demo-part"
RULE = WaitingRule("skip", passes=3, days=14, offer_hours=24)
# Union, twins, days ago, programme: the large group stands first, and is passed by the one that fits.
WAITERS = ((2, 20, 5, ""), (0, FREED, 4, ""), (5, 12, 3, "front_line"))


async def keep_waiting(cast: Mapping[str, Actor], today: date) -> None:
    """Run again, it adds nothing: a conference fills the house once, an entry has its key, an offer its state."""
    by = cast[desk_email(staffed_sites()[0])]
    site = (await listings.profiles_of(by.organisation_id))[0]
    try:
        await _weekend(site, cast, today, by=by)
    except Refusal as refusal:
        log().warning("demonstration_refused", verb="keep_waiting", code=refusal.code)


async def _weekend(site: SiteProfile, cast: Mapping[str, Actor], today: date, *, by: Actor) -> None:
    first = today + timedelta(weeks=WEEKS)
    first += timedelta(days=(FRIDAY - first.weekday()) % 7)
    if any(one.name.startswith(CHANNEL) for one in await calendar.outside_of(site.id)):
        return
    with _at(today, 6):
        await listings.declare_waiting(site.id, RULE, by=by)
        taken = {kind.code: await _fill(site, kind, first, by=by) for kind in site.room_types}
    for union, twins, ago, programme in WAITERS:
        with _at(today, ago):
            order = _wait(site, first, twins, programme=programme)
            key = Key(f"demo-waiting-{union}", "demonstration")
            await waiting.join(order, by=cast[demo_unions()[union].email], key=key)
    public, events = taken[TWIN]
    whole = [event for event in events if not event.uid.startswith(PART)]
    await calendar.take_outside(await calendar.inner_id_of_outside(public, by=by), whole)
    await waiting.offer(site.id)


def _at(today: date, days_ago: int) -> AbstractContextManager[None]:
    return clock.moved_to(clock.at(today - timedelta(days=days_ago), time(10, 20)))


def _wait(site: SiteProfile, first: date, twins: int, *, programme: str) -> WaitOrder:
    return WaitOrder(
        sites=(site.code,), starts_on=first, ends_on=first + timedelta(days=NIGHTS), nights=NIGHTS,
        heads=Heads(twins * 2), rooms={TWIN: twins}, package=PACKAGE, programme=programme,
    )  # fmt: skip


async def _fill(
    site: SiteProfile, kind: RoomTypeProfile, first: date, *, by: Actor
) -> tuple[str, list[OutsideEvent]]:
    """A conference booked elsewhere takes every room of the type that is free, night by night."""
    window = await calendar.read_window(first, NIGHTS, site_ids=[site.id])
    free = window.sites[site.id].types[kind.id].free
    name = f"{CHANNEL}·{kind.name_zh}"
    made = await calendar.add_outside(site.id, room_type=kind.code, name=name, by=by)
    events: list[OutsideEvent] = []
    for n, rooms in enumerate(free):
        night = first + timedelta(days=n)
        part = min(FREED, rooms or 0) if kind.code == TWIN else 0
        for uid, count in ((f"{PART}-{n}", part), (f"demo-rest-{n}", max(0, rooms or 0) - part)):
            if count > 0:
                events.append(OutsideEvent(night, night + timedelta(days=1), uid, count))
    await calendar.take_outside(await calendar.inner_id_of_outside(made, by=by), events)
    return made, events
