"""The recount bites: one fault of each kind, made by hand past every verb, is named by its check alone or first."""

from collections.abc import Awaitable, Callable
from types import SimpleNamespace

import pytest

from booking.insights.invariants import CHECKS, recount
from booking.stays.amendment_model import Amendment
from booking.stays.models import Stay, Trip
from sites.calendar.models import Night, NightClaim
from sites.foundation import clock
from sites.foundation.database import change, fetch, is_sqlite
from tests.factories import trips
from tests.factories.places import TWIN, make_place
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
        owner_id=story.union.organisation, unit="workers", ceiling=5,
        used_here=1, starts_on=story.check_in, ends_on=story.check_out,
    )  # fmt: skip


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


async def an_offer_to_a_group_that_asked_nothing(story: SimpleNamespace) -> None:
    await _amendment(story, state="proposed", rooms=18)


async def an_offer_whose_growth_is_not_claimed(story: SimpleNamespace) -> None:
    await _amendment(story, state="proposed", rooms=20)


async def a_refused_offer_that_claims_on(story: SimpleNamespace) -> None:
    amendment = await _amendment(story, state="refused", rooms=18)
    night = await Night.filter(date=story.check_in, room_type_id=story.place.rooms[TWIN]).get()
    await NightClaim.create(night_id=night.id, holder=amendment.public_id, rooms=1)


async def _amendment(story: SimpleNamespace, *, state: str, rooms: int) -> Amendment:
    stay = await Stay.get(id=story.number)
    return await Amendment.create(
        public_id="f" * 32, stay_id=stay.id, state=state, proposed_at=clock.now(), proposed_by_id=1,
        answer_until=clock.now(), desk_seconds=60, check_in=stay.check_in, check_out=stay.check_out,
        package_id=stay.package_id, rooms={str(story.place.rooms[TWIN]): rooms}, price_minor=0,
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
    await claims.QuotaClaim.create(quota_id=(await claims.Quota.all())[0].id, trip_id=stay.trip_id, amount=1)  # fmt: skip
    await change("UPDATE stays SET state = 'declined' WHERE id = $1", story.number)


BREAKS: tuple[tuple[Break, str, str], ...] = (
    (a_counter_of_rooms, "invariants.nights_equal_their_claims", "nights"),
    (a_counter_of_places, "invariants.receptions_equal_their_claims", "receptions"),
    (a_night_over_its_limit, "invariants.nothing_is_oversold", "night"),
    (a_date_over_its_limit, "invariants.nothing_is_oversold", "reception"),
    (a_state_that_takes_nothing, "stay_invariants.claims_stand_exactly_while_the_state_takes", "stay"),
    (a_promise_that_is_not_sold, "stay_invariants.claims_stand_exactly_while_the_state_takes", "sold"),
    (a_claim_of_nobody, "stay_invariants.claims_belong_to_groups", "nobody"),
    (fewer_rooms_reserved_than_claimed, "stay_invariants.claimed_rooms_equal_reserved_rooms", "17"),
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
    (an_offer_to_a_group_that_asked_nothing, "amendment_invariants.open_amendments_stop_the_clock", "is held"),
    (an_offer_whose_growth_is_not_claimed, "amendment_invariants.growth_is_claimed_as_proposed", "not what it needs"),
    (a_refused_offer_that_claims_on, "amendment_invariants.closed_amendments_claim_nothing", "claims rooms"),
    (a_charge_beside_its_ledger, "audit.breaches", "must be"),
    (a_quota_used_by_nobody, "audit.breaches", "quota"),
)  # fmt: skip


def name_of(check: Callable[[], Awaitable[list[str]]]) -> str:
    return f"{check.__module__.rpartition('.')[2]}.{check.__name__}"


@pytest.mark.breaks_invariants
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
