"""Bookings made elsewhere take rooms here: read from a calendar, taken while they stand in it, given back when gone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sites.calendar.claim_locks import lock_claims
from sites.calendar.claim_rows import ROOMS
from sites.calendar.claims import Claim, take
from sites.calendar.edit_telling import tell_span
from sites.calendar.nights import nights_between
from sites.calendar.outside_models import OutsideBooking, OutsideCalendar
from sites.calendar.outside_reading import OutsideEvent
from sites.calendar.refusals import ClosedThatNight, NightsNotOpened, NightsTaken
from sites.calendar.release import release
from sites.calendar.wanted import Portion, Wanted
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id
from sites.foundation.identifiers import public_id as new_id
from sites.foundation.language import N_, choose
from sites.listings import SiteUnknown
from sites.listings.models import RoomType, Site

MOST = 20
AGAIN = timedelta(minutes=55)


class OutsideUnknown(Refusal):
    code = "outside_calendar_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such calendar, or it is not yours.")


class OutsideFull(Refusal):
    code = "outside_calendars_full"
    words = N_("A base reads at most %(most)s calendars. Remove one first.")


@dataclass(frozen=True)
class OutsideLine:
    """A booking as the operator sees it: no name. `short` nights found fewer rooms free than it takes."""

    starts_on: date
    ends_on: date
    rooms: int
    short: int


@dataclass(frozen=True)
class OutsidePage:
    public_id: str
    name: str
    room_type: str
    url: str
    read_at: datetime | None
    fault: str
    bookings: tuple[OutsideLine, ...]


@transaction
async def add_outside(
    site_id: int, *, room_type: str, name: str, url: str = "", by: Actor
) -> str:  # fmt: skip
    """A calendar whose bookings take rooms of one type; its public id. Refused: SiteUnknown, OutsideUnknown, OutsideFull."""
    if not await Site.filter(id=site_id, operator_id=by.organisation_id).exists():
        raise SiteUnknown
    kind = await RoomType.get_or_none(site_id=site_id, code=room_type)
    if kind is None:
        raise OutsideUnknown(field="room_type")
    if await OutsideCalendar.filter(site_id=site_id, removed_at=None).count() >= MOST:
        raise OutsideFull(most=MOST)
    made = await OutsideCalendar.create(
        public_id=new_id(), site_id=site_id, room_type_id=kind.id, name=name, url=url,
        made_at=clock.now(),
    )  # fmt: skip
    return str(made.public_id)


@transaction
async def remove_outside(public_id: str, *, by: Actor) -> None:
    """Forget a calendar; every room that it took returns. Refused: OutsideUnknown."""
    row = await _own(public_id, by=by)
    open_ones = OutsideBooking.filter(calendar_id=row.id, removed_at=None)
    await OutsideCalendar.filter(id=row.id).update(removed_at=clock.now())
    standing = await open_ones
    await OutsideBooking.filter(calendar_id=row.id, removed_at=None).update(removed_at=clock.now())
    if standing:
        await release(*(one.public_id for one in standing))
    await _tell(row, standing)


async def inner_id_of_outside(public_id: str, *, by: Actor) -> int:
    """Refused: OutsideUnknown."""
    return (await _own(public_id, by=by)).id


@transaction
async def take_outside(calendar_id: int, events: Iterable[OutsideEvent]) -> None:
    """Let the calendar hold exactly these bookings: what is gone returns its rooms, what is new takes them.

    Where fewer rooms are free than a booking takes, it takes none of that night and says so. Run again with
    the same events, it changes nothing but trying such nights once more.
    """
    row = (
        await OutsideCalendar.filter(id=calendar_id, removed_at=None)
        .select_for_update(no_key=True)
        .first()
    )
    if row is None:
        return
    wanted = {(e.uid, e.starts_on): e for e in events}
    standing = await OutsideBooking.filter(
        calendar_id=row.id, removed_at=None, ends_on__gt=clock.today()
    )
    gone = [one for one in standing if not _same(one, wanted.get((one.uid, one.starts_on)))]
    await _lock(row, standing, wanted.values())
    await _remove(gone)
    kept = {(one.uid, one.starts_on): one for one in standing if one not in gone}
    fresh = [await _write(row.id, event) for key, event in wanted.items() if key not in kept]
    again = [one for one in kept.values() if one.short]
    await _take(row, [*fresh, *again])
    await _tell(row, [*gone, *fresh])
    now = clock.now()
    await OutsideCalendar.filter(id=row.id).update(read_at=now, tried_at=now, fault="")


@transaction
async def note_fault(calendar_id: int, fault: str) -> None:
    """The calendar could not be read just now; what it said last stays. `fault` is one word."""
    await OutsideCalendar.filter(id=calendar_id).update(fault=fault, tried_at=clock.now())


async def outside_due() -> list[int]:
    """Calendars with an address that were not tried for an hour."""
    rows = await OutsideCalendar.filter(removed_at=None).exclude(url="").order_by("tried_at", "id")
    before = clock.now() - AGAIN
    return [row.id for row in rows if row.tried_at is None or row.tried_at <= before][:50]


async def url_of_outside(calendar_id: int) -> str:
    """Empty where the calendar was removed meanwhile."""
    row = await OutsideCalendar.get_or_none(id=calendar_id, removed_at=None)
    return row.url if row else ""


async def outside_of(site_id: int) -> tuple[OutsidePage, ...]:
    """The base's calendars with what stands in them from today on."""
    rows = OutsideCalendar.filter(site_id=site_id, removed_at=None).order_by("id")
    return tuple([await _page(row) for row in await rows.prefetch_related("room_type")])


async def _page(row: OutsideCalendar) -> OutsidePage:
    found = await OutsideBooking.filter(
        calendar_id=row.id, removed_at=None, ends_on__gt=clock.today()
    ).order_by("starts_on", "id")
    lines = tuple(OutsideLine(b.starts_on, b.ends_on, b.rooms, b.short) for b in found)
    kind = choose(row.room_type.name, row.room_type.name_en)
    return OutsidePage(row.public_id, row.name, kind, row.url, row.read_at, row.fault, lines)


async def _own(public_id: str, *, by: Actor) -> OutsideCalendar:
    known = OutsideCalendar.filter(
        public_id=public_id, site__operator_id=by.organisation_id, removed_at=None
    )
    row = await known.first() if is_public_id(public_id) else None
    if row is None:
        raise OutsideUnknown
    return row


async def _tell(row: OutsideCalendar, moved: Sequence[OutsideBooking]) -> None:
    """Whoever listens learns that other rooms are free on these nights; what is over is nobody's news."""
    coming = [one for one in moved if one.ends_on > clock.today()]
    if coming:
        first, until = min(one.starts_on for one in coming), max(one.ends_on for one in coming)
        await tell_span(row.site_id, max(first, clock.today()), until, source=f"outside:{new_id()}")


def _same(booking: OutsideBooking, event: OutsideEvent | None) -> bool:
    return event is not None and (booking.ends_on, booking.rooms) == (event.ends_on, event.rooms)


async def _remove(gone: list[OutsideBooking]) -> None:
    if gone:
        ids = [one.id for one in gone]
        await OutsideBooking.filter(id__in=ids).update(removed_at=clock.now())
        await release(*(one.public_id for one in gone))


async def _write(calendar_id: int, event: OutsideEvent) -> OutsideBooking:
    return await OutsideBooking.create(
        public_id=new_id(), calendar_id=calendar_id, uid=event.uid, starts_on=event.starts_on,
        ends_on=event.ends_on, rooms=event.rooms,
    )  # fmt: skip


async def _lock(
    row: OutsideCalendar, standing: Iterable[OutsideBooking], events: Iterable[OutsideEvent]
) -> None:
    """Everything that is given back or taken, before the first of it: what goes may be later nights than what comes."""
    today = clock.today()
    wanted = [
        Wanted(
            row.site_id, max(one.starts_on, today), one.ends_on, {row.room_type_id: one.rooms}, 0
        )
        for one in events
        if one.ends_on > today
    ]
    await lock_claims(*(one.public_id for one in standing), wanted=wanted)


async def _take(row: OutsideCalendar, bookings: list[OutsideBooking]) -> None:
    """Night by night for all bookings together: one order of counters for everybody."""
    for one in bookings:
        # What was short is tried whole again.
        if one.short:
            await release(one.public_id)
    today = clock.today()
    nights = [
        (night, number)
        for number, one in enumerate(bookings)
        for night in nights_between(max(one.starts_on, today), one.ends_on)
    ]
    short = dict.fromkeys(range(len(bookings)), 0)
    for night, number in sorted(nights):
        short[number] += not await _took(row, night, bookings[number])
    for number, one in enumerate(bookings):
        await OutsideBooking.filter(id=one.id).update(short=short[number])


async def _took(row: OutsideCalendar, night: date, booking: OutsideBooking) -> bool:
    """A night that is closed or not opened can be sold to nobody: nothing is short there."""
    portion = Portion(row.site_id, row.room_type_id, night, booking.rooms)
    try:
        await take(ROOMS, [Claim(booking.public_id, portion)], is_sold=True, may_take_kept=True)
    except (ClosedThatNight, NightsNotOpened):
        return True
    except NightsTaken:
        return False
    return True
