"""What a union writes of its choice, what is frozen, who asks for which papers, and who sees none of it."""

from datetime import date

import pytest

from booking import documents, stays
from booking.documents import Table
from booking.documents.notice import half_hidden
from booking.people.permissions import NotGranted
from booking.stays import deciding
from booking.stays.deciding import ComparisonUnfit, DecisionDraft, DecisionUnfit, RequirementUnfit
from booking.stays.refusals import StayUnknown
from tests.booking.stays.rooming.town import named
from tests.factories import stays as made
from tests.factories.people import make_federation, make_union

COMPARED = {
    "asked": [["日期", "5月18日至5月20日"]],
    "names": ["每人每天", "整团"],
    "columns": [
        {"code": "HS-01-001", "name": "甲基地（示例）", "cells": ["390元", "12,480元"]},
        {"code": "HS-01-002", "name": "乙基地（示例）", "cells": ["420元", "13,440元"]},
    ],
}
DRAFT = DecisionDraft(
    method="inquiry", reason="示例：单价低，路程近", budget_line="示例科目", decided_on=date(2027, 4, 1),
    notice_from=date(2027, 4, 2), notice_until=date(2027, 4, 8), notice_place="公告栏（示例）", objections_to="示例电话",
)  # fmt: skip


async def test_what_is_written_and_compared_stands_in_the_record_as_it_was(database):
    story = await made.held()
    by = story.union.organiser
    await deciding.keep_comparison(story.id, COMPARED, by=by)
    await deciding.write_decision(story.id, DRAFT, by=by)
    said = await deciding.decision_of(story.id, by=by)
    assert said.compared == COMPARED
    assert (said.method, said.notice_until) == ("inquiry", date(2027, 4, 8))
    paper = await documents.draw_up("decision", story.id, by=by)
    table = next(
        p for p in paper.parts if isinstance(p, Table) and "HS-01-001" in p.columns[1].words
    )
    assert table.rows == (("每人每天", "390元", "420元"), ("整团", "12,480元", "13,440元"))
    assert "示例：单价低，路程近" in "".join(paper.texts())


@pytest.mark.parametrize(
    "draft",
    [
        DecisionDraft(method="lottery"),
        DecisionDraft(notice_from=date(2027, 4, 2)),
        DecisionDraft(notice_from=date(2027, 4, 2), notice_until=date(2027, 4, 1)),
    ],
)
async def test_an_unsound_decision_is_refused(database, draft):
    story = await made.held()
    with pytest.raises(DecisionUnfit):
        await deciding.write_decision(story.id, draft, by=story.union.organiser)


@pytest.mark.parametrize("bases", [0, 1, 5])
async def test_a_comparison_has_two_to_four_bases(database, bases):
    story = await made.held()
    compared = {**COMPARED, "columns": COMPARED["columns"][:1] * bases}
    with pytest.raises(ComparisonUnfit):
        await deciding.keep_comparison(story.id, compared, by=story.union.organiser)


async def test_a_federation_asks_its_own_area_and_the_lower_amount_counts(database):
    story = await made.held()
    federation = await make_federation(region="330100", host=False)
    far = await make_federation(region="320100", host=False)
    await deciding.set_required_papers({"minutes": 5_000_00}, by=story.union.administrator)
    await deciding.set_required_papers({"minutes": 1_000_00, "notice": 0}, by=federation.clerk)
    await deciding.set_required_papers({"budget": 0}, by=far.clerk)
    rule = await deciding.required_of(story.union.organisation)
    assert rule == {"minutes": 1_000_00, "notice": 0}
    said = await deciding.decision_of(story.id, by=story.union.organiser)
    assert said.missing == ("minutes", "notice")
    await deciding.set_required_papers({}, by=federation.clerk)
    assert await deciding.required_of(story.union.organisation) == {"minutes": 5_000_00}


async def test_amounts_have_bounds_and_belong_to_whom_the_table_says(database):
    union = await make_union()
    for wanted in ({"minutes": -1}, {"minutes": 2**31}, {"songs": 1}):
        with pytest.raises(RequirementUnfit):
            await deciding.set_required_papers(wanted, by=union.administrator)
    with pytest.raises(NotGranted):
        await deciding.set_required_papers({}, by=union.organiser)
    federation = await make_federation()
    with pytest.raises(NotGranted):
        await deciding.set_required_papers({}, by=federation.viewer)


async def test_the_base_and_other_unions_see_nothing_of_a_decision(database):
    story, other = await made.confirmed(), await make_union()
    await deciding.write_decision(story.id, DRAFT, by=story.union.organiser)
    for by in (story.operator.sales, other.organiser):
        with pytest.raises(StayUnknown):
            await deciding.decision_of(story.id, by=by)
    with pytest.raises(documents.DocumentUnknown):
        await documents.draw_up("decision", story.id, by=story.operator.finance)
    page = await stays.page_of(story.id, by=story.operator.sales)
    assert "decision_written" not in {event.act for event in page.events}
    own = await stays.page_of(story.id, by=story.union.organiser)
    assert "decision_written" in {event.act for event in own.events}


async def test_minutes_are_the_unions_own(database):
    story = await made.confirmed()
    kept = {"shown_name": "纪要.pdf", "stored_name": "f" * 32, "media_type": "application/pdf", "size": 9}  # fmt: skip
    with pytest.raises(StayUnknown):
        await stays.add_paper(story.id, kind="minutes", by=story.operator.sales, **kept)
    await stays.add_paper(story.id, kind="minutes", by=story.union.organiser, **kept)
    page = await stays.page_of(story.id, by=story.operator.sales)
    assert [paper.kind for paper in page.papers] == []
    said = await deciding.decision_of(story.id, by=story.union.organiser)
    ((paper, _name),) = said.minutes
    with pytest.raises(StayUnknown):
        await stays.paper_of(story.id, paper, by=story.operator.sales)


@pytest.mark.parametrize(
    ("name", "shown"), [("张三", "张*"), ("欧阳小明", "欧**明"), ("阿依古丽·买买提", "阿******提"), ("王", "王"), ("", "")]
)  # fmt: skip
def test_names_are_half_hidden(name, shown) -> None:
    assert half_hidden(name) == shown


async def test_the_notice_names_nobody_whole_and_waits_for_its_dates(database):
    story = await named(1, 1, make=made.held)
    by = story.union.organiser
    with pytest.raises(documents.DocumentNotYet):
        await documents.draw_up("notice", story.id, by=by)
    await deciding.write_decision(story.id, DRAFT, by=by)
    words = "".join((await documents.draw_up("notice", story.id, by=by)).texts())
    assert "示例甲" not in words
    assert "示*甲" in words
    assert "2027年4月8日" in words
