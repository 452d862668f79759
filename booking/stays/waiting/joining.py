"""A union joins waiting lists: for so many people, on exact nights or somewhere within a span, at up to five bases."""

from datetime import date, timedelta

from booking.people.models import Organisation
from booking.people.open_holds import lock_open_holds
from booking.stays.refusals import DateOver, HeadsMissing
from booking.stays.waiting.events import write_event
from booking.stays.waiting.look import base_of, need_of
from booking.stays.waiting.marking import mark
from booking.stays.waiting.models import Wait, WaitPlace
from booking.stays.waiting.order import MOST_NIGHTS, MOST_SITES, MOST_WAITS, WaitOrder
from booking.stays.waiting.places import place_asked
from booking.stays.waiting.possible import possible
from booking.stays.waiting.refusals import (
    RoomIsThere,
    SiteNamedTwice,
    TooManyWaits,
    WaitDayUnfit,
    WaitingNotVerified,
    WaitWindowUnfit,
)
from sites import calendar
from sites.calendar import NightsNotOpened
from sites.calendar.free_nights import NOT_OPENED
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import public_id
from sites.listings.models import Site


@transaction
async def join(order: WaitOrder, *, by: Actor, key: Key | None = None) -> str:
    """Stand on the lists of these bases; the entry's public id. It takes nothing. A request sent twice joins once.

    Refused: WaitingNotVerified, TooManyWaits, SiteNamedTwice, WaitWindowUnfit, WaitDayUnfit, DateOver, HeadsMissing,
    OfferUnknown, RoomsUnknown, BedsTooFew, SiteNeverFits, NightsNotOpened, and RoomIsThere where nobody needs to wait.
    """
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    wait = await write_wait(order, by=by)
    await idempotency.keep(key, wait.public_id, by=by)
    return wait.public_id


async def write_wait(order: WaitOrder, *, by: Actor) -> Wait:
    """In the caller's transaction: the entry, its bases, the marks on its nights, and the first event."""
    demand_transaction()
    await _demand_may_wait(by.organisation_id)
    waits_until = _demand_sound(order)
    asked = [await place_asked(order, code) for code in order.sites]
    wait = await Wait.create(
        public_id=public_id(), union_id=by.organisation_id, starts_on=order.starts_on,
        ends_on=order.ends_on, nights=order.nights, workers=order.heads.workers,
        family=order.heads.family, crew=order.heads.crew, programme=order.programme,
        contact=order.contact, waits_until=waits_until, state="waiting", joined_at=clock.now(),
        joined_by_id=by.user_id,
    )  # fmt: skip
    places = [
        await WaitPlace.create(
            wait_id=wait.id, site_id=one.site.id, position=number, package_code=one.package,
            rooms=dict(one.rooms), any_rooms=one.any_rooms,
        )
        for number, one in enumerate(asked, start=1)
    ]  # fmt: skip
    await mark(wait, places)
    for place in places:
        await _demand_no_room(wait, place)
    await write_event(wait, act="joined", by=by)
    return wait


async def _demand_may_wait(union_id: int) -> None:
    """Only one transaction at a time counts the entries of a union."""
    await lock_open_holds(union_id)
    union = await Organisation.get_or_none(id=union_id, kind="union", standing="verified")
    if union is None:
        raise WaitingNotVerified
    if await Wait.filter(union_id=union_id, state="waiting").count() >= MOST_WAITS:
        raise TooManyWaits(limit=MOST_WAITS)


def _demand_sound(order: WaitOrder) -> date:
    """The last day of waiting: before the last possible arrival."""
    today, span = clock.today(), (order.ends_on - order.starts_on).days
    if len(set(order.sites)) != len(order.sites) or not 1 <= len(order.sites) <= MOST_SITES:
        raise SiteNamedTwice(field="site")
    if order.heads.workers < 1:
        raise HeadsMissing(field="workers")
    if order.starts_on <= today:
        raise DateOver(day=order.starts_on, field="starts_on")
    if not 1 <= order.nights <= span <= MOST_NIGHTS:
        raise WaitWindowUnfit(nights=max(1, order.nights), most=MOST_NIGHTS, field="ends_on")
    last = order.ends_on - timedelta(days=order.nights + 1)
    chosen = order.waits_until or last
    if not today <= chosen <= last:
        raise WaitDayUnfit(first=today, last=last, field="waits_until")
    return chosen


async def _demand_no_room(wait: Wait, place: WaitPlace) -> None:
    """After the nights are marked: whatever comes free from now on is kept for the list."""
    days = (wait.ends_on - wait.starts_on).days
    window = await calendar.read_window(wait.starts_on, days + 1, site_ids=[place.site_id])
    for night in window.sites[place.site_id].nights[:days]:
        if night.limit == NOT_OPENED:
            raise NightsNotOpened(night=night.night)
    base = await base_of(place.site_id, first=wait.starts_on, until=wait.ends_on)
    need = need_of(wait, place, base.kinds)
    there = possible(need, base, window, today=clock.today())
    if there:
        site = await Site.get(id=place.site_id)
        raise RoomIsThere(site=(site.name, site.name_en), day=there[0].stay.first)
