"""The documents of a stay say what is on record, in both languages, to its two sides alone."""

import dataclasses
from datetime import timedelta
from types import SimpleNamespace

import pytest

from booking import documents, money, stays
from booking.documents import Document, DocumentNotYet, DocumentUnknown, Signatures, Table
from booking.documents.printing import draw
from booking.stays import StayUnknown, mandates
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Viewer
from sites.foundation.amounts import Money
from sites.foundation.language import CHINESE, ENGLISH, speaking
from tests.booking.documents.papers import bare, ink, read
from tests.booking.stays.stories import in_state, pay
from tests.factories import stays as made
from tests.factories.people import make


async def drawn(code: str, story: SimpleNamespace, **changes: str) -> Document:
    return await documents.draw_up(code, story.id, by=story.union.administrator, **changes)


def said(document: Document) -> str:
    return "\n".join(document.texts())


def signing(document: Document) -> Signatures:
    return next(part for part in document.parts if isinstance(part, Signatures))


def table(document: Document, heading: str) -> Table:
    return next(p for p in document.parts if isinstance(p, Table) and p.heading == heading)


async def test_instructions_name_reference_amount_day_and_say_so_where_no_account_is_on_file(
    database: str,
) -> None:
    story = await made.submitted()
    (charge,) = (await money.account_of(story.number)).charges
    words = said(await drawn("instructions", story))
    assert charge.reference in words
    assert "68,544.00" in words
    assert "请按合同上的电话向基地核实账户" in words
    assert said(await drawn("instructions", story, of=charge.id)) == words


async def test_instructions_name_the_whole_account_where_one_is_on_file(database: str) -> None:
    story = await made.submitted()
    by = story.operator.finance
    draft = money.AccountDraft("示例户名", "示例银行", "示例支行", "6222 0000 1111 2222")
    viewer = Viewer(by, by.name, "", by.kind, "/")
    await money.enter_bank_account(draft, password="", address="127.0.0.1", viewer=viewer)
    words = said(await drawn("instructions", story))
    assert "示例户名" in words
    assert "6222000011112222" in words
    assert "请按合同上的电话向基地核实账户" not in words


async def test_a_charge_or_receipt_of_another_stay_opens_nothing_here(database: str) -> None:
    story, other = await made.accounted(), await made.accounted()
    await pay(other)
    account = await money.account_of(other.number)
    for code, of in (("instructions", account.charges[0].id), ("receipt", account.receipts[0].id)):
        with pytest.raises(DocumentUnknown):
            await drawn(code, story, of=of)


async def test_the_receipt_counts_what_arrived_and_leaves_out_what_was_withdrawn(
    database: str,
) -> None:
    story = await made.accounted()
    with pytest.raises(DocumentNotYet):
        await drawn("receipt", story)
    await pay(story, Money(1_000_50))
    await pay(story, Money(2_000_00))
    account = await money.account_of(story.number)
    await money.withdraw_receipt(account.receipts[0].id, why="示例", by=story.operator.finance)
    assert table(await drawn("receipt", story), "收款明细").foot[-1] == "2,000.00"
    one = await drawn("receipt", story, of=account.receipts[1].id)
    assert table(one, "收款明细").foot[-1] == "2,000.00"


async def test_statement_and_settlement_are_the_same_for_both_sides_and_add_up(
    database: str,
) -> None:
    story = await made.accounted()
    await pay(story, Money(70_000_00))
    for code in ("statement", "settlement"):
        ours = await drawn(code, story)
        theirs = await documents.draw_up(code, story.id, by=story.operator.finance)
        assert dataclasses.replace(ours, made_at=theirs.made_at) == theirs
    account = await money.account_of(story.number)
    entries = table(await drawn("statement", story), "逐笔")
    assert entries.foot[-1] == entries.rows[-1][-1] == f"-{account.refund_due.minor / 100:,.2f}"
    paid = table(await drawn("settlement", story), "收付明细")
    assert paid.foot[-1] == "70,000.00"
    charged = table(await drawn("settlement", story), "应收")
    assert sum(_fen(row[-1]) for row in charged.rows) == _fen(charged.foot[-1])
    nights = table(await drawn("settlement", story), "逐晚明细")
    assert (
        sum(_fen(row[-1]) for row in nights.rows) == _fen(nights.foot[-1]) == account.charged.minor
    )


def _fen(words: str) -> int:
    return int(words.replace(",", "").replace(".", ""))


async def test_the_contract_is_the_text_that_was_frozen_in_the_readers_language(
    database: str,
) -> None:
    story = await made.held()
    with pytest.raises(DocumentNotYet):
        await drawn("contract", story)
    await stays.submit(story.id, by=story.union.organiser)
    frozen = (await stays.page_of(story.id, by=story.union.organiser)).frozen["contract"]
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            words = said(await drawn("contract", story))
        assert all(text in words for text in frozen[language] if text)
    assert "68,544.00" in words


async def test_an_agency_that_acts_for_the_union_is_the_third_party_of_the_contract(
    database: str,
) -> None:
    story, agency = await made.confirmed(), await make("agency")
    assert len(signing(await drawn("contract", story)).places) == 2
    days = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=9)}
    by = story.union.organiser
    mandate = await mandates.grant_mandate(story.id, agency=agency.public_id, **days, by=by)
    for reader in (story.union.administrator, story.operator.sales):
        contract = await documents.draw_up("contract", story.id, by=reader)
        assert [place.words for place in signing(contract).places][2] == agency.name
        assert "旅行社不代单位审批、提交和付款" in said(contract)
    await mandates.revoke_mandate(story.id, mandate, by=by)
    assert len(signing(await drawn("contract", story)).places) == 2


async def test_an_agency_that_came_after_the_seals_is_no_party_of_the_contract(
    database: str,
) -> None:
    story, agency = await made.confirmed(), await make("agency")
    await stays.seal_contract(story.id, by=story.union.organiser)
    with clock.moved_to(clock.now() + timedelta(minutes=1)):
        await mandates.grant_mandate(
            story.id, agency=agency.public_id, starts_on=clock.today(), ends_on=clock.today(), by=story.union.organiser
        )  # fmt: skip
    assert len(signing(await drawn("contract", story)).places) == 2


async def test_the_approval_form_is_the_unions_own(database: str) -> None:
    story = await made.held()
    words = said(await drawn("approval", story))
    assert "68,544.00" in words
    assert "工会主席" in words
    with pytest.raises(DocumentUnknown):
        await documents.draw_up("approval", story.id, by=story.operator.sales)
    agent = dataclasses.replace(story.union.administrator, agency="示例", agency_id=99)
    with pytest.raises(DocumentUnknown):
        await documents.draw_up("approval", story.id, by=agent)


async def test_the_itinerary_has_every_day_and_no_amount(database: str) -> None:
    story = await made.confirmed()
    document = await documents.draw_up("itinerary", story.id, by=story.operator.steward)
    assert len(table(document, "每天怎么过").rows) == 5
    assert "64,736" not in said(document)


async def test_the_filing_form_has_the_number_of_the_register(database: str) -> None:
    story = await made.submitted()
    with pytest.raises(DocumentNotYet):
        await drawn("filing", story)
    story = await made.confirmed()
    filing = (await stays.page_of(story.id, by=story.union.organiser)).filing
    assert filing
    assert filing.number in said(await drawn("filing", story))


async def test_who_sees_no_money_is_offered_no_paper_with_amounts(database: str) -> None:
    story = await made.accounted()
    steward = await documents.documents_of(story.id, by=story.operator.steward)
    assert {one.code for one in steward} == {
        "itinerary", "filing", "roster", "insurance", "rooming", "sign-in",
    }  # fmt: skip
    for code in ("contract", "instructions", "receipt", "settlement", "statement"):
        with pytest.raises(DocumentUnknown):
            await documents.draw_up(code, story.id, by=story.operator.steward)


async def test_no_document_is_drawn_up_for_anybody_but_the_two_sides(database: str) -> None:
    story, other = await made.accounted(), await made.accounted()
    for stranger in (other.union.administrator, other.operator.finance):
        with pytest.raises(StayUnknown):
            await documents.documents_of(story.id, by=stranger)
        for code in ("itinerary", "statement"):
            with pytest.raises(StayUnknown):
                await documents.draw_up(code, story.id, by=stranger)


@pytest.mark.parametrize("state", [State.INQUIRY, State.CANCELLED])
async def test_every_document_that_is_offered_is_drawn_up_in_any_state(
    database: str, state: State
) -> None:
    story = await in_state(state)
    for by in (story.union.administrator, story.operator.finance):
        for offered in await documents.documents_of(story.id, by=by):
            if not offered.missing:
                document = await documents.draw_up(offered.code, story.id, by=by)
                assert all(text is not None for text in document.texts())


async def test_three_papers_hold_page_by_page_what_they_say_as_ink(database: str) -> None:
    """Contract, settlement and statement: nothing clipped, no sheet empty, heads in the head, margins white."""
    story = await made.accounted()
    await pay(story, Money(64_836_00))
    for code in ("contract", "settlement", "statement"):
        document = await drawn(code, story)
        found = read(draw(document))
        for text in document.texts():
            assert all(bare(piece) in found.words for piece in text.split()), (code, text)
        for picture in found.pictures:
            assert 0.0005 < ink(picture) < 0.2, code
            assert ink(picture, (0, 0, 48, picture.height)) == 0
            assert ink(picture, (picture.width - 48, 0, picture.width, picture.height)) == 0
        assert ink(found.pictures[0], (100, 48, 495, 130)) > 0.005
