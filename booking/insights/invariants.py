"""What always holds, recounted from the rows themselves: after every database test, and by `tongxin check`."""

from collections.abc import Awaitable, Callable, Collection

from booking import money, quotas
from booking.insights.amendment_invariants import (
    closed_amendments_claim_nothing,
    every_contracted_version_is_kept,
    growth_is_claimed_as_proposed,
    open_amendments_wait_where_they_may,
)
from booking.insights.base_invariants import bases_are_run_by_their_open_tenure
from booking.insights.filing_invariants import (
    cases_have_no_gap,
    confirmed_stays_are_filed,
    registers_have_no_gap,
)
from booking.insights.pool_invariants import (
    members_stand_while_their_stays_do,
    pools_count_their_members,
)
from booking.insights.quota_invariants import quota_claims_follow_their_trips
from booking.insights.reception_invariants import (
    closed_periods_have_no_gap,
    recorded_groups_claim_what_their_version_takes,
    recorded_groups_have_every_version,
)
from booking.insights.release_invariants import (
    released_rooms_are_on_record_and_above_the_guaranteed,
)
from booking.insights.stay_invariants import (
    claims_belong_to_groups,
    claims_stand_exactly_while_the_state_takes,
    history_ends_in_the_state,
    history_makes_only_known_moves,
    open_holds_equal_their_stays,
    reserved_equals_claims,
)
from booking.insights.trip_invariants import (
    a_trip_with_held_stays_is_one_open_hold,
    nobody_sleeps_at_two_bases,
    quotas_are_taken_for_what_stands,
    trips_last_as_long_as_their_stays,
)
from booking.insights.waiting_invariants import (
    an_offer_belongs_to_one_entry,
    nights_have_waiters_where_an_entry_could_use_them,
    no_union_waits_too_often,
    offers_are_the_entrys_own,
    passes_equal_their_events,
)
from sites.foundation.database import fetch

Check = Callable[[], Awaitable[list[str]]]
OVER = "{0} {1}: held + sold passes its limit"


async def recount(*, but: Collection[str] = ()) -> list[str]:
    """Every breach as one line; an empty list when all is well. `but` names checks that are left out."""
    found: list[str] = []
    for check in CHECKS:
        if name_of(check) not in but:
            found += await check()
    return found


def name_of(check: Check) -> str:
    """Its function's name; a room that checks itself has its own."""
    room, name = check.__module__.split(".")[1], check.__name__
    return room if name == "breaches" else name


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


CHECKS: tuple[Check, ...] = (
    nights_equal_their_claims,
    receptions_equal_their_claims,
    nothing_is_oversold,
    claims_stand_exactly_while_the_state_takes,
    claims_belong_to_groups,
    reserved_equals_claims,
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
    open_amendments_wait_where_they_may,
    growth_is_claimed_as_proposed,
    closed_amendments_claim_nothing,
    every_contracted_version_is_kept,
    released_rooms_are_on_record_and_above_the_guaranteed,
    recorded_groups_claim_what_their_version_takes,
    recorded_groups_have_every_version,
    closed_periods_have_no_gap,
    bases_are_run_by_their_open_tenure,
    nights_have_waiters_where_an_entry_could_use_them,
    offers_are_the_entrys_own,
    an_offer_belongs_to_one_entry,
    passes_equal_their_events,
    no_union_waits_too_often,
    pools_count_their_members,
    members_stand_while_their_stays_do,
    money.breaches,
    quotas.breaches,
    quota_claims_follow_their_trips,
)
