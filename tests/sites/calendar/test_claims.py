"""Claims: all of it or nothing, for one holder or several, the same on every night or not."""

from collections.abc import Iterable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from sites import calendar
from sites.calendar.models import Night, NightClaim, Reception
from sites.calendar.refusals import KeptForWaiting
from sites.foundation import clock
from sites.foundation.database import change, transaction
from tests.factories.places import FAMILY, TWIN, make_place
from tests.sites.calendar.nights import broken, give_back

Rooms = dict[str, int]
# These holders are no stays; what else must hold is asked in each test.
pytestmark = pytest.mark.breaks_invariants("claims_belong_to_groups")


def day(ahead: int) -> date:
    return clock.today() + timedelta(days=ahead)


def wanted(
    place: SimpleNamespace, rooms: Rooms, *, ahead: int = 5, nights: int = 3, people: int = 2,
    apart: dict[int, tuple[Rooms, int]] | None = None,
) -> calendar.Wanted:  # fmt: skip
    others = {
        day(ahead + number): calendar.NightNeed(_ids(place, differs), heads)
        for number, (differs, heads) in (apart or {}).items()
    }
    return calendar.Wanted(
        place.id, day(ahead), day(ahead + nights), _ids(place, rooms), people, others
    )


def _ids(place: SimpleNamespace, rooms: Rooms) -> dict[int, int]:
    return {place.rooms[kind]: count for kind, count in rooms.items()}


@transaction
async def claim_all(asked: Iterable[tuple[str, calendar.Wanted]], **how: bool) -> None:
    await calendar.claim_all(asked, **how)


@transaction
async def claim_growth(beside: str, holder: str, needs: calendar.Wanted) -> None:
    await calendar.claim_growth(needs, beside=beside, holder=holder)


@transaction
async def settle(growth: str, holder: str, needs: calendar.Wanted, *, is_sold: bool) -> None:
    await calendar.settle_growth(needs, growth=growth, holder=holder, is_sold=is_sold)


async def taken(place: SimpleNamespace, kind: str = TWIN, *, ahead: int = 5, nights: int = 3) -> list[tuple[int, int]]:  # fmt: skip
    rows = await Night.filter(
        room_type_id=place.rooms[kind], date__gte=day(ahead), date__lt=day(ahead + nights)
    ).order_by("date")
    return [(row.held, row.sold) for row in rows]


async def test_nights_may_need_other_rooms_and_other_people(database: str) -> None:
    place = await make_place()
    needs = wanted(place, {TWIN: 3}, people=6, apart={1: ({TWIN: 1, FAMILY: 2}, 8)})
    await claim_all([("a", needs)])

    assert await taken(place) == [(3, 0), (1, 0), (3, 0)]
    assert await taken(place, FAMILY) == [(0, 0), (2, 0), (0, 0)]
    people = await Reception.filter(site_id=place.id, date__gte=day(5)).order_by("date").limit(3)
    assert [row.held for row in people] == [6, 8, 6]
    assert await broken() == []


async def test_holders_who_want_the_same_night_each_have_a_row_of_it(database: str) -> None:
    place = await make_place()
    await claim_all([("a", wanted(place, {TWIN: 3})), ("b", wanted(place, {TWIN: 4}, nights=2))])

    assert await taken(place) == [(7, 0), (7, 0), (3, 0)]
    assert await NightClaim.filter(holder="b").count() == 2
    await give_back("a")
    assert await taken(place) == [(4, 0), (4, 0), (0, 0)]
    assert await broken() == []


async def test_of_several_holders_all_get_their_nights_or_none_does(database: str) -> None:
    place, other = await make_place(), await make_place()
    asked = [("a", wanted(other, {TWIN: 1})), ("b", wanted(place, {TWIN: 20})), ("c", wanted(place, {TWIN: 25}))]  # fmt: skip
    with pytest.raises(calendar.NightsTaken) as refused:
        await claim_all(asked)

    assert refused.value.params == {"night": day(5), "left": 40, "asked": 45}
    assert await taken(place) == await taken(other) == [(0, 0)] * 3
    assert await NightClaim.all().count() == 0


@pytest.mark.breaks_invariants("nights_have_waiters_where_an_entry_could_use_them")
async def test_rooms_kept_for_waiting_groups_go_to_whom_they_were_offered(database: str) -> None:
    place = await make_place()
    until = clock.now() + timedelta(minutes=15)
    await change(
        "UPDATE nights SET has_waiters = $1, first_refusal_until = $2 WHERE site_id = $3 AND date = $4",
        True, until, place.id, day(6),
    )  # fmt: skip
    with pytest.raises(KeptForWaiting):
        await claim_all([("a", wanted(place, {TWIN: 1}))])
    await claim_all([("b", wanted(place, {TWIN: 1}))], may_take_kept=True)
    same_nights = wanted(place, {TWIN: 1})
    with clock.moved_to(until):
        await claim_all([("c", same_nights)])

    assert await taken(place) == [(2, 0)] * 3


@pytest.mark.breaks_invariants("nights_have_waiters_where_an_entry_could_use_them")
async def test_what_returns_is_kept_for_waiting_groups_where_there_are_any(database: str) -> None:
    place = await make_place()
    await claim_all([("a", wanted(place, {TWIN: 1}))])
    await change("UPDATE nights SET has_waiters = $1 WHERE date = $2", True, day(6))
    await give_back("a")

    rows = await Night.filter(room_type_id=place.rooms[TWIN], date__gte=day(5)).order_by("date")
    kept = [row.first_refusal_until is not None for row in rows[:3]]
    assert kept == [False, True, False]


async def test_a_group_that_is_sold_grows_and_shrinks_night_by_night(database: str) -> None:
    place = await make_place()
    await claim_all([("a", wanted(place, {TWIN: 4}, people=8))], is_sold=True)
    needs = wanted(place, {TWIN: 3}, people=6, apart={1: ({TWIN: 6}, 12)})
    await claim_growth("a", "more", needs)
    assert await taken(place) == [(0, 4), (2, 4), (0, 4)]
    await settle("more", "a", needs, is_sold=True)

    assert await taken(place) == [(0, 3), (0, 6), (0, 3)]
    assert await NightClaim.filter(holder="more", released_at=None).count() == 0
    assert await broken() == []


async def test_one_night_alone_may_carry_no_claim_at_all(database: str) -> None:
    place = await make_place()
    await claim_all([("a", wanted(place, {TWIN: 2}, apart={1: ({}, 0)}))])

    assert await taken(place) == [(2, 0), (0, 0), (2, 0)]


async def test_without_the_guard_more_is_taken_than_there_is(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the last wall, the table's CHECK, then stops it with an error that is no refusal."""
    place = await make_place()
    monkeypatch.setattr("sites.calendar.guarded._HAS_ROOM", "1 = 1")
    with pytest.raises(Exception, match="night_not_oversold") as stopped:
        await claim_all([("a", wanted(place, {TWIN: 41}))])

    assert not isinstance(stopped.value, calendar.NightsTaken)
