"""Surveys: points, one answer each, the result once, a case below the threshold, reviews from completed groups alone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking import rosters
from booking.cases.models import Case
from booking.people import NotGranted
from booking.rosters.adding import row_of
from booking.stays import surveying, trip_card
from booking.stays.models import Party
from booking.stays.survey_models import SurveyAnswer, SurveyResult
from booking.stays.surveying import (
    AnswerUnfit,
    Given,
    Sums,
    SurveyClosed,
    Term,
    TermUnfit,
    is_below,
    points,
    sums_of,
    together,
)
from sites.foundation import clock
from sites.foundation.outbox import OutboxRow
from sites.listings.models import Site
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.enrolments import BORN, carded
from tests.factories.people import make_federation, sign_in_as
from tests.factories.places import TWIN
from tests.factories.resident_numbers import resident_number_for

PEOPLE, PHONE = 6, "13812345678"


async def left(*, days_ago: int = 1, place=None):
    """A group of six that left, each of whom may open the card; `holders` are their public ids."""
    story = await made.departed(
        heads=Heads(PEOPLE), rooms={TWIN: 3}, days_ago=days_ago, place=place, came=Heads(PEOPLE)
    )
    party = await Party.get(organisation_id=story.union.organisation)
    for nth in range(PEOPLE):
        person = rosters.draft(name=f"示例{'甲乙丙丁戊己'[nth]}", kind="worker", number=resident_number_for(BORN), phone=PHONE)  # fmt: skip
        await row_of(party.id, person).save()
    story.card = await carded(story)
    story.holders = [one.public_id for one in (await rosters.roster_of(party.public_id)).people]
    return story


async def answer(story, nth: int, overall: int, **parts: int) -> bool:
    return await surveying.answer_survey(
        story.card, story.holders[nth], story.id, overall=overall, parts=parts
    )


def test_points_are_of_a_hundred_and_round_halves_up() -> None:
    assert [points(1, stars) for stars in (1, 2, 3, 4, 5)] == [20, 40, 60, 80, 100]
    assert points(0, 0) == 0
    assert points(8, 33) == 83  # 82.5


@given(st.lists(st.integers(1, 5), min_size=1, max_size=30), st.integers(1, 29))
def test_sums_of_two_groups_are_the_sums_of_all(stars: list[int], cut: int) -> None:
    every = [Given(one, {"meals": one}) for one in stars]
    assert together([sums_of(every[:cut]), sums_of(every[cut:])]) == sums_of(every)
    assert 20 <= sums_of(every).points <= 100


def test_below_takes_enough_answers_and_fewer_points() -> None:
    four, five = Sums(4, 4), Sums(5, 19)
    assert not is_below(four, threshold=80, least=5)
    assert is_below(five, threshold=80, least=5)
    assert not is_below(Sums(5, 20), threshold=80, least=5)


async def test_each_participant_answers_once_and_without_a_name(database):
    story = await left()
    assert await answer(story, 0, 5, meals=4)
    assert not await answer(story, 0, 1)
    (row,) = await SurveyAnswer.all()
    assert (row.overall, row.meals, row.route) == (5, 4, None)
    assert story.holders[0] not in repr(row.__dict__)


async def test_the_survey_is_open_from_departure_for_fourteen_days(database):
    story = await left(days_ago=0)
    for days, opens in ((-1, False), (0, True), (14, True), (15, False)):
        with clock.moved_to(clock.at(story.check_out + timedelta(days=days), clock.now().time())):
            if opens:
                await answer(story, max(0, days), 4) if days < PEOPLE else None
                assert await surveying.surveys_on_card(story.card, story.holders[5])
            else:
                with pytest.raises(SurveyClosed):
                    await answer(story, 5, 4)


async def test_stars_are_one_to_five(database):
    story = await left()
    for overall, parts in ((0, {}), (6, {}), (4, {"meals": 9})):
        with pytest.raises(AnswerUnfit):
            await answer(story, 0, overall, **parts)
    assert await SurveyAnswer.all().count() == 0


async def test_below_the_threshold_a_case_is_opened_once_and_the_federation_told(database):
    story = await left(days_ago=14)
    for nth in range(5):
        await answer(story, nth, 3)
    assert await surveying.surveys_over() == []
    with clock.moved_to(clock.now() + timedelta(days=1)):
        (due,) = await surveying.surveys_over()
        assert await surveying.judge_survey(due)
        assert not await surveying.judge_survey(due)
        assert await surveying.surveys_over() == []
    (result,), (case,) = await SurveyResult.all(), await Case.all()
    assert (result.answers, result.overall_sum, result.is_below) == (5, 15, True)
    assert (case.stay_id, case.kind) == (story.number, "complaint")
    assert await OutboxRow.filter(topic="case.opened").count() == 1


async def test_content_groups_and_few_answers_open_no_case(database):
    for stars, people in ((5, 5), (1, 4)):
        story = await left(days_ago=14)
        for nth in range(people):
            await answer(story, nth, stars)
    with clock.moved_to(clock.now() + timedelta(days=1)):
        for due in await surveying.surveys_over():
            await surveying.judge_survey(due)
    assert await SurveyResult.all().count() == 2
    assert await Case.all().count() == 0


async def test_the_host_federation_sets_the_threshold(database):
    host = await make_federation()
    await surveying.set_term(Term(50, 3), by=host.clerk)
    assert await surveying.term_now() == Term(50, 3)
    with pytest.raises(TermUnfit):
        await surveying.set_term(Term(50, 2), by=host.clerk)
    with pytest.raises(NotGranted):
        await surveying.set_term(Term(50, 3), by=host.viewer)


async def test_reviews_come_from_judged_stays_alone_with_the_number_they_rest_on(client, database):
    story = await left(days_ago=14)
    for nth in range(5):
        await answer(story, nth, 4, meals=5)
    site = await Site.get(code=story.place.code)
    assert await surveying.reviews_of(site.id) is None
    assert "review a base" not in (await client.get(f"/en/sites/{site.code}")).text
    with clock.moved_to(clock.now() + timedelta(days=1)):
        await surveying.judge_survey(story.number)
    found = await surveying.reviews_of(site.id)
    assert found
    assert (found.stays, found.sums.answers, found.sums.points, found.sums.points_of("meals")) == (1, 5, 80, 100)  # fmt: skip
    page = await client.get(f"/en/sites/{site.code}")
    assert "From 5 answers of 1 completed group" in page.text
    assert "80 of 100" in page.text


async def test_sides_see_sums_once_three_have_answered_and_the_federation_results(client, database):
    story = await left()
    page = f"/en/union/stays/{story.id}/survey"
    await answer(story, 0, 4), await answer(story, 1, 4)
    await sign_in_as(client, story.union.organiser)
    assert "Too few answers to show" in (await client.get(page)).text
    await answer(story, 2, 4)
    assert "80 of 100" in (await client.get(page)).text
    await sign_in_as(client, story.operator.sales)
    assert "80 of 100" in (await client.get(page.replace("union", "operator"))).text
    host = await make_federation()
    await sign_in_as(client, host.clerk)
    assert (await client.get("/federation/surveys")).status_code == 200
    sent = await client.submit("/federation/surveys", form="/federation/surveys/term", threshold="70", least="4")  # fmt: skip
    assert sent.status_code == 303
    assert await surveying.term_now() == Term(70, 4)


async def test_a_participant_answers_on_the_card(client, database):
    story = await left()
    path = f"/trip-card/{story.card}"
    number = (await trip_card.shown_card(story.card, story.holders[0])).name
    who = await _digits(story.holders[0])
    await client.submit(path, name=number, phone_end=PHONE[-4:], number_end=who)
    refused = await client.submit(path, form=f"{path}/survey", stay=story.id)
    assert (refused.status_code, "#field-overall" in refused.text) == (422, True)
    sent = await client.submit(path, form=f"{path}/survey", stay=story.id, overall="5", meals="4")
    assert sent.status_code == 303
    assert "You have answered" in (await client.get(f"/en{path}")).text
    assert await SurveyAnswer.all().count() == 1


async def _digits(traveller: str) -> str:
    from booking.rosters.models import Traveller
    from booking.rosters.places import opened

    return opened(await Traveller.get(public_id=traveller), "id")[-4:]
