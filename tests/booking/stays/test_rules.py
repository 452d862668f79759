"""Rules at the submission: blocks stop it, what is marked needs a reason, and what may be let pass is let pass by the approver."""

from datetime import timedelta

import pytest

from booking import stays
from booking.people import NotGranted
from booking.rules import Outcome, Statement
from booking.stays import (
    BlockNotPassable,
    PassReasonMissing,
    RuleReasonMissing,
    RulesStandAgainst,
)
from booking.stays.models import Party, Stay
from booking.stays.refusals import AlreadyMoved
from sites.packages import Heads
from tests.booking.stays.stories import row_of
from tests.factories.rules import BLOCKS, WARNS, on_record
from tests.factories.stays import held, state_of

FILE = {
    "shown_name": "文件.pdf",
    "stored_name": "0" * 32,
    "media_type": "application/pdf",
    "size": 9,
}


async def send(story, **words):
    await stays.submit(story.id, by=story.union.organiser, **words)


async def test_a_block_stops_the_submission_and_names_its_document(database):
    story = await held()
    await on_record(BLOCKS)
    with pytest.raises(RulesStandAgainst) as refused:
        await send(story, reason="无关")
    assert refused.value.params == {"document": "示例文件"}
    assert await state_of(story) == "held"


async def test_without_the_document_the_same_trip_is_submitted(database):
    story = await held()
    await send(story)
    assert await state_of(story) == "submitted"


async def test_a_document_of_another_city_stops_nothing(database):
    story = await held()
    await on_record(BLOCKS, origin=["320100"])
    await send(story)
    assert (await row_of(story)).frozen["outcome"] == "no_rule"


async def test_what_a_rule_marks_needs_a_reason_that_is_kept_with_the_stay(database):
    story = await held()
    await on_record(WARNS)
    for words in ({}, {"reason": "   "}):
        with pytest.raises(RuleReasonMissing):
            await send(story, **words)
    await send(story, reason="路途较远")
    frozen = (await row_of(story)).frozen
    assert (frozen["outcome"], frozen["reason"]) == ("warn", "路途较远")


async def test_a_fact_that_nobody_gave_needs_a_reason_too_until_it_is_stated(database):
    story = await held()
    await on_record({"kind": "years_between", "value": 3, "effect": "block"})
    with pytest.raises(RuleReasonMissing):
        await send(story)
    await stays.state_facts(story.id, Statement(years_since_last=4), by=story.union.organiser)
    await send(story)
    assert (await row_of(story)).frozen["outcome"] == "pass"


async def test_a_stated_fact_may_also_stand_against_the_trip(database):
    story = await held()
    await on_record({"kind": "years_between", "value": 3, "effect": "block"})
    await stays.state_facts(story.id, Statement(years_since_last=2), by=story.union.organiser)
    with pytest.raises(RulesStandAgainst):
        await send(story, reason="示例")
    await stays.state_facts(story.id, Statement(years_since_last=3), by=story.union.organiser)
    await send(story)


async def test_the_record_knows_the_trip_so_that_only_the_rest_is_asked_for(database):
    story = await held(heads=Heads(34, 0, 2))
    kinds = [
        {"kind": "max_cost_per_day", "unit_kinds": ["any"], "value": 100_000},
        {"kind": "listed_site_only"}, {"kind": "single_lodging"}, {"kind": "group_by_default"},
        {"kind": "territory", "allow": ["341000"]}, {"kind": "family", "value": "forbidden"},
    ]  # fmt: skip
    await on_record(*({**kind, "effect": "block"} for kind in kinds))
    found = await stays.trip_rules(story.id, by=story.union.organiser)
    assert {one.rule: one.outcome for one in found.judgement.verdicts} == {
        kind["kind"]: Outcome.PASS for kind in kinds
    }
    party = await Party.all().first()
    await Party.filter(id=party.id).update(family=1)
    found = await stays.trip_rules(story.id, by=story.union.organiser)
    assert [one.rule for one in found.blocks] == ["family"]


async def passing(story, **changed):
    rules = await stays.trip_rules(story.id, by=story.union.approver)
    wanted = {"reason": "原文为六天", "by": story.union.approver, **FILE, **changed}
    await stays.pass_block(story.id, rules.blocks[0].key, **wanted)


async def test_the_approver_lets_a_block_of_a_secondary_source_pass_with_the_document(database):
    story = await held()
    await on_record(BLOCKS, grade="weak")
    await passing(story)
    await send(story)
    frozen = (await row_of(story)).frozen
    assert (frozen["outcome"], frozen["judgement"]["outcome"]) == ("warn", "block")
    page = await stays.page_of(story.id, by=story.union.organiser)
    assert [(one.kind, one.shown_name) for one in page.papers] == [("policy", "文件.pdf")]
    assert ("block_passed", "原文为六天") in [(one.act, one.note) for one in page.events]


async def test_a_block_of_an_official_document_is_let_pass_by_nobody(database):
    story = await held()
    await on_record(BLOCKS, grade="official")
    with pytest.raises(BlockNotPassable):
        await passing(story)
    with pytest.raises(RulesStandAgainst):
        await send(story, reason="示例")


async def test_letting_pass_takes_the_approver_and_a_reason(database):
    story = await held()
    await on_record(BLOCKS, grade="mirror")
    with pytest.raises(NotGranted):
        await passing(story, by=story.union.organiser)
    with pytest.raises(PassReasonMissing):
        await passing(story, reason=" ")
    with pytest.raises(BlockNotPassable):
        await stays.pass_block(story.id, "other", reason="示例", by=story.union.approver, **FILE)
    with pytest.raises(RulesStandAgainst):
        await send(story, reason="示例")


async def test_what_was_let_pass_does_not_cover_a_longer_trip(database):
    story = await held()
    await on_record(BLOCKS, grade="weak")
    await passing(story)
    row = await row_of(story)
    await Stay.filter(id=row.id).update(check_out=row.check_out + timedelta(days=1))
    found = await stays.trip_rules(story.id, by=story.union.organiser)
    assert [one.rule for one in found.blocks] == ["max_days"]
    await Stay.filter(id=row.id).update(check_out=row.check_out)
    assert not (await stays.trip_rules(story.id, by=story.union.organiser)).blocks


async def test_facts_are_stated_and_blocks_let_pass_before_the_submission_alone(database):
    story = await held()
    await on_record(WARNS)
    await send(story, reason="示例")
    with pytest.raises(AlreadyMoved):
        await stays.state_facts(story.id, Statement(), by=story.union.organiser)
    with pytest.raises(AlreadyMoved):
        await stays.pass_block(story.id, "x", reason="示例", by=story.union.approver, **FILE)


async def test_a_union_s_own_measures_bind_that_union_and_nobody_else(database):
    story, other = await held(), await held()
    await on_record(BLOCKS, holder_id=story.union.organisation, grade="own")
    with pytest.raises(RulesStandAgainst):
        await send(story)
    await send(other)


async def test_a_ceiling_among_the_own_measures_is_what_the_workers_congress_sets(database):
    story = await held()
    congress = {"kind": "max_cost_set_by_workers_congress", "unit_kinds": ["any"], "effect": "warn"}
    await on_record(congress)
    assert (await stays.trip_rules(story.id, by=story.union.organiser)).outcome is Outcome.WARN
    ceiling = {
        "kind": "max_cost_per_day",
        "unit_kinds": ["any"],
        "value": 90_000,
        "effect": "block",
    }
    await on_record(ceiling, id="own-1", grade="own", holder_id=story.union.organisation)
    assert (await stays.trip_rules(story.id, by=story.union.organiser)).outcome is Outcome.PASS
