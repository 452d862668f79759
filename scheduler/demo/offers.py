"""What the first staffed base has besides its story: a counter-offer that waits, and a channel of outside bookings."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from booking import stays
from booking.stays import CounterOffer, StayLine
from scheduler.demo.cast import desk_email
from scheduler.demo.unions import staffed_sites
from sites import calendar, listings
from sites.calendar import OutsideEvent
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal
from sites.foundation.observe import log

LESS = 20_00  # fen a person and night
CHANNEL = "示例旅行网"
STAYS_OUTSIDE = ((3, 5), (4, 6), (11, 12), (18, 20), (18, 21))


async def keep_offers(cast: Mapping[str, Actor], today: date) -> None:
    """Run again, it adds nothing: an offer is made once, a calendar is read in once."""
    by = cast[desk_email(staffed_sites()[0])]
    try:
        await _offer(by)
        await _channel(by, today)
    except Refusal as refusal:
        log().warning("demonstration_refused", verb="keep_offers", code=refusal.code)


async def _offer(by: Actor) -> None:
    waiting = await stays.awaiting_answer(by)
    if len(waiting) < 2 or await stays.open_counter_offers(by):
        return
    line = max(waiting, key=lambda one: (one.answer_due_at, one.public_id))
    offer = await _cheaper(line, by=by)
    change = await stays.preview_counter_offer(line.public_id, offer, by=by)
    await stays.propose(line.public_id, offer, total_seen=change.quote.total, by=by)


async def _cheaper(line: StayLine, *, by: Actor) -> CounterOffer:
    """The same rooms and nights for twenty yuan less a person and night."""
    page = await stays.page_of(line.public_id, by=by)
    per_night = page.quote.nights[0].per_person - Money(LESS)
    until = clock.at(clock.today() + timedelta(days=2), time(17))
    rooms = {room.code: room.rooms for room in page.rooms}
    words = "示例：错峰价，请于期限前答复。"
    return CounterOffer(
        line.check_in, line.nights, rooms, line.package_code, per_night, until, words
    )


async def _channel(by: Actor, today: date) -> None:
    site = (await listings.profiles_of(by.organisation_id))[0]
    if await calendar.outside_of(site.id):
        return
    kind = site.room_types[-1].code
    made = await calendar.add_outside(site.id, room_type=kind, name=CHANNEL, by=by)
    events = [
        OutsideEvent(today + timedelta(days=first), today + timedelta(days=until), f"demo{number}")
        for number, (first, until) in enumerate(STAYS_OUTSIDE)
    ]
    await calendar.take_outside(await calendar.inner_id_of_outside(made, by=by), events)
