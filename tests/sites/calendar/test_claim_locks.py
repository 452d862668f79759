"""What may shrink is locked before anything grows, in the order of all claims; so is what a list keeps when places come free."""

from datetime import timedelta
from types import SimpleNamespace

import asyncpg
import pytest

from sites import calendar
from sites.calendar import Wanted, growth
from sites.foundation import clock
from sites.foundation.database import fetch, transaction
from tests.factories.places import TWIN, make_place

pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


def wanted(place: SimpleNamespace, first: int, nights: int, rooms: int = 3) -> Wanted:
    start = clock.today() + timedelta(days=first)
    return Wanted(
        place.id, start, start + timedelta(days=nights), {place.rooms[TWIN]: rooms}, rooms * 2
    )


async def locked_days(url: str, table: str, place: SimpleNamespace) -> list[int]:
    """How many days ahead each counter is that somebody has locked, seen from another session."""
    other = await asyncpg.connect(url)
    found = []
    try:
        for row in await other.fetch(f"SELECT id, date FROM {table} WHERE site_id = {place.id} AND date < now() + interval '12 days'"):  # fmt: skip
            try:
                await other.execute(f"SELECT 1 FROM {table} WHERE id = {row['id']} FOR NO KEY UPDATE NOWAIT")  # fmt: skip
            except asyncpg.LockNotAvailableError:
                found.append((row["date"] - clock.today()).days)
    finally:
        await other.close()
    return sorted(found)


@transaction
async def growing(url: str, place: SimpleNamespace) -> tuple[list[int], list[int]]:
    """Two nights become two others, one of them the same; what is locked once the growth is claimed."""
    await calendar.claim_growth(wanted(place, 6, 2), beside="S", holder="A")
    return await locked_days(url, "receptions", place), await locked_days(url, "nights", place)


@transaction
async def held(place: SimpleNamespace) -> None:
    await calendar.claim(wanted(place, 5, 2), holder="S")


@pytest.mark.breaks_invariants("claims_belong_to_groups")
async def test_all_that_was_held_and_all_that_is_wanted_is_locked_before_the_growth_is_taken(
    database: str,
) -> None:
    place = await make_place()
    await held(place)
    assert await growing(database, place) == ([5, 6, 7], [5, 6, 7])


@pytest.mark.breaks_invariants("claims_belong_to_groups")
async def test_without_it_only_what_grows_is_locked(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: who then shrinks goes back in the order, and two who do so wait in a circle."""

    async def nothing(*_: object, **__: object) -> None: ...

    place = await make_place()
    await held(place)
    monkeypatch.setattr(growth, "lock_claims", nothing)
    assert await growing(database, place) == ([7], [7])


@transaction
async def releasing(url: str, place: SimpleNamespace) -> list[int]:
    await calendar.lock_claims("S")
    return await locked_days(url, "nights", place)


@pytest.mark.breaks_invariants(
    "claims_belong_to_groups", "nights_have_waiters_where_an_entry_could_use_them"
)
async def test_rooms_that_a_list_will_keep_are_locked_with_the_places_of_their_date(
    database: str,
) -> None:
    """Also those of other room types, which the group itself never had."""
    place = await make_place()
    await held(place)
    await fetch("UPDATE nights SET has_waiters = TRUE WHERE site_id = $1 RETURNING id", place.id)
    assert await releasing(database, place) == [5, 5, 6, 6]
