"""After an account is settled the records of eligibility say, person by person, who came and who stayed away."""

from datetime import time, timedelta

import pytest

from booking import stays
from booking.rosters.attendance import Attendance, Ticked
from booking.rosters.keeping_models import EntitlementRecord
from booking.rosters.models import Traveller
from booking.rosters.ticks import NewTick, keep_ticks
from booking.stays.attended import outcomes
from booking.stays.models import Party, Stay
from sites.foundation import clock
from sites.foundation.database import transaction
from sites.foundation.identifiers import public_id
from tests.booking.stays.test_eligible import BORN, gone_with
from tests.factories.resident_numbers import resident_number_for

CAME = Attendance(Ticked("came", clock.now()))
ABSENT, UNDONE = Attendance(is_absent=True), Attendance()
ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("ticked", "found"),
    [
        ([{"a": CAME, "b": ABSENT}], {"a": "used", "b": "no_show"}),
        ([{"a": ABSENT}, {"a": CAME}], {"a": "used"}),
        ([{"a": CAME}, {"a": ABSENT}], {"a": "used"}),
        ([{"a": UNDONE}], {}),
        ([{}], {}),
    ],
)
def test_came_to_any_stay_of_the_trip_is_used_and_a_tick_taken_back_says_nothing(ticked, found):
    assert outcomes(ticked) == found


async def _settled(*, act: str) -> str:
    """Somebody ticked this way at the door, the account accepted; what the record says."""
    story = await gone_with(resident_number_for(BORN))
    stay, person = await Stay.get(public_id=story.id), await Traveller.get(name="示例甲")
    party = await Party.get(trip_id=stay.trip_id)
    at = clock.at(story.check_in, time(16))
    tick = NewTick(public_id(), person.public_id, act, at)
    await transaction(keep_ticks)(stay.id, party.id, [tick], by=story.operator.steward)
    assert (await EntitlementRecord.get()).outcome == "used"
    await stays.present_account(story.id, by=story.operator.sales)
    await stays.accept_account(story.id, by=story.union.organiser)
    return (await EntitlementRecord.get()).outcome


@ONE
@pytest.mark.parametrize(("act", "outcome"), [("came", "used"), ("absent", "no_show")])
async def test_who_was_missed_at_the_door_is_a_no_show_once_both_sides_agree(
    database, act, outcome
):
    assert await _settled(act=act) == outcome


@ONE
async def test_silence_settles_it_too_and_writes_records_that_no_sweep_had_written(database):
    story = await gone_with(resident_number_for(BORN))
    await EntitlementRecord.all().delete()
    await stays.present_account(story.id, by=story.operator.sales)
    with clock.moved_to(clock.now() + timedelta(days=40)):
        assert await stays.reconcile_by_date(story.number)
    assert (await EntitlementRecord.get()).outcome == "used"
