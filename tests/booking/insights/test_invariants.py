"""The recount bites: one fault of each kind, made by hand past every verb, is named by its check alone or first."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from booking.insights.invariants import CHECKS, recount
from booking.stays.amendment_model import Amendment
from booking.stays.models import Stay, Trip
from booking.stays.night_plan import NightPlan, kept_plan
from booking.stays.nights import Bed
from booking.stays.release_model import StayRelease
from booking.stays.waiting.models import Wait, WaitPlace
from sites.calendar.models import Night, NightClaim
from sites.foundation import clock
from sites.foundation.database import change, fetch, is_sqlite
from sites.foundation.identifiers import public_id
from tests.factories import trips
from tests.factories.people import make_federation, make_union
from tests.factories.places import TWIN, make_place
from tests.factories.pools import opened
from tests.factories.quotas import make_quota
from tests.factories.receptions import recorded
from tests.factories.stays import confirmed, held

Break = Callable[[SimpleNamespace], Awaitable[object]]


async def no_check(table: str, name: str) -> None:
    """Let the database forget one of its own guards, so that the recount is alone."""
    if is_sqlite():
        await fetch("PRAGMA ignore_check_constraints = ON")
    else:
        await change(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


async def a_counter_of_rooms(story: SimpleNamespace) -> None:
    await change("UPDATE nights SET held = held + 1 WHERE site_id = $1 AND date = $2", story.place.id, story.check_in)  # fmt: skip


async def a_counter_of_places(story: SimpleNamespace) -> None:
    await change("UPDATE receptions SET held = held - 1 WHERE site_id = $1 AND date = $2", story.place.id, story.check_in)  # fmt: skip


async def a_night_over_its_limit(story: SimpleNamespace) -> None:
    await no_check("nights", "night_not_oversold")
    await change("UPDATE nights SET sell_limit = 5 WHERE site_id = $1", story.place.id)


async def a_date_over_its_limit(story: SimpleNamespace) -> None:
    await no_check("receptions", "reception_not_overfull")
    await change("UPDATE receptions SET people_limit = 5 WHERE site_id = $1", story.place.id)


async def a_state_that_takes_nothing(story: SimpleNamespace) -> None:
    await change("UPDATE stays SET state = 'declined' WHERE id = $1", story.number)


async def a_promise_that_is_not_sold(story: SimpleNamespace) -> None:
    await change("UPDATE stays SET state = 'confirmed' WHERE id = $1", story.number)


async def a_claim_of_nobody(story: SimpleNamespace) -> None:
    await change("UPDATE night_claims SET holder = 'nobody' WHERE holder = $1", story.id)


async def fewer_rooms_reserved_than_claimed(story: SimpleNamespace) -> None:
    await change("UPDATE stay_nights SET reserved_rooms = reserved_rooms - 1 WHERE stay_id = $1", story.number)  # fmt: skip


async def a_move_without_an_event(story: SimpleNamespace) -> None:
    await change("UPDATE stays SET state = 'submitted' WHERE id = $1", story.number)


async def an_event_that_no_arrow_allows(story: SimpleNamespace) -> None:
    await change(
        "INSERT INTO stay_events (stay_id, at, act, from_state, to_state, by_user_id, by_organisation_id, "
        "by_kind, by_name, by_agent, reason, note, facts) VALUES ($1, $2, 'x', 'settled', 'held', 0, 0, 'x', '', '', '', '', '{}')",
        story.number, clock.now(),
    )  # fmt: skip


async def a_confirmation_without_a_number(story: SimpleNamespace) -> None:
    await change(
        "INSERT INTO stay_events (stay_id, at, act, from_state, to_state, by_user_id, by_organisation_id, "
        "by_kind, by_name, by_agent, reason, note, facts) "
        "VALUES ($1, $2, 'x', 'submitted', 'confirmed', 0, 0, 'x', '', '', '', '', '{}')",
        story.number, clock.now(),
    )  # fmt: skip


async def a_number_that_nobody_has(_: SimpleNamespace) -> None:
    await change(
        "INSERT INTO filing_counters (area_code, year, quarter, given) VALUES ('341000', 2026, 4, 1)"
    )


async def a_case_number_that_nobody_has(_: SimpleNamespace) -> None:
    await change("INSERT INTO case_counters (year, given) VALUES (2026, 2)")


async def a_hold_too_many(story: SimpleNamespace) -> None:
    await change("UPDATE organisations SET open_holds = 2 WHERE id = $1", story.union.organisation)


async def a_charge_beside_its_ledger(story: SimpleNamespace) -> None:
    sent = await confirmed(place=await make_place())
    await change("UPDATE charges SET minor = minor + 1 WHERE stay_id = $1", sent.number)


async def a_quota_used_by_nobody(story: SimpleNamespace) -> None:
    from booking.quotas.models import Quota

    await Quota.create(
        public_id="f" * 32, owner_id=story.union.organisation, name="x", unit="workers", ceiling=5,
        programme="nobody", used_here=1, starts_on=story.check_in, ends_on=story.check_out,
        created_at=clock.now(),
    )  # fmt: skip


async def a_trip_that_claims_no_quota(story: SimpleNamespace) -> None:
    made = await make_quota(await make_federation())
    await change("UPDATE quota_claims SET released_at = $1", clock.now())
    await change("UPDATE quotas SET used_here = 0 WHERE id = $1", made.number)


async def a_lost_trip_that_claims_quota(story: SimpleNamespace) -> None:
    await make_quota(await make_federation())
    await change("UPDATE stays SET was_cancelled = TRUE WHERE id = $1", story.number)


async def a_quota_used_by_what_is_held(story: SimpleNamespace) -> None:
    await make_quota(await make_federation())
    await change("UPDATE quota_claims SET is_firm = TRUE")


async def places_of_a_recorded_group_given_away(story: SimpleNamespace) -> None:
    group = await recorded(story.place, starts_in=10)
    await change("UPDATE recorded_groups SET version = 2 WHERE public_id = $1", group.id)
    await change(
        "INSERT INTO recorded_versions (group_id, version, act, at, by_user_id, by_organisation_id, by_kind, by_name, "
        "why, name, sender, origin_code, is_local, check_in, check_out, workers, family, crew, income_minor, currency, "
        "proof_number, proof, rooms, taken_from) SELECT group_id, 2, 'withdrawn', at, 0, 0, 'x', '', 'x', name, sender, "
        "origin_code, is_local, check_in, check_out, workers, family, crew, NULL, currency, '', proof, rooms, NULL "
        "FROM recorded_versions"
    )


async def a_record_without_its_version(story: SimpleNamespace) -> None:
    group = await recorded(story.place)
    await change("UPDATE recorded_groups SET version = 2 WHERE public_id = $1", group.id)


async def a_number_that_no_table_has(story: SimpleNamespace) -> None:
    await change("INSERT INTO closing_numbers (federation_id, kind, given) VALUES ($1, 'month', 2)", story.union.organisation)  # fmt: skip


async def a_base_run_without_a_tenure(story: SimpleNamespace) -> None:
    await change("UPDATE sites SET operator_id = $2 WHERE id = $1", story.place.id, story.union.organisation)  # fmt: skip


async def an_offer_to_a_group_that_asked_nothing(story: SimpleNamespace) -> None:
    await _amendment(story, state="proposed", rooms=18)


async def an_offer_whose_growth_is_not_claimed(story: SimpleNamespace) -> None:
    await _amendment(story, state="proposed", rooms=20)


async def a_refused_offer_that_claims_on(story: SimpleNamespace) -> None:
    amendment = await _amendment(story, state="refused", rooms=18)
    night = await Night.filter(date=story.check_in, room_type_id=story.place.rooms[TWIN]).get()
    await NightClaim.create(night_id=night.id, holder=amendment.public_id, rooms=1)


async def fewer_heads_reserved_than_claimed(story: SimpleNamespace) -> None:
    await change("UPDATE stay_nights SET reserved_crew = 0 WHERE stay_id = $1", story.number)


async def rooms_gone_without_a_release(story: SimpleNamespace) -> None:
    await change("UPDATE stay_nights SET reserved_rooms = 8 WHERE stay_id = $1", story.number)


async def rooms_gone_below_the_guaranteed(story: SimpleNamespace) -> None:
    await rooms_gone_without_a_release(story)
    for night in story.nights:
        await StayRelease.create(
            stay_id=story.number, room_type_id=story.place.rooms[TWIN], date=night, step="days:5",
            before_rooms=18, after_rooms=8, released_at=clock.now(),
        )  # fmt: skip
    await Stay.filter(id=story.number).update(frozen={"terms": {"guaranteed_percent": 50}})


async def a_contracted_version_written_over(story: SimpleNamespace) -> None:
    await change("UPDATE stay_nights SET version = 2 WHERE stay_id = $1", story.number)


async def an_amendment_in_force_without_a_version(story: SimpleNamespace) -> None:
    await _amendment(story, state="accepted", rooms=18)


async def _amendment(story: SimpleNamespace, *, state: str, rooms: int) -> Amendment:
    stay = await Stay.get(id=story.number)
    plan = NightPlan(story.heads, (Bed(story.place.rooms[TWIN], rooms, 2),))
    nights = kept_plan(dict.fromkeys(story.nights, plan))
    return await Amendment.create(
        public_id="f" * 32, stay_id=stay.id, side="union", state=state, proposed_at=clock.now(), proposed_by_id=1,
        answer_until=clock.now(), desk_seconds=60, check_in=stay.check_in, check_out=stay.check_out,
        package_id=stay.package_id, nights={"contracted": nights, "reserved": nights}, price_minor=0,
        closed_at=None if state == "proposed" else clock.now(),
    )  # fmt: skip


async def a_trip_that_ends_a_day_early(_: SimpleNamespace) -> None:
    trip = await trips.held()
    await Trip.filter(id=trip.number).update(ends_on=trip.legs[1].check_in)


async def two_beds_for_one_night(_: SimpleNamespace) -> None:
    trip = await trips.held()
    await change("UPDATE stays SET check_in = $1 WHERE id = $2", trip.legs[0].check_in, trip.legs[1].number)  # fmt: skip


async def a_held_trip_that_counts_for_nothing(story: SimpleNamespace) -> None:
    await change("UPDATE stays SET counts_as_open = FALSE WHERE id = $1", story.number)


async def a_quota_claimed_for_a_trip_that_fell_away(story: SimpleNamespace) -> None:
    from booking.quotas import claims

    await a_quota_used_by_nobody(story)
    stay = await Stay.get(id=story.number)
    await claims.QuotaClaim.create(quota_id=(await claims.Quota.all())[0].id, trip_id=stay.trip_id, amount=1, made_at=clock.now())  # fmt: skip
    await change("UPDATE stays SET state = 'declined' WHERE id = $1", story.number)


async def a_night_that_nobody_waits_for(story: SimpleNamespace) -> None:
    await change("UPDATE nights SET has_waiters = $1 WHERE site_id = $2 AND date = $3", True, story.place.id, story.check_in)  # fmt: skip


async def an_offer_of_another_unions_stay(story: SimpleNamespace) -> None:
    await _wait(state="offered", stay_id=story.number, ended_at=clock.now())


async def an_offer_to_nobody(story: SimpleNamespace) -> None:
    await change("INSERT INTO stay_events (stay_id, at, act, from_state, to_state, by_user_id, by_organisation_id, by_kind, by_name, by_agent, reason, note, facts) SELECT stay_id, at, 'offered', from_state, to_state, 0, 0, 'system', '', '', '', '', facts FROM stay_events WHERE stay_id = $1", story.number)  # fmt: skip


async def a_pass_that_was_not_told(story: SimpleNamespace) -> None:
    wait = await _wait(state="left", ended_at=clock.now())
    await WaitPlace.create(wait_id=wait.id, site_id=story.place.id, position=1, passed=1)


async def a_union_that_waits_six_times(story: SimpleNamespace) -> None:
    union = (await make_union()).organisation
    for _ in range(6):
        await _wait(union_id=union)


async def _wait(**changes: Any) -> Wait:
    first = clock.today() + timedelta(days=3)
    made = {
        "public_id": public_id(), "union_id": changes.get("union_id") or (await make_union()).organisation,
        "starts_on": first, "ends_on": first + timedelta(days=2), "nights": 2, "workers": 4,
        "waits_until": first, "joined_at": clock.now(), "joined_by_id": 1, **changes,
    }  # fmt: skip
    return await Wait.create(**made)


async def a_pool_that_counts_a_stranger(_story: SimpleNamespace) -> None:
    pool = await opened(heads=8)
    await change("UPDATE pools SET heads = heads + 1 WHERE id = $1", pool.number)


async def a_member_of_a_pool_with_more_people_than_booked(_story: SimpleNamespace) -> None:
    pool = await opened(heads=8)
    await change("UPDATE pool_members SET heads = heads + 1 WHERE pool_id = $1", pool.number)


BREAKS: tuple[tuple[Break, str, str], ...] = (
    (a_counter_of_rooms, "invariants.nights_equal_their_claims", "nights"),
    (a_counter_of_places, "invariants.receptions_equal_their_claims", "receptions"),
    (a_night_over_its_limit, "invariants.nothing_is_oversold", "night"),
    (a_date_over_its_limit, "invariants.nothing_is_oversold", "reception"),
    (a_state_that_takes_nothing, "stay_invariants.claims_stand_exactly_while_the_state_takes", "stay"),
    (a_promise_that_is_not_sold, "stay_invariants.claims_stand_exactly_while_the_state_takes", "sold"),
    (a_claim_of_nobody, "stay_invariants.claims_belong_to_groups", "nobody"),
    (fewer_rooms_reserved_than_claimed, "stay_invariants.reserved_equals_claims", "17"),
    (fewer_heads_reserved_than_claimed, "stay_invariants.reserved_equals_claims", "type 0: 36 claimed, 34"),
    (a_move_without_an_event, "stay_invariants.history_ends_in_the_state", "last event held"),
    (an_event_that_no_arrow_allows, "stay_invariants.history_makes_only_known_moves", "settled to held"),
    (a_hold_too_many, "stay_invariants.open_holds_equal_their_stays", "2 open holds, has 1"),
    (a_trip_that_ends_a_day_early, "trip_invariants.trips_last_as_long_as_their_stays", "its stays from"),
    (two_beds_for_one_night, "trip_invariants.nobody_sleeps_at_two_bases", "overlap"),
    (a_held_trip_that_counts_for_nothing, "trip_invariants.a_trip_with_held_stays_is_one_open_hold", "0 count as open"),
    (a_quota_claimed_for_a_trip_that_fell_away, "trip_invariants.quotas_are_taken_for_what_stands", "none of its stays stands"),
    (a_confirmation_without_a_number, "filing_invariants.confirmed_stays_are_filed", "no filing"),
    (a_number_that_nobody_has, "filing_invariants.registers_have_no_gap", "1 given, 0 filed"),
    (a_case_number_that_nobody_has, "filing_invariants.cases_have_no_gap", "2 given, 0 opened"),
    (places_of_a_recorded_group_given_away, "reception_invariants.recorded_groups_claim_what_their_version_takes", "takes False"),
    (a_record_without_its_version, "reception_invariants.recorded_groups_have_every_version", "1 are written"),
    (a_number_that_no_table_has, "reception_invariants.closed_periods_have_no_gap", "2 numbers, 0 tables"),
    (a_base_run_without_a_tenure, "base_invariants.bases_are_run_by_their_open_tenure", "open tenure"),
    (an_offer_to_a_group_that_asked_nothing, "amendment_invariants.open_amendments_wait_where_they_may", "is held"),
    (an_offer_whose_growth_is_not_claimed, "amendment_invariants.growth_is_claimed_as_proposed", "not what it needs"),
    (a_refused_offer_that_claims_on, "amendment_invariants.closed_amendments_claim_nothing", "claims rooms"),
    (a_contracted_version_written_over, "amendment_invariants.every_contracted_version_is_kept", "1 versions up to 2"),
    (an_amendment_in_force_without_a_version, "amendment_invariants.every_contracted_version_is_kept", "1 changes"),
    (a_night_that_nobody_waits_for, "waiting_invariants.nights_have_waiters_where_an_entry_could_use_them", "has waiters True"),
    (an_offer_of_another_unions_stay, "waiting_invariants.offers_are_the_entrys_own", "none of its own"),
    (an_offer_to_nobody, "waiting_invariants.an_offer_belongs_to_one_entry", "to 0 entries"),
    (a_pass_that_was_not_told, "waiting_invariants.passes_equal_their_events", "passed 1 times, told 0"),
    (a_union_that_waits_six_times, "waiting_invariants.no_union_waits_too_often", "6 entries wait"),
    (rooms_gone_without_a_release, "release_invariants.released_rooms_are_on_record_and_above_the_guaranteed", "no release is on record"),
    (rooms_gone_below_the_guaranteed, "release_invariants.released_rooms_are_on_record_and_above_the_guaranteed", "fewer than guaranteed"),
    (a_charge_beside_its_ledger, "audit.breaches", "must be"),
    (a_quota_used_by_nobody, "audit.breaches", "quota"),
    (a_trip_that_claims_no_quota, "quota_invariants.quota_claims_follow_their_trips", "claims {}"),
    (a_lost_trip_that_claims_quota, "quota_invariants.quota_claims_follow_their_trips", "none of its stays"),
    (a_pool_that_counts_a_stranger, "pool_invariants.pools_count_their_members", "its members are 8"),
    (a_member_of_a_pool_with_more_people_than_booked, "pool_invariants.members_stand_while_their_stays_do", "its stay is held"),
    (a_quota_used_by_what_is_held, "quota_invariants.quota_claims_follow_their_trips", "held where it is used"),
)  # fmt: skip


def name_of(check: Callable[[], Awaitable[list[str]]]) -> str:
    return f"{check.__module__.rpartition('.')[2]}.{check.__name__}"


@pytest.mark.breaks_invariants("every check")
@pytest.mark.parametrize(("broken", "check", "says"), BREAKS, ids=lambda value: getattr(value, "__name__", ""))  # fmt: skip
async def test_a_fault_made_by_hand_is_found_and_named(
    database: str, broken: Break, check: str, says: str
) -> None:
    story = await held()
    assert await recount() == []
    await broken(story)
    found = [line for one in CHECKS if name_of(one) == check for line in await one()]
    assert found
    assert any(says in line for line in found)
    assert set(found) <= set(await recount())


def test_every_check_is_shown_to_bite() -> None:
    assert {name_of(check) for check in CHECKS} == {check for _, check, _ in BREAKS}
