"""Nights for which groups wait: marked exactly, kept whole when anything comes free, and let go at once."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from sites import calendar
from sites.calendar import Change, KeptForWaiting, Span
from sites.calendar.models import Night
from sites.foundation import clock
from sites.foundation.database import transaction
from sites.foundation.outbox import OutboxRow
from tests.factories.places import FAMILY, TWIN, make_place
from tests.sites.calendar.nights import chosen, give_back, take

# These holders are no stays, and nobody on record waits here.
pytestmark = pytest.mark.breaks_invariants(
    "claims_belong_to_groups", "nights_have_waiters_where_an_entry_could_use_them"
)


def span(place: SimpleNamespace, ahead: int, nights: int) -> Span:
    first = clock.today() + timedelta(days=ahead)
    return Span(place.id, first, first + timedelta(days=nights))


@transaction
async def mark(over: Span, *waited: Span) -> None:
    await calendar.lock_nights(over)
    await calendar.mark_waiters(over, waited)


@transaction
async def let_go(place: SimpleNamespace) -> int:
    nights = await calendar.lock_kept(place.id)
    await calendar.let_go(nights)
    return len(nights)


@transaction
async def shrink(holder: str, wanted: calendar.Wanted) -> None:
    from sites.calendar.growth import shrink

    await shrink(wanted, holder=holder)


async def marked(place: SimpleNamespace, kind: str = TWIN) -> list[int]:
    """How many days ahead the marked nights lie."""
    rows = await Night.filter(room_type_id=place.rooms[kind], has_waiters=True).order_by("date")
    return [(row.date - clock.today()).days for row in rows]


async def kept(place: SimpleNamespace) -> list[tuple[str, int]]:
    kinds = {id_: code for code, id_ in place.rooms.items()}
    rows = await Night.filter(site_id=place.id, first_refusal_until__gt=clock.now())
    return sorted((kinds[row.room_type_id], (row.date - clock.today()).days) for row in rows)


async def test_marks_follow_who_waits_and_never_reach_beyond_the_span(database: str) -> None:
    place, other = await make_place(), await make_place()
    await mark(span(place, 5, 4), span(place, 3, 4), span(place, 8, 9), span(other, 5, 4))
    assert await marked(place) == await marked(place, FAMILY) == [5, 6, 8]
    assert await marked(other) == []

    await mark(span(place, 6, 2), span(place, 7, 1))
    assert await marked(place) == [5, 7, 8]


async def test_what_one_room_gives_back_keeps_every_room_of_its_nights(database: str) -> None:
    """Or somebody in another room would take the place at the table that came free."""
    place = await make_place()
    await take(place, 10)
    await mark(span(place, 5, 1), span(place, 5, 1))
    await give_back()

    assert await kept(place) == [(FAMILY, 5), (TWIN, 5)]
    with pytest.raises(KeptForWaiting):
        await take(place, 1, holder="b")


async def test_a_group_that_grows_smaller_keeps_its_nights_for_the_waiting_too(
    database: str,
) -> None:
    place = await make_place()
    await take(place, 10)
    await mark(span(place, 5, 1), span(place, 5, 1))
    smaller = calendar.Wanted(place.id, span(place, 5, 1).first, span(place, 5, 1).until, {place.rooms[TWIN]: 10}, 7)  # fmt: skip
    await shrink("a", smaller)

    assert await kept(place) == [(FAMILY, 5), (TWIN, 5)]


async def test_a_freed_night_with_waiters_is_announced_once_for_its_site(database: str) -> None:
    place = await make_place()
    await take(place, 10)
    await take(place, 10, ahead=6)
    await give_back()
    assert await OutboxRow.filter(topic="nights.freed").count() == 0

    await take(place, 10)
    await take(place, 10, ahead=6)
    await mark(span(place, 5, 2), span(place, 5, 2))
    await give_back()
    rows = await OutboxRow.filter(topic="nights.freed")
    assert [row.payload for row in rows] == [{"site_id": place.id}]


async def test_an_operators_edit_that_opens_rooms_is_announced_too(database: str) -> None:
    place = await make_place()
    nights = chosen(place, days=2)
    await calendar.edit(nights, Change("set", 30), by=place.operator.sales)
    await mark(span(place, 5, 2), span(place, 5, 2))
    await calendar.edit(nights, Change("set", 32), by=place.operator.sales)

    assert await kept(place) == [(TWIN, 5), (TWIN, 6)]
    assert await calendar.sites_with_kept() == [place.id]
    assert await OutboxRow.filter(topic="nights.freed").count() == 1


async def test_kept_rooms_are_seen_by_the_waiting_and_by_nobody_else(database: str) -> None:
    place = await make_place()
    await take(place, 40)
    await mark(span(place, 5, 1), span(place, 5, 1))
    await give_back()
    first = span(place, 5, 1).first
    everybodys = await calendar.read_window(first, 1, site_ids=[place.id])
    theirs = await calendar.window_for_waiting(first, 1, site_ids=[place.id])

    assert everybodys.sites[place.id].types[place.rooms[TWIN]].free == [0]
    assert theirs.sites[place.id].types[place.rooms[TWIN]].free == [40]


async def test_what_is_let_go_is_everybodys_at_once_and_letting_go_twice_changes_nothing(
    database: str,
) -> None:
    place = await make_place()
    await take(place, 10)
    await mark(span(place, 5, 1), span(place, 5, 1))
    await give_back()

    assert await let_go(place) == 2
    assert await let_go(place) == 0
    assert await calendar.sites_with_kept() == []
    await take(place, 40, holder="b")
    assert await marked(place) == [5]


async def test_where_nobody_waits_any_more_nothing_is_kept(database: str) -> None:
    place = await make_place()
    await take(place, 10)
    await mark(span(place, 5, 1), span(place, 5, 1))
    await give_back()
    await mark(span(place, 5, 1))
    await mark(span(place, 5, 1), span(place, 5, 1))

    assert await kept(place) == []
