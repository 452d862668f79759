"""What always holds, recounted from the rows themselves: after every database test, and by `tongxin check`."""

from collections.abc import Awaitable, Callable

from booking import money, quotas
from booking.insights.amendment_invariants import (
    closed_amendments_claim_nothing,
    growth_is_claimed_as_proposed,
    open_amendments_stop_the_clock,
)
from booking.insights.filing_invariants import (
    cases_have_no_gap,
    confirmed_stays_are_filed,
    registers_have_no_gap,
)
from booking.insights.reception_invariants import (
    closed_periods_have_no_gap,
    recorded_groups_claim_what_their_version_takes,
    recorded_groups_have_every_version,
)
from booking.insights.stay_invariants import (
    claimed_rooms_equal_reserved_rooms,
    claims_belong_to_groups,
    claims_stand_exactly_while_the_state_takes,
    history_ends_in_the_state,
    history_makes_only_known_moves,
    open_holds_equal_their_stays,
)
from booking.insights.trip_invariants import (
    a_trip_with_held_stays_is_one_open_hold,
    nobody_sleeps_at_two_bases,
    quotas_are_taken_for_what_stands,
    trips_last_as_long_as_their_stays,
)
from sites.foundation.database import fetch

OVER = "{0} {1}: held + sold passes its limit"


async def recount() -> list[str]:
    """Every breach as one line; an empty list when all is well."""
    found: list[str] = []
    for check in CHECKS:
        found += await check()
    return found


async def nights_equal_their_claims() -> list[str]:
    return await _counters_differ("nights", "night_claims", "night_id", "rooms")


async def receptions_equal_their_claims() -> list[str]:
    return await _counters_differ("receptions", "reception_claims", "reception_id", "people")


async def _counters_differ(table: str, claims: str, key: str, amount: str) -> list[str]:
    # Names of tables and columns are constants of this file, never input.
    rows = await fetch(
        f"SELECT n.id, n.held, n.sold, "  # noqa: S608
        f"COALESCE(SUM(CASE WHEN c.is_sold THEN 0 ELSE c.{amount} END), 0) AS held_claims, "
        f"COALESCE(SUM(CASE WHEN c.is_sold THEN c.{amount} ELSE 0 END), 0) AS sold_claims "
        f"FROM {table} n LEFT JOIN {claims} c ON c.{key} = n.id AND c.released_at IS NULL "
        f"WHERE n.held <> 0 OR n.sold <> 0 OR c.id IS NOT NULL GROUP BY n.id, n.held, n.sold"
    )
    return [
        f"{table} {row['id']}: counts {row['held']}+{row['sold']}, "
        f"claims {row['held_claims']}+{row['sold_claims']}"
        for row in rows
        if (row["held"], row["sold"]) != (int(row["held_claims"]), int(row["sold_claims"]))
    ]


async def nothing_is_oversold() -> list[str]:
    nights = await fetch("SELECT id FROM nights WHERE held + sold > sell_limit + over_by")
    dates = await fetch("SELECT id FROM receptions WHERE held + sold > people_limit + over_by")
    return [OVER.format("night", row["id"]) for row in nights] + [
        OVER.format("reception", row["id"]) for row in dates
    ]


CHECKS: tuple[Callable[[], Awaitable[list[str]]], ...] = (
    nights_equal_their_claims,
    receptions_equal_their_claims,
    nothing_is_oversold,
    claims_stand_exactly_while_the_state_takes,
    claims_belong_to_groups,
    claimed_rooms_equal_reserved_rooms,
    history_ends_in_the_state,
    history_makes_only_known_moves,
    open_holds_equal_their_stays,
    trips_last_as_long_as_their_stays,
    nobody_sleeps_at_two_bases,
    a_trip_with_held_stays_is_one_open_hold,
    quotas_are_taken_for_what_stands,
    confirmed_stays_are_filed,
    registers_have_no_gap,
    cases_have_no_gap,
    open_amendments_stop_the_clock,
    growth_is_claimed_as_proposed,
    closed_amendments_claim_nothing,
    recorded_groups_claim_what_their_version_takes,
    recorded_groups_have_every_version,
    closed_periods_have_no_gap,
    money.breaches,
    quotas.breaches,
)
