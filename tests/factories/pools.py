"""Pooled groups: a union that opens its held stay, and others that join, at a base whose package wants twenty people."""

from types import SimpleNamespace
from typing import Any

from booking.people.models import Organisation
from booking.stays import pooling
from booking.stays.models import Stay
from booking.stays.pool_models import Pool, PoolMember
from booking.stays.pooling import Joining, PoolTerms
from sites.foundation import clock
from sites.packages import Heads
from sites.packages.models import Package
from tests.factories.people import make_union
from tests.factories.places import TWIN, make_place
from tests.factories.stays import held

LEAST_GROUP = 20


async def pool_place(*, least: int = LEAST_GROUP, **changes: Any) -> SimpleNamespace:
    place = await make_place(reception_limit=500, **changes)
    await Package.filter(site_id=place.id).update(min_group=least, max_group=90)
    return place


def terms(**changes: Any) -> PoolTerms:
    """Twenty to forty people, closed the day after tomorrow."""
    day = clock.day_of(clock.now())
    wanted = {"least": 20, "most": 40, "closes_on": day.fromordinal(day.toordinal() + 2)}
    return PoolTerms(**{**wanted, **changes})


async def opened(
    *, union: SimpleNamespace | None = None, place: SimpleNamespace | None = None, heads: int = 8,
    hold: dict[str, Any] | None = None, **changes: Any,
) -> SimpleNamespace:  # fmt: skip
    """Eight workers, fewer than the package's group, open to unions of the city. `.id`, `.number`, `.lead` (a story), `.place`."""
    union, place = union or await make_union(), place or await pool_place()
    package = await Package.get(site_id=place.id)
    await Package.filter(id=package.id).update(min_group=2)
    lead = await held(
        union=union, place=place, heads=Heads(heads), rooms={TWIN: -(-heads // 2)}, nights=2,
        made_now=True, **(hold or {}),
    )  # fmt: skip
    await Package.filter(id=package.id).update(min_group=package.min_group)
    made = await pooling.open_pool(lead.id, terms(**changes), by=union.organiser)
    row = await Pool.get(public_id=made)
    return SimpleNamespace(id=made, number=row.id, lead=lead, union=union, place=place)


def joining(heads: int = 12, **changes: Any) -> Joining:
    """So many workers, two to a room."""
    return Joining(**{"rooms": {TWIN: -(-heads // 2)}, "heads": Heads(heads), **changes})


async def joined(
    pool: SimpleNamespace, heads: int = 12, *, union: SimpleNamespace | None = None
) -> SimpleNamespace:
    """`.id` and `.number` of its stay, `.place`, `.union`."""
    union = union or await make_union()
    stay = await pooling.join_pool(pool.id, joining(heads), by=union.organiser)
    row = await Stay.get(public_id=stay)
    member = await PoolMember.get(stay_id=row.id)
    return SimpleNamespace(
        id=stay, number=row.id, union=union, letter=member.place, place=pool.place,
        operator=pool.place.operator, member=member.id, check_in=row.check_in,
    )  # fmt: skip


async def row_of_pool(pool: SimpleNamespace) -> Pool:
    return await Pool.get(id=pool.number)


def past_closing(days: int = 3) -> Any:
    """A moved clock behind the closing date of `terms`."""
    from datetime import timedelta

    return clock.moved_to(clock.now() + timedelta(days=days))


async def pool_with_two(union: SimpleNamespace, place: SimpleNamespace, *, starts_in: int) -> str:
    """The public id of an open one that this union leads, with a partner of its city."""
    lead = await held(union=union, place=place, starts_in=starts_in, heads=Heads(8), rooms={TWIN: 4}, nights=2, made_now=True)  # fmt: skip
    made = await pooling.open_pool(lead.id, terms(least=10, most=30), by=union.organiser)
    city = (await Organisation.get(id=union.organisation)).area_code
    partner = await make_union(region=city)
    await pooling.join_pool(made, joining(4), by=partner.organiser)
    return made
