"""A change of a submitted stay that a rule would newly stop is refused, at the preview and at the act; and insurance is asked as rules say."""

import pytest

from booking import stays
from booking.rosters.insurance import Asked, Policy
from booking.rules import asked_by_documents
from booking.stays import RulesStandAgainst, insuring
from booking.stays.insured import asked_of
from booking.stays.models import Stay
from tests.booking.rules.known import document, trip
from tests.booking.stays.changes import amended, terms_of
from tests.factories.rules import on_record
from tests.factories.stays import confirmed, held, state_of, submitted

ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = [pytest.mark.usefixtures("database"), ONE]
FIVE_DAYS = {"kind": "max_days", "value": 5, "effect": "block"}
COVER = {"kind": "insurance_cover", "value": 100_000_000, "medical": 10_000_000, "effect": "block"}


async def test_a_night_more_than_the_rule_allows_is_refused_before_and_at_the_act():
    story = await submitted()
    await on_record(FIVE_DAYS)
    with pytest.raises(RulesStandAgainst):
        await stays.preview_amendment(story.id, terms_of(story, nights=5), by=story.union.organiser)
    with pytest.raises(RulesStandAgainst):
        await amended(story, terms_of(story, nights=5))
    assert await amended(story, terms_of(story, nights=3))


async def test_without_the_rule_the_same_change_is_proposed():
    story = await submitted()
    assert await amended(story, terms_of(story, nights=5))


async def test_what_stood_against_it_already_refuses_no_change_that_makes_it_no_worse():
    story = await submitted()
    await on_record({**FIVE_DAYS, "value": 3})
    assert await amended(story, terms_of(story, nights=3))


async def test_in_its_own_hold_a_union_tries_what_it_likes():
    story = await held()
    await on_record(FIVE_DAYS)
    assert await amended(story, terms_of(story, nights=5))


@pytest.mark.parametrize(
    ("grade", "effect", "stops"),
    [("official", "block", True), ("official", "warn", False), ("weak", "block", False), ("own", "block", True)],
)  # fmt: skip
def test_insurance_stops_by_effect_and_only_by_documents_read_at_their_publishers(grade, effect, stops):  # fmt: skip
    made = document(grade=grade, rules=[{**COVER, "effect": effect}])
    found = asked_by_documents(trip(origin=made.origin[0]), [made])
    assert (found.is_asked, found.stops, found.cover, found.medical) == (True, stops, 100_000_000, 10_000_000)  # fmt: skip


async def test_the_dearer_of_the_rule_and_of_the_unions_own_sums_counts():
    story = await held()
    await on_record({**COVER, "effect": "warn"})
    await insuring.set_insurance_rule(
        Asked(stops=False, cover_minor=5, medical_minor=20_000_000), by=story.union.administrator
    )
    assert await asked_of(await Stay.get(public_id=story.id)) == Asked(stops=False, cover_minor=100_000_000, medical_minor=20_000_000)  # fmt: skip


async def test_a_rule_that_blocks_holds_the_confirmation_until_cover_suffices():
    story = await submitted()
    await on_record(COVER, grade="official")
    await stays.accept(story.id, by=story.operator.sales)
    await stays.confirm(story.number)
    assert await state_of(story) == "submitted"
    short = Policy("", "示例保险", "P-1", 36, 99_999_999, 10_000_000, story.check_in, story.check_out)  # fmt: skip
    await insuring.record_insurance(story.id, short, by=story.union.organiser)
    await stays.confirm(story.number)
    assert await state_of(story) == "submitted"
    whole = Policy("", "示例保险", "P-2", 36, 100_000_000, 10_000_000, story.check_in, story.check_out)  # fmt: skip
    [page] = [await insuring.insured(story.id, by=story.union.organiser)]
    assert page.stops
    await insuring.withdraw_insurance(
        story.id, page.policies[0].public_id, by=story.union.organiser
    )
    await insuring.record_insurance(story.id, whole, by=story.union.organiser)
    await stays.confirm(story.number)
    assert await state_of(story) == "confirmed"


async def test_a_rule_that_warns_reminds_three_days_before():
    await on_record({**COVER, "effect": "warn"}, grade="official")
    union = (await held()).union
    story = await confirmed(union=union, starts_in=3)
    assert await insuring.uninsured_soon() == [story.number]
