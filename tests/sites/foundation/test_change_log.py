"""The log of what changed: nothing is missed, in whatever order transactions commit and however slow a reader is."""

from collections.abc import AsyncIterator
from datetime import timedelta
from types import SimpleNamespace

import asyncpg
import pytest

from sites.foundation import change_log, clock
from sites.foundation.change_log import Change, Follower, Note, reader
from sites.foundation.database import change, fetch, is_sqlite, transaction
from tests.factories.places import make_place

TODAY = clock.today()
OTHERS = "UPDATE nights SET min_stay = 2 WHERE site_id = {id} AND date = '{day}'"


@pytest.fixture
async def place(database: str) -> SimpleNamespace:
    return await make_place()


async def heard(follower: Follower) -> list[Note]:
    await reader().look()
    notes = follower.take()
    assert notes is not None
    return notes


async def close(place: SimpleNamespace, days: int) -> None:
    await change(
        "UPDATE nights SET is_closed = $1 WHERE site_id = $2 AND date = $3",
        True, place.id, TODAY + timedelta(days=days),
    )  # fmt: skip


async def test_a_change_says_which_base_and_which_days(place: SimpleNamespace) -> None:
    follower = await reader().follow()
    follower.take()
    await close(place, 3)
    night = TODAY + timedelta(days=3)
    assert set(await heard(follower)) == {Note("nights", place.id, night, night)}
    await change("UPDATE sites SET name = 'X' WHERE id = $1", place.id)
    await change("UPDATE package_prices SET per_person = 1")
    assert set(await heard(follower)) == {Note("catalogue", place.id)}
    await change(
        "INSERT INTO recognitions (origin_code, host_code, document, source, starts_on) "
        "VALUES ('330000', '340000', 'D', '', $1)", TODAY,
    )  # fmt: skip
    assert await heard(follower) == [Note("catalogue", 0)]
    assert await heard(follower) == []


@pytest.mark.breaks_invariants("receptions_equal_their_claims")
async def test_a_row_whose_key_changes_is_noted_under_both(place: SimpleNamespace) -> None:
    follower = await reader().follow()
    follower.take()
    last = TODAY + timedelta(days=199)
    beyond = last + timedelta(days=100)
    await change("UPDATE receptions SET date = $1 WHERE site_id = $2 AND date = $3", beyond, place.id, last)  # fmt: skip
    notes = await heard(follower)
    assert {note.subject for note in notes} == {place.id}
    assert min(n.first_day for n in notes if n.first_day) == last
    assert max(n.last_day for n in notes if n.last_day) == beyond


async def test_many_rows_of_one_statement_are_few_notes_on_postgresql(
    place: SimpleNamespace,
) -> None:
    before = await Change.all().count()
    await change("UPDATE nights SET min_stay = 2 WHERE site_id = $1", place.id)
    more = await Change.all().count() - before
    assert more == (580 if is_sqlite() else 1)


class Others:
    """Two more connections to the same PostgreSQL, each with a transaction of its own."""

    def __init__(self, *connections: asyncpg.Connection) -> None:
        self.first, self.second = connections


@pytest.fixture
async def others(database_url: str) -> AsyncIterator[Others]:
    made = [await asyncpg.connect(database_url) for _ in range(2)]
    yield Others(*made)
    for one in made:
        await one.close()


async def committed_out_of_order(place: SimpleNamespace, others: Others, follower: Follower) -> set[object]:  # fmt: skip
    """The days heard of after a lower number has committed later than a higher one."""
    await others.first.execute("BEGIN")
    await others.first.execute(OTHERS.format(id=place.id, day=TODAY + timedelta(days=1)))
    await others.second.execute(OTHERS.format(id=place.id, day=TODAY + timedelta(days=2)))
    notes = await heard(follower)
    await others.first.execute("COMMIT")
    notes += await heard(follower)
    notes += await heard(follower)
    days = [note.first_day for note in notes]
    assert len(days) == len(set(days)), "nothing is heard twice"
    return {(day - TODAY).days for day in days if day}


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_lower_number_that_commits_later_is_not_missed(
    place: SimpleNamespace, others: Others
) -> None:
    follower = await reader().follow()
    follower.take()
    assert await committed_out_of_order(place, others, follower) == {1, 2}


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_reader_that_goes_on_from_the_highest_number_misses_it(
    place: SimpleNamespace, others: Others, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the trap that the reader avoids."""
    naive = change_log._LOOK_POSTGRES.replace("pg_snapshot_xmin", "pg_snapshot_xmax")
    monkeypatch.setattr(change_log, "_LOOK_POSTGRES", naive)
    follower = await reader().follow()
    follower.take()
    assert await committed_out_of_order(place, others, follower) == {2}


async def test_what_is_rolled_back_is_not_heard(place: SimpleNamespace) -> None:
    follower = await reader().follow()
    follower.take()

    @transaction
    async def fails() -> None:
        await close(place, 1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    assert await heard(follower) == []


async def test_forgetting_takes_nothing_from_who_has_read_and_tells_who_has_not(
    place: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_log, "_CUT", change_log._CUT.replace("20000", "2"))
    quick, slow = await reader().follow(), change_log.Reader()
    late = await slow.follow()
    quick.take()
    for days in range(1, 7):
        await close(place, days)
        assert len(set(await heard(quick))) == 1
        if days == 5:
            assert await change_log.forget_old() > 0
    await slow.look()
    assert late.take() is None
    assert slow.doubts == 1
    await close(place, 8)
    await slow.look()
    assert {note.subject for note in late.take() or ()} == {place.id}
    assert (slow.doubts, reader().doubts) == (1, 0)


async def test_more_than_one_look_carries_makes_doubt(
    place: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_log, "MOST_AT_ONCE", 3)
    follower = await reader().follow()
    follower.take()
    for days in range(1, 6):
        await close(place, days)
    await reader().look()
    assert follower.take() is None
    assert await heard(follower) == []


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_log_brought_from_another_server_is_passed_over_and_forgotten(
    place: SimpleNamespace,
) -> None:
    await change(
        "INSERT INTO changes (number, shelf, subject) SELECT pg_current_xact_id()::text::bigint + 1000000, 'nights', $1",
        place.id,
    )
    follower = await reader().follow()
    follower.take()
    assert await heard(follower) == []
    before = await Change.all().count()
    await change_log.forget_old()
    assert await Change.all().count() == before - 1


async def test_a_look_reads_the_new_rows_alone_however_long_the_log_is(database: str) -> None:
    if not is_sqlite():
        return  # PostgreSQL chooses by how many rows there are
    plan = await fetch(f"EXPLAIN QUERY PLAN {change_log._LOOK_SQLITE}", 1)
    assert [row["detail"] for row in plan if " c " in row["detail"]] == [
        "SEARCH c USING INDEX changes_number (number>?) LEFT-JOIN"
    ]
