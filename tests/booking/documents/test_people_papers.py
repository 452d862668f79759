"""Papers that name people: complete, masked by the table, each rare name whole, and full numbers only with a look on record."""

import dataclasses
from datetime import time

import pytest

from booking import documents, rosters, stays
from booking.documents import Document, DocumentNotYet, DocumentUnknown, Table
from booking.documents.printing import draw
from booking.people.permissions import NotGranted
from booking.rosters.insurance import Policy
from booking.rosters.models import Reveal
from booking.stays import insuring, rooming
from booking.stays.names_seen import NumbersClosed
from sites.foundation import clock
from sites.packages import Heads
from tests.booking.documents.papers import RARE, bare, ink, read
from tests.booking.stays.rooming.town import named
from tests.factories import stays as made
from tests.factories.places import TWIN

NAMING = ("roster", "insurance", "rooming", "sign-in")


def said(document: Document) -> str:
    return "\n".join(document.texts())


def names_in(document: Document, heading: str) -> list[str]:
    table = next(p for p in document.parts if isinstance(p, Table) and p.heading == heading)
    place = [column.words for column in table.columns].index("姓名")
    return [row[place] for row in table.rows]


def numbers_in(document: Document) -> set[str]:
    table = next(p for p in document.parts if isinstance(p, Table) and p.heading == "出行名单")
    return {row[5] for row in table.rows}


async def whole(**changes):
    """Four people with rooms that the base has, and a policy."""
    story = await named(2, 2, make=made.confirmed, **changes)
    by = story.union.organiser
    drawn = await rooming.draw_up_rooming(story.id, anew=True, seen=0, by=by)
    assert drawn.left == 0
    await rooming.send_rooming(story.id, seen=1, by=by)
    policy = Policy("", "示例保险", "P-2027-1", 4, 1_000_000_00, 100_000_00, story.check_in, story.check_out)  # fmt: skip
    await insuring.record_insurance(story.id, policy, by=by)
    return story


async def test_every_paper_has_everybody_once(database):
    story = await whole()
    by = story.union.organiser
    party = (await stays.page_of(story.id, by=by)).party_id
    people = sorted(one.name for one in (await rosters.roster_of(party)).people)
    for code, heading in (
        ("roster", "出行名单"), ("insurance", "应投保人员"), ("rooming", "按姓名"), ("sign-in", "签到情况"),
    ):  # fmt: skip
        document = await documents.draw_up(code, story.id, by=by)
        assert sorted(names_in(document, heading)) == people, code
    insured = said(await documents.draw_up("insurance", story.id, by=by))
    assert "P-2027-1" in insured
    assert "1,000,000.00" in insured


async def test_no_paper_has_a_full_number_until_it_is_opened_and_then_each_look_is_on_record(
    database,
):
    story = await whole()
    by = story.union.organiser
    numbers = {
        one.number for one in (await stays.reveal_everybody(story.id, reason="x", by=by)).values()
    }
    assert all(len(number) == 18 for number in numbers)
    before = await Reveal.all().count()
    for code in NAMING:
        words = said(await documents.draw_up(code, story.id, by=by))
        assert not [number for number in numbers if number in words]
    assert await Reveal.all().count() == before
    full = await documents.draw_up_in_full("insurance", story.id, reason="办理保险", by=by)
    assert all(number in said(full) for number in numbers)
    looks = await Reveal.filter(reason="办理保险")
    assert len(looks) == len({look.traveller_id for look in looks}) == 4


async def test_full_numbers_are_for_roster_and_insurance_and_for_whom_the_table_lets_look(
    database,
):
    story = await whole()
    for code in ("rooming", "sign-in", "settlement"):
        with pytest.raises((DocumentUnknown, DocumentNotYet)):
            await documents.draw_up_in_full(code, story.id, reason="x", by=story.union.organiser)
    reader = dataclasses.replace(
        story.union.organiser, grants=story.union.organiser.grants - {"rosters.reveal"}
    )
    with pytest.raises(NotGranted):
        await documents.draw_up_in_full("roster", story.id, reason="x", by=reader)
    offered = {one.code: one for one in await documents.documents_of(story.id, by=reader)}
    assert not offered["roster"].opens_numbers
    assert await Reveal.all().count() == 0


async def test_a_base_has_names_from_the_confirmation_and_numbers_around_the_stay_alone(database):
    early = await named(1, 1, make=made.submitted)
    with pytest.raises(DocumentNotYet):
        await documents.draw_up("roster", early.id, by=early.operator.steward)
    far = await whole(starts_in=30)
    early_list = await documents.draw_up("roster", far.id, by=far.operator.steward)
    assert "示例甲" in names_in(early_list, "出行名单")
    assert numbers_in(early_list) == {""}
    with pytest.raises(NumbersClosed):
        await documents.draw_up_in_full("roster", far.id, reason="登记", by=far.operator.steward)
    with clock.moved_to(clock.at(far.check_in, time(9))):
        near = await documents.draw_up("roster", far.id, by=far.operator.steward)
        assert all("*" in number for number in numbers_in(near))
        full = await documents.draw_up_in_full(
            "roster", far.id, reason="登记", by=far.operator.steward
        )
    assert await Reveal.filter(by_organisation_id=far.operator.organisation).count() == 4
    assert "示例甲" in said(full)


async def test_a_base_has_the_rooms_that_were_sent_alone(database):
    story = await named(2, 2, make=made.confirmed)
    await rooming.draw_up_rooming(story.id, anew=True, seen=0, by=story.union.organiser)
    await documents.draw_up("rooming", story.id, by=story.union.organiser)
    with pytest.raises(DocumentNotYet):
        await documents.draw_up("rooming", story.id, by=story.operator.steward)
    await rooming.send_rooming(story.id, seen=1, by=story.union.organiser)
    assert "示例甲" in said(await documents.draw_up("rooming", story.id, by=story.operator.steward))


async def test_who_sees_no_lists_is_offered_none_of_them(database):
    story = await whole()
    for actor in (story.operator.sales, story.operator.finance):
        offered = {one.code for one in await documents.documents_of(story.id, by=actor)}
        assert offered.isdisjoint(NAMING)
        for code in NAMING:
            with pytest.raises(DocumentUnknown):
                await documents.draw_up(code, story.id, by=actor)


async def test_rare_names_are_whole_on_roster_insurance_list_and_sign_in_sheet_page_by_page(
    database,
):
    """Three papers as pictures: every character of the list read back, ink on each sheet, margins white."""
    story = await made.confirmed(heads=Heads(len(RARE)), rooms={TWIN: 6})
    by = story.union.organiser
    people = [rosters.draft(name=f"王{one}", kind="worker", sex="m") for one in RARE]
    await stays.name_travellers(story.id, people, by=by)
    for code in ("roster", "insurance", "sign-in"):
        document = await documents.draw_up(code, story.id, by=by)
        found = read(draw(document))
        for text in document.texts():
            assert all(bare(piece) in found.words for piece in text.split()), (code, text)
        assert all(f"王{one}" in found.words for one in RARE), code
        for picture in found.pictures:
            assert 0.0005 < ink(picture) < 0.2, code
            assert ink(picture, (0, 0, 48, picture.height)) == 0
            assert ink(picture, (picture.width - 48, 0, picture.width, picture.height)) == 0
