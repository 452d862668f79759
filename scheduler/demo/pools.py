"""One pooled group: a small school opens its rooms, another small unit has joined, and the first union may join too."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta

from booking import stays
from booking.stays import HoldOrder, pooling
from booking.stays.pooling import Joining, PoolTerms
from scheduler.demo.catalogue import DemoSite, demo_sites
from scheduler.demo.unions import demo_unions, staffed_sites
from sites import calendar, listings
from sites.calendar import FreeRooms
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import Key
from sites.packages import Heads

SCHOOL = 2
# Of the same city; the first that may hold one more group joins.
JOINERS = (1, 3)
FIRST_DAY, LAST_DAY, WEEK, OPEN_DAYS = 56, 200, 7, 3
OPENS, JOINS = (Key(f"demonstration-pool-{what}", "demonstration") for what in ("opens", "joins"))
NOTE = "示例：我校职工人数不多，欢迎本市单位同行；往返交通各自安排。"


async def keep_pool(cast: Mapping[str, Actor], today: date) -> None:
    """Run again, it adds nothing. Where no week is free for it, there is none."""
    site = next(one for one in demo_sites(today) if one.code == staffed_sites()[1])
    package = next(
        (each for each in site.packages if each.min_nights <= 2 <= each.max_nights), None
    )
    school = cast[demo_unions()[SCHOOL].email]
    if package is None or await pooling.own_pools(school):
        return
    least = max(20, package.min_group)
    terms = PoolTerms(
        least, min(40, package.max_group), clock.today() + timedelta(days=OPEN_DAYS), names_lead=True, note=NOTE
    )  # fmt: skip
    for ahead in range(FIRST_DAY, LAST_DAY, WEEK):
        order = await _order(site, package.code, today + timedelta(days=ahead))
        with suppress(Refusal):
            made = await pooling.hold_open(order, terms, by=school, key=OPENS)
            await _join(made, site, cast)
            return


async def _join(pool: str, site: DemoSite, cast: Mapping[str, Actor]) -> None:
    rooms = await _rooms(site, 8)
    for union in (demo_unions()[n] for n in JOINERS):
        with suppress(Refusal):
            joining = Joining(rooms, Heads(8), union.contact)
            await pooling.join_pool(pool, joining, by=cast[union.email], key=JOINS)
            return


async def _order(site: DemoSite, package: str, start: date) -> HoldOrder:
    return stays.HoldOrder(
        site=site.code, package=package, check_in=start, nights=2, rooms=await _rooms(site, 9),
        heads=Heads(8, 0, 1), contact=demo_unions()[SCHOOL].contact,
    )  # fmt: skip


async def _rooms(site: DemoSite, heads: int) -> dict[str, int]:
    kinds = (await listings.profile(site.code)).room_types
    rooms = calendar.propose(
        heads, [FreeRooms(kind.id, kind.code, kind.beds, kind.rooms) for kind in kinds]
    )
    return {kind.code: rooms[kind.id] for kind in kinds if kind.id in rooms}
