"""Stays in any state, made by the verbs under a moved clock: what a test finds, people could have done.

Each maker answers a story: `.id` (public), `.number` (inside), `.union`, `.operator`, `.place`,
`.check_in`, `.check_out`, `.nights`, `.heads`, `.rooms`. Days are relative to the test's own today.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from booking import stays
from booking.stays.models import Stay
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.packages import Heads
from tests.factories.people import make_union
from tests.factories.places import TWIN, make_place


async def held(
    *,
    union: SimpleNamespace | None = None,
    place: SimpleNamespace | None = None,
    starts_in: int = 30,
    nights: int = 4,
    heads: Heads | None = None,
    rooms: dict[str, int] | None = None,
    made_days_ago: int = 0,
    made_now: bool = False,
    **changes: Any,
) -> SimpleNamespace:
    """32 workers, 2 of their family and 2 crew in 18 twins, unless told otherwise; made at ten in the morning, or now."""
    union, place = union or await make_union(), place or await make_place()
    check_in = clock.today() + timedelta(days=starts_in)
    order = stays.HoldOrder(
        site=place.code, package=place.package, check_in=check_in, nights=nights,
        rooms=rooms or {TWIN: 18}, heads=heads or Heads(32, 2, 2),
        **{"contact": "示例联系人", **changes},
    )  # fmt: skip
    ten = _at(clock.today() - timedelta(days=made_days_ago))
    with clock.moved_to(clock.now()) if made_now else ten:
        made = await stays.hold(order, by=union.organiser)
    row = await Stay.get(public_id=made)
    return SimpleNamespace(
        id=made, number=row.id, union=union, place=place, operator=place.operator,
        reference=row.reference, check_in=check_in, check_out=order.check_out,
        nights=[check_in + timedelta(days=n) for n in range(nights)], made_days_ago=made_days_ago,
        heads=order.heads, rooms=order.rooms,
    )  # fmt: skip


async def inquired(
    *, union: SimpleNamespace, place: SimpleNamespace, rooms: dict[str, int], heads: Heads,
    starts_in: int = 30, nights: int = 4,
) -> SimpleNamespace:  # fmt: skip
    """Asked of a site whose way of booking is `ask`."""
    order = stays.HoldOrder(
        site=place.code, package=place.package, check_in=clock.today() + timedelta(days=starts_in),
        nights=nights, rooms=rooms, heads=heads,
    )  # fmt: skip
    made = await stays.inquire(order, by=union.organiser)
    row = await Stay.get(public_id=made)
    return SimpleNamespace(
        id=made,
        number=row.id,
        union=union,
        place=place,
        operator=place.operator,
        check_in=row.check_in,
    )


async def submitted(**changes: Any) -> SimpleNamespace:
    """Sent to the operator, who has not answered."""
    story = await held(**changes)
    with _at(clock.today() - timedelta(days=story.made_days_ago), time(10, 5)):
        await stays.submit(story.id, reason="示例：已按规定说明", by=story.union.organiser)
    return story


async def confirmed(**changes: Any) -> SimpleNamespace:
    story = await submitted(**changes)
    with _at(clock.today() - timedelta(days=story.made_days_ago), time(11)):
        await stays.accept(story.id, by=story.operator.sales)
        await stays.confirm(story.number)
    return story


async def in_house(*, nights_before: int = 1, **changes: Any) -> SimpleNamespace:
    """Came `nights_before` nights ago, all of them, and are still there."""
    story = await confirmed(**{"starts_in": -nights_before, "made_days_ago": 40, **changes})
    with _at(story.check_in, time(16)):
        await stays.record_arrivals(
            story.id, night=story.check_in, heads=story.heads,
            rooms={story.place.rooms[code]: n for code, n in story.rooms.items()},
            by=story.operator.steward,
        )  # fmt: skip
    return story


async def departed(
    *, days_ago: int = 1, came: Heads | None = None, **changes: Any
) -> SimpleNamespace:
    """Left some days ago. `came` is who was counted every night; None: nobody was counted."""
    nights = changes.get("nights", 4)
    story = await confirmed(**{"starts_in": -nights - days_ago, "made_days_ago": 60, **changes})
    for night in story.nights if came else ():
        with _at(night, time(20)):
            await counted(story, night, came or Heads(0))
    with _at(story.check_out, time(10)):
        await stays.depart(story.id, by=story.operator.steward)
    return story


async def accounted(**changes: Any) -> SimpleNamespace:
    """Departed, and the operator has presented its account."""
    story = await departed(**{"came": Heads(30, 2, 2), **changes})
    await stays.present_account(story.id, by=story.operator.sales)
    return story


async def reconciled(**changes: Any) -> SimpleNamespace:
    story = await accounted(**changes)
    await stays.accept_account(story.id, by=story.union.organiser)
    return story


async def counted(
    story: SimpleNamespace, night: date, heads: Heads, *, rooms: int | None = None
) -> None:
    """A night's count in as many twins as these heads need."""
    wanted = {story.place.rooms[TWIN]: rooms if rooms is not None else -(-heads.total // 2)}
    await stays.record_arrivals(
        story.id, night=night, heads=heads, rooms=wanted, by=story.operator.steward
    )


async def missed(story: SimpleNamespace, *, by: Actor | None = None) -> None:
    """Marked as not come, at the fee that the base saw."""
    desk = by or story.operator.sales
    seen = await stays.preview_no_show(story.id, by=desk)
    await stays.mark_no_show(story.id, fee_seen=seen.fee, note="示例", by=desk)


async def state_of(story: SimpleNamespace) -> str:
    return str((await Stay.get(public_id=story.id)).state)


@contextmanager
def _at(day: date, local: time = time(10)) -> Iterator[datetime]:
    """On an earlier day, or now where that is meant: never in the future of the test's clock."""
    instant = min(clock.at(day, local), clock.now())
    with clock.moved_to(instant):
        yield instant
