"""One entitlement is used once across all unions, and nobody learns more than that."""

from datetime import date, timedelta

import pytest

from booking import rosters, stays
from booking.people import NotGranted
from booking.rosters import Hit, Planned, Record, Retention, hits_of
from booking.rosters.keeping_models import EligibilityCheck, EntitlementRecord
from booking.stays.eligible import AgreementMissing, AskedTooOften
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import confirmed, departed, held

BORN = date(1980, 5, 1)
SMALL = {"heads": Heads(4), "rooms": {TWIN: 2}}
FIRST, LAST = date(2027, 5, 17), date(2027, 5, 21)


def worker(number: str, name: str = "示例甲") -> rosters.TravellerDraft:
    return rosters.draft(name=name, kind="worker", number=number)


async def gone_with(number: str, *, union=None, days_ago: int = 1):
    """A group that left with this person on its list, and whose records are written."""
    story = await departed(union=union, days_ago=days_ago, **SMALL)
    with clock.moved_to(clock.at(story.check_in - timedelta(days=3), clock.now().time())):
        await _put(story, number)
    for party in await stays.entitlements_due():
        await stays.entitle(party)
    return story


async def _put(story, number: str) -> None:
    """Straight onto the list, as it stood before the group left."""
    from booking.rosters.adding import row_of
    from booking.stays.models import Party, Stay

    stay = await Stay.get(public_id=story.id)
    party = await Party.get(trip_id=stay.trip_id)
    await row_of(party.id, worker(number)).save()


async def asked(story):
    return await stays.check_eligibility(story.id, agreed=True, by=story.union.organiser)


def record(start: date, outcome: str = "used", union: int = 7) -> Record:
    return Record("x", union, 1, start, start + timedelta(days=4), outcome)


@pytest.mark.parametrize(
    ("start", "years", "why"),
    [
        (date(2024, 5, 17), 3, None), (date(2024, 5, 18), 3, "years"), (date(2027, 1, 5), 0, None),
        (date(2027, 5, 20), 0, "overlap"), (date(2027, 5, 21), 0, None), (date(2027, 5, 13), 0, None),
        (date(2027, 5, 14), 0, "overlap"), (date(2028, 5, 1), 3, None),
    ],
)  # fmt: skip
def test_the_borders_of_the_years_between_and_of_overlaps(start, years, why):
    found = hits_of([record(start)], [], starts_on=FIRST, ends_on=LAST, years_between=years)
    assert [hit.why for hit in found] == ([why] if why else [])


def test_a_no_show_counts_as_used_and_a_planned_trip_overlaps():
    found = hits_of(
        [record(date(2026, 5, 1), "no_show")], [Planned(8, date(2027, 5, 20), date(2027, 5, 24))],
        starts_on=FIRST, ends_on=LAST, years_between=2,
    )  # fmt: skip
    assert found == (Hit(8, "overlap"), Hit(7, "used"))


async def test_after_departure_each_worker_has_one_record_without_a_number(database):
    number = resident_number_for(BORN)
    story = await gone_with(number)
    (kept,) = await EntitlementRecord.all()
    assert (kept.union_id, kept.days, kept.outcome) == (story.union.organisation, 5, "used")
    assert kept.starts_on == story.check_in
    assert number not in str(await fetch("SELECT * FROM entitlement_records"))
    assert await stays.entitlements_due() == []


async def test_a_record_is_forgotten_after_the_longest_years_and_one_more(database):
    union = await make_union()
    await rosters.set_retention(Retention(30, 2), by=union.administrator)
    story = await gone_with(resident_number_for(BORN))
    (kept,) = await EntitlementRecord.all()
    assert kept.keep_until.year == story.check_out.year + 3
    assert await rosters.forget_old_records() == 0
    with clock.moved_to(clock.now() + timedelta(days=3 * 366)):
        assert await rosters.forget_old_records() == 1


async def test_attendance_that_comes_late_corrects_the_record(database):
    await gone_with(resident_number_for(BORN))
    from booking.rosters.models import Traveller
    from sites.foundation.database import transaction

    person = await Traveller.get(name="示例甲")

    @transaction
    async def late() -> int:
        return await rosters.set_outcome(person.public_id, "no_show")

    assert await late() == 1
    assert [row.outcome for row in await EntitlementRecord.all()] == ["no_show"]


async def test_another_union_reads_only_that_somebody_is_not_eligible(database, client):
    number = resident_number_for(BORN)
    earlier = await gone_with(number)
    story = await held(place=earlier.place, **SMALL)
    await rosters.set_retention(Retention(30, 2), by=story.union.administrator)
    await stays.name_travellers(story.id, [worker(number), worker(resident_number_for(BORN), "示例乙")], by=story.union.organiser)  # fmt: skip
    found = await asked(story)
    assert (found.asked, len(found.elsewhere), found.own) == (2, 1, {})
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/roster"
    page = await client.submit(path, f"{path}/eligibility", agreed="1")
    assert page.status_code == 200
    assert earlier.union.name not in page.text
    assert earlier.reference not in page.text
    federation = await make_federation(host=False)
    await sign_in_as(client, federation.clerk)
    desk = await client.get("/federation/eligibility")
    assert earlier.union.name in desk.text
    assert story.union.name in desk.text
    assert "示例甲" not in desk.text


async def test_the_own_union_s_earlier_trip_is_told_as_what_it_is(database):
    number = resident_number_for(BORN)
    union = await make_union()
    await rosters.set_retention(Retention(30, 2), by=union.administrator)
    earlier = await gone_with(number, union=union)
    story = await held(union=union, place=earlier.place, **SMALL)
    await stays.name_travellers(story.id, [worker(number)], by=union.organiser)
    found = await asked(story)
    assert (found.elsewhere, [*found.own.values()]) == ((), [("years",)])


async def test_a_promised_trip_at_the_same_time_is_found_and_a_held_one_is_not(database):
    number, place = resident_number_for(BORN), await make_place()
    story = await held(place=place, **SMALL)
    other = await held(place=place, **SMALL)
    sure = await confirmed(place=place, starts_in=32, **SMALL)
    for one in (story, other):
        await stays.name_travellers(one.id, [worker(number)], by=one.union.organiser)
    assert (await asked(story)).elsewhere == ()
    await stays.name_travellers(sure.id, [worker(number)], by=sure.union.organiser)
    assert len((await asked(story)).elsewhere) == 1


async def test_asking_needs_agreement_is_limited_and_kept(database):
    story = await held(**SMALL)
    by = story.union.organiser
    with pytest.raises(AgreementMissing):
        await stays.check_eligibility(story.id, agreed=False, by=by)
    with pytest.raises(NotGranted):
        await stays.check_eligibility(story.id, agreed=True, by=story.union.viewer)
    for _ in range(5):
        await asked(story)
    with pytest.raises(AskedTooOften):
        await asked(story)
    assert await EligibilityCheck.all().count() == 5
    with clock.moved_to(clock.now() + timedelta(hours=25)):
        assert (await asked(story)).asked == 0


async def test_a_federation_of_another_city_reads_nothing(database):
    number = resident_number_for(BORN)
    earlier = await gone_with(number)
    story = await held(place=earlier.place, **SMALL)
    await rosters.set_retention(Retention(30, 2), by=story.union.administrator)
    await stays.name_travellers(story.id, [worker(number)], by=story.union.organiser)
    await asked(story)
    for region, hits in ((HANGZHOU, 1), (NANJING, 0)):
        federation = await make_federation(host=False, region=region)
        assert len(await rosters.found_between(by=federation.clerk)) == hits
