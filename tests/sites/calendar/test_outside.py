"""Bookings made elsewhere take rooms while they stand in their calendar, never more than there are, and name nobody."""

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from sites import calendar
from sites.calendar import CalendarUnfit, OutsideEvent, events_of
from sites.calendar.models import Night, NightClaim
from sites.calendar.outside import OutsideUnknown
from sites.calendar.outside_models import OutsideBooking
from sites.foundation import clock
from tests.factories import stays as made
from tests.factories.people import make_operator
from tests.factories.places import FAMILY, TWIN, make_place


def day(ahead: int) -> date:
    return clock.today() + timedelta(days=ahead)


def file_of(*events: tuple[str, int, int], **more: str) -> bytes:
    """(name, first night, departure) each, in days from today."""
    made_ = Calendar()
    for name, first, until in events:
        event = Event()
        event.add("uid", name)
        event.add("summary", "张三 13800000000")
        event.add("dtstart", day(first))
        event.add("dtend", day(until))
        for key, value in more.items():
            event.add(key, value)
        made_.add_component(event)
    return bytes(made_.to_ical())


async def read_in(place, *events: tuple[str, int, int], kind: str = FAMILY) -> tuple[str, int]:
    by = place.operator.sales
    found = await calendar.add_outside(place.id, room_type=kind, name="示例渠道", by=by)
    number = await calendar.inner_id_of_outside(found, by=by)
    await calendar.take_outside(number, events_of(file_of(*events)))
    return found, number


async def taken(place, kind: str = FAMILY) -> dict[int, int]:
    rows = await Night.filter(room_type_id=place.rooms[kind], sold__gt=0)
    return {(row.date - clock.today()).days: row.sold for row in rows}


def test_an_event_is_read_as_its_nights_and_nothing_of_who_sleeps_there() -> None:
    found = events_of(file_of(("a", 3, 5), ("b", -9, -7), ("b2", -1, 1)))
    assert [(e.starts_on, e.ends_on, e.rooms) for e in found] == [
        (day(-1), day(1), 1),
        (day(3), day(5), 1),
    ]
    assert "张三" not in repr(found)
    assert events_of(file_of(("a", 3, 5), status="CANCELLED")) == ()
    assert events_of(file_of(("a", 3, 5), transp="TRANSPARENT")) == ()


def test_hours_become_nights_of_shanghai_and_one_name_twice_is_two_rooms() -> None:
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
        + "BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20200101T000000Z\r\nDTSTART:{0}\r\nDTEND:{1}\r\nEND:VEVENT\r\n"
        * 2
        + "END:VCALENDAR\r\n"
    )
    starts, ends = (datetime.combine(day(n), datetime.min.time()) for n in (4, 6))
    # 17:00 UTC is one o'clock of the next day in Shanghai.
    sent = text.format(f"{starts:%Y%m%d}T170000Z", f"{ends:%Y%m%d}T040000Z")
    (found,) = events_of(sent.encode())
    assert (found.starts_on, found.ends_on, found.rooms) == (day(5), day(6), 2)


@pytest.mark.parametrize(
    "sent",
    [
        b"", b"<html>", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:nonsense\r\nEND:VEVENT\r\nEND:VCALENDAR",
        b"BEGIN:VCALENDAR\r\n" + b"X:" + b"a" * 1_100_000,
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20990101\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR",
        file_of(("a", 1, 900)),
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nEND:VCALENDAR",
    ],
)  # fmt: skip
def test_what_is_no_plain_calendar_is_refused(sent: bytes) -> None:
    with pytest.raises(CalendarUnfit):
        events_of(sent)


async def test_a_calendar_takes_its_nights_and_gives_back_what_is_removed_there(
    database: str,
) -> None:
    place = await make_place()
    _id, number = await read_in(place, ("a", 2, 5), ("b", 4, 6))
    assert await taken(place) == {2: 1, 3: 1, 4: 2, 5: 1}

    await calendar.take_outside(number, events_of(file_of(("b", 4, 6), ("c", 9, 10))))
    assert await taken(place) == {4: 1, 5: 1, 9: 1}

    again = await NightClaim.all().count()
    await calendar.take_outside(number, events_of(file_of(("b", 4, 6), ("c", 9, 10))))
    assert await NightClaim.all().count() == again


async def test_a_removed_calendar_leaves_every_night_free(database: str) -> None:
    place = await make_place()
    found, number = await read_in(place, ("a", 2, 5))
    with pytest.raises(OutsideUnknown):
        await calendar.remove_outside(found, by=(await make_operator()).sales)
    await calendar.remove_outside(found, by=place.operator.sales)
    assert await taken(place) == {}
    await calendar.take_outside(number, [OutsideEvent(day(1), day(2), "x")])
    assert await taken(place) == {}


async def test_where_no_room_is_left_the_night_is_short_and_nothing_is_oversold(
    database: str,
) -> None:
    place = await make_place()
    events = [(f"n{number}", 3, 5) for number in range(12)]
    _id, number = await read_in(place, *events)
    assert await taken(place) == {3: 10, 4: 10}
    assert await OutsideBooking.filter(short=2).count() == 2
    await calendar.take_outside(number, events_of(file_of(*events[2:])))
    assert await taken(place) == {3: 10, 4: 10}
    assert await OutsideBooking.filter(short__gt=0, removed_at=None).count() == 0


async def test_the_feed_read_back_by_the_library_equals_the_claims(database: str) -> None:
    from booking.web.operator.feed import written

    place = await make_place()
    await made.confirmed(place=place, starts_in=10)
    await made.held(
        place=place, union=(await made.held(place=place, starts_in=12)).union, starts_in=30
    )
    await read_in(place, ("a", 11, 13))

    names = {number: code for code, number in place.rooms.items()}
    text = written(await calendar.taken_spans(place.id), names, title="示例")

    told: dict[tuple[str, date], int] = {}
    for event in Calendar.from_ical(text).walk("VEVENT"):
        night, kind = event["dtstart"].dt, str(event["summary"]).split(":")[0].split("：")[0]
        while night < event["dtend"].dt:
            key = (kind, night)
            told[key] = told.get(key, 0) + int(str(event["x-rooms"]))
            night += timedelta(days=1)
    rows = await Night.filter(site_id=place.id).filter(room_type_id=place.rooms[TWIN])
    counted = {(TWIN, n.date): n.held + n.sold for n in rows if n.held + n.sold}
    assert told == counted
    assert len(told) == 10
    assert "示例联系人".encode() not in text
