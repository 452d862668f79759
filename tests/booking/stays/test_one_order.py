"""What a verb is about to change is locked in the one order of all claims, before the first of it; seen from another session."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import asyncpg
import pytest

from booking import receptions, stays
from booking.stays import confirmation, holding, reconciliation
from sites import calendar
from sites.calendar import OutsideEvent, outside
from sites.foundation import clock
from sites.packages import Heads
from tests.factories.people import make_federation, make_union
from tests.factories.places import TWIN, make_place
from tests.factories.quotas import make_quota
from tests.factories.receptions import recorded
from tests.factories.stays import departed, submitted
from tests.factories.trips import leg

pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


async def locked_ids(url: str, table: str, where: str = "true") -> set[int]:
    """The rows that somebody has locked."""
    other, found = await asyncpg.connect(url), set()
    try:
        for row in await other.fetch(f"SELECT id FROM {table} WHERE {where}"):
            try:
                await other.execute(f"SELECT 1 FROM {table} WHERE id = {row['id']} FOR NO KEY UPDATE NOWAIT")  # fmt: skip
            except asyncpg.LockNotAvailableError:
                found.add(row["id"])
    finally:
        await other.close()
    return found


def watched(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, look: Callable[[], Awaitable[Any]]
) -> list[Any]:
    """What `look` sees whenever the module is about to call `name`."""
    seen: list[Any] = []
    act = getattr(module, name)

    async def looking(*args: Any, **kwargs: Any) -> Any:
        seen.append(await look())
        return await act(*args, **kwargs)

    monkeypatch.setattr(module, name, looking)
    return seen


async def nothing(*_: object, **__: object) -> None: ...


@pytest.mark.parametrize("is_guarded", [True, False])
async def test_batches_lock_all_their_quotas_before_the_first_is_counted(
    database: str, monkeypatch: pytest.MonkeyPatch, is_guarded: bool
) -> None:
    """Each draws on its base's share and then on the root; the control has nothing locked."""
    host, union = await make_federation(), await make_union()
    places = [await make_place() for _ in range(2)]
    root = await make_quota(host, ceiling=200)
    shares = [await make_quota(host, parent=root, ceiling=80, sites=(one.code,)) for one in places]
    if not is_guarded:
        monkeypatch.setattr(holding, "lock_quotas", nothing)
    seen = watched(monkeypatch, holding, "follow_quota", lambda: locked_ids(database, "quotas"))
    orders = [leg(places[1]), leg(places[0])]
    await stays.hold_batches(orders, whole=True, by=union.organiser)
    every = {root.number, *(one.number for one in shares)}
    assert seen[0] == (every if is_guarded else set())


@pytest.mark.parametrize("is_guarded", [True, False])
@pytest.mark.breaks_invariants("claims_belong_to_groups")
async def test_a_calendar_from_outside_locks_what_comes_and_goes_before_anything_goes(
    database: str, monkeypatch: pytest.MonkeyPatch, is_guarded: bool
) -> None:
    place = await make_place()
    by, today = place.operator.steward, clock.today()
    made = await calendar.add_outside(place.id, room_type=TWIN, name="示例平台", by=by)
    inner = await calendar.inner_id_of_outside(made, by=by)
    late, early = (
        OutsideEvent(today + timedelta(days=ahead), today + timedelta(days=ahead + 2), f"{ahead}")
        for ahead in (20, 10)
    )
    await calendar.take_outside(inner, [late])
    if not is_guarded:
        monkeypatch.setattr(outside, "lock_claims", nothing)
    mine = f"room_type_id = {place.rooms[TWIN]}"
    seen = watched(monkeypatch, outside, "release", lambda: locked_ids(database, "nights", mine))
    await calendar.take_outside(inner, [early])
    assert len(seen[0]) == (4 if is_guarded else 0)


@pytest.mark.parametrize("is_guarded", [True, False])
async def test_a_corrected_record_locks_old_and_new_nights_before_the_old_go(
    database: str, monkeypatch: pytest.MonkeyPatch, is_guarded: bool
) -> None:
    group = await recorded(starts_in=20, heads=Heads(4), rooms={TWIN: 2})
    if not is_guarded:
        monkeypatch.setattr(calendar, "lock_places", nothing)
        monkeypatch.setattr(calendar, "lock_nights", nothing)
    dates = f"site_id = {group.place.id}"
    seen = watched(
        monkeypatch, calendar, "release", lambda: locked_ids(database, "receptions", dates)
    )
    moved = receptions.GroupDraft(
        **{**vars(group.draft), "check_in": clock.today() + timedelta(days=10)}
    )
    await receptions.correct(group.id, moved, why="示例", seen=1, by=group.by)
    assert len(seen[0]) == (6 if is_guarded else 0)


async def _submitted() -> SimpleNamespace:
    story = await submitted()
    await stays.accept(story.id, by=story.operator.sales)
    return story


@pytest.mark.parametrize("is_guarded", [True, False])
@pytest.mark.parametrize(
    ("module", "name", "make", "act"),
    [
        (confirmation, "move", _submitted, lambda story: stays.confirm(story.number)),
        (reconciliation, "move", departed, lambda story: stays.accept_account(story.id, by=story.union.organiser)),
    ],
    ids=["confirm", "accept_account"],
)  # fmt: skip
async def test_who_moves_a_trips_quota_is_alone_with_the_trip(
    database: str, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, make: Any, act: Any,
    is_guarded: bool,
) -> None:  # fmt: skip
    """Two stays of one trip would each count the other as it was before."""
    story = await make()
    if module is reconciliation:
        await stays.present_account(story.id, by=story.operator.sales)
    if not is_guarded:
        monkeypatch.setattr(module, "alone_with", nothing)
    seen = watched(monkeypatch, module, name, lambda: locked_ids(database, "trips"))
    await act(story)
    assert len(seen[0]) == int(is_guarded)
