"""Pooled groups (拼团): a union opens its held stay, others join with stays of their own, and a date decides."""

from booking.stays.pool_refusals import PoolUnknown
from booking.stays.pooling.closing import close_now, close_pool, pools_due
from booking.stays.pooling.joining import Joining, join_pool
from booking.stays.pooling.opening import hold_open, open_pool
from booking.stays.pooling.reading import (
    PoolLine,
    PoolPage,
    PoolParty,
    open_pools,
    own_pools,
    pool_for_base,
    pool_of_stay,
    pool_page,
)
from booking.stays.pooling.rooms import PartyRooms, rooms_for_base, rooms_of_pool
from booking.stays.pooling.terms import Fate, PoolTerms, last_day
from booking.stays.pooling.turning_away import turn_away

__all__ = [
    "Fate",
    "Joining",
    "PartyRooms",
    "PoolLine",
    "PoolPage",
    "PoolParty",
    "PoolTerms",
    "PoolUnknown",
    "close_now",
    "close_pool",
    "hold_open",
    "join_pool",
    "last_day",
    "open_pool",
    "open_pools",
    "own_pools",
    "pool_for_base",
    "pool_of_stay",
    "pool_page",
    "pools_due",
    "rooms_for_base",
    "rooms_of_pool",
    "turn_away",
]
