"""The closing date: the group goes on together, or what was declared for too few people is done. A job's act."""

from collections.abc import Sequence
from datetime import datetime

from booking.people import demand
from booking.people.open_holds import lock_open_holds
from booking.stays.amendments import close_open_amendment
from booking.stays.hold_times import hold_end
from booking.stays.models import Stay
from booking.stays.moves import move, record, touch
from booking.stays.open_hold import close_open_hold
from booking.stays.pool_models import Pool
from booking.stays.pool_places import standing_in
from booking.stays.pool_refusals import LeastNotReached, PoolOver, PoolUnknown
from booking.stays.pooling.seeing import found_by
from booking.stays.pooling.terms import Fate, fate_of
from booking.stays.states import State
from booking.stays.trip_following import follow_trip
from booking.stays.trip_stays import alone_with
from sites import calendar
from sites.foundation import clock
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.database import change, transaction
from sites.listings.models import Site
from sites.packages.models import Package

BATCH = 200
BELOW, TURNED_AWAY = "pool_below", "turned_away"


async def pools_due() -> list[int]:
    """Open pools whose closing date is over."""
    rows = Pool.filter(state="open", closes_at__lte=clock.now()).order_by("closes_at", "id")
    return [row.id for row in await rows.limit(BATCH).only("id")]


@transaction
async def close_pool(pool_id: int) -> bool:
    """Do what was declared; false where nothing is due (run again, it changes nothing).

    With enough people, or where the first union goes on below that: every hold is made longer once, as at its base a hold
    lasts, and each union submits its own stay. Else every stay is let go, and nobody owes anything.
    """
    pool = await Pool.get(id=pool_id)
    if pool.state != "open" or pool.closes_at > clock.now():
        return False
    for union_id in sorted({one.union_id for one in await standing_in(pool.id)}):
        await lock_open_holds(union_id)  # whoever leaves waits here
    stays = [one.stay for one in await standing_in(pool.id)]
    fate = await _fate(pool)
    closed = await change(
        "UPDATE pools SET state = $1, closed_at = $2 WHERE id = $3 AND state = 'open' AND closes_at <= $2",
        fate.value, clock.now(), pool.id,
    )  # fmt: skip
    if not closed:
        return False
    if fate is Fate.LET_GO:
        await let_go(stays, reason=BELOW)
    else:
        await _go_on(pool, stays, fate)
    return True


@transaction
async def close_now(public_id: str, *, by: Actor) -> int:
    """The first union ends the time to join, once enough people are there; the pool's id for `close_pool`.

    Refused: NotGranted, PoolUnknown, PoolOver, LeastNotReached.
    """
    demand(by, "stays.book")
    pool = await demand_lead(public_id, by=by)
    now = clock.now()
    closed = await change(
        "UPDATE pools SET closes_at = $1 WHERE id = $2 AND state = 'open' AND heads >= least",
        now, pool.id,
    )  # fmt: skip
    if not closed:
        raise LeastNotReached(heads=pool.heads, least=pool.least)
    return int(pool.id)


async def demand_lead(public_id: str, *, by: Actor) -> Pool:
    """An open pool that the union leads. Refused: NotGranted, PoolUnknown, PoolOver."""
    pool = await found_by(public_id, by=by)
    if pool.state != "open":
        raise PoolOver
    members = await standing_in(pool.id)
    if not members or members[0].union_id != by.organisation_id:
        raise PoolUnknown
    return pool


async def _fate(pool: Pool) -> Fate:
    package = await Package.get(id=pool.package_id)
    now = await Pool.get(id=pool.id)
    return fate_of(
        heads=now.heads, least=now.least, below=now.below, package_least=package.min_group
    )


async def _go_on(pool: Pool, stays: Sequence[Stay], fate: Fate) -> None:
    act = "pool_formed" if fate is Fate.FORMED else "pool_alone"
    heads = (await Pool.get(id=pool.id)).heads
    ends = await _new_end(pool, stays)
    for stay in stays:
        if State(stay.state) is State.HELD:
            await touch(stay, hold_expires_at=ends, is_prolonged=True)
            await record(stay, act=act, by=SYSTEM, facts={"ends": ends.isoformat(), "heads": heads})


async def _new_end(pool: Pool, stays: Sequence[Stay]) -> datetime:
    """One instant for all: the latest of their ends, and no sooner than a hold of today would end at this base."""
    site = await Site.get(id=pool.site_id)
    fresh = hold_end(
        "option", option_days=site.option_days, check_in=pool.check_in, since=clock.now()
    )
    return max([fresh, *(one.hold_expires_at for one in stays if one.hold_expires_at)])


async def let_go(stays: Sequence[Stay], *, reason: str, note: str = "") -> None:
    """End these holds in the caller's transaction: rooms, quota and the unions' places for a hold return."""
    act = "pool_let_go" if reason == BELOW else "pool_turned_away"
    held = [one for one in stays if State(one.state) is State.HELD]
    holders: list[str] = []
    for stay in held:
        await close_open_hold(stay)
        await alone_with(stay.trip_id)
        await move(
            stay, State.EXPIRED, by=SYSTEM, act=act, reason=reason, note=note, counts_as_open=False
        )
        holders += await close_open_amendment(stay, why="expired")
    await calendar.release(*holders)
    for stay in held:
        await follow_trip(stay.trip_id)
