"""Invoices: asked for, issued, corrected, waived; what is invoiced is what is charged."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from booking import money
from booking.money import Buyer, invoicing
from booking.money.invoice_models import Invoice, InvoiceRequest
from booking.money.invoice_refusals import (
    AlreadyWaived,
    AmountDiffers,
    HasRedLetter,
    InvoicedTooMuch,
    InvoicesMissing,
    InvoiceTooHigh,
    InvoiceUnknown,
    IsRedLetter,
    NothingToInvoice,
    NumberUsed,
    RequestClosed,
    RequestUnknown,
    TaxNumberMissing,
)
from booking.money.invoice_standing import InvoiceStanding
from booking.people.credit_codes import CreditCodeCheck
from booking.people.permissions import NotGranted
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.idempotency import Key
from tests.booking.money.making import charged, correct_charge, row
from tests.factories.invoices import CODE, issued

UNION = Buyer("示例工会", CODE)
FAMILY = Buyer("示例家属", part="family")


async def ask(case: SimpleNamespace, buyer: Buyer = UNION, **asked: Any) -> str:
    return await money.request_invoice(case.charges[0], buyer, by=case.union.organiser, **asked)


async def issue(case: SimpleNamespace, minor: int, number: str = "", **more: Any) -> str:
    more = more or {"buyer": UNION}
    return await money.issue_invoice(
        case.charges[0], issued(Money(minor), number), by=case.finance, **more
    )


async def standing(case: SimpleNamespace) -> InvoiceStanding:
    return (await money.invoices_of(case.stay))[0].standing


def test_what_is_missing_over_and_free_follows_from_charged_invoiced_and_asked():
    def of(charged: int, invoiced: int, asked: int = 0, *, waived: bool = False) -> tuple[Any, ...]:
        one = InvoiceStanding(Money(charged), Money(invoiced), Money(asked), waived)
        return one.missing.minor, one.over.minor, one.free.minor, one.is_complete

    assert of(100, 0) == (100, 0, 100, False)
    assert of(100, 60, 30) == (40, 0, 10, False)
    assert of(100, 100) == (0, 0, 0, True)
    assert of(100, 120) == (0, 20, 0, False)
    assert of(100, 0, waived=True) == (0, 0, 100, True)
    assert of(100, 120, waived=True) == (0, 20, 0, False)


async def test_a_union_asks_for_all_that_is_left_or_for_parts(database):
    case = await charged(100_00)
    await ask(case, FAMILY, amount=Money(30_00))
    await ask(case)
    rows = await InvoiceRequest.all().order_by("id")
    assert [(r.part, r.minor, r.tax_number) for r in rows] == [("family", 30_00, ""), ("union", 70_00, CODE)]  # fmt: skip
    with pytest.raises(NothingToInvoice):
        await ask(case)


async def test_more_than_is_left_cannot_be_asked_for(database):
    case = await charged(100_00)
    with pytest.raises(InvoiceTooHigh):
        await ask(case, amount=Money(100_01))


async def test_the_unions_part_needs_a_tax_number_that_fits(database):
    case = await charged(100_00)
    with pytest.raises(TaxNumberMissing):
        await ask(case, Buyer("示例工会"))
    with pytest.raises(CreditCodeCheck):
        await ask(case, Buyer("示例工会", CODE[:-1] + "A"))
    await ask(case, Buyer("示例工会", CODE.lower()))
    assert (await InvoiceRequest.get()).tax_number == CODE


async def test_only_people_of_the_two_sides_with_the_role_may(database):
    case, other = await charged(100_00), await charged(100_00)
    with pytest.raises(NotGranted):
        await money.request_invoice(case.charges[0], UNION, by=case.union.viewer)
    with pytest.raises(InvoiceUnknown):
        await money.request_invoice(case.charges[0], UNION, by=other.union.organiser)
    with pytest.raises(InvoiceUnknown):
        await money.issue_invoice(case.charges[0], issued(Money(1)), buyer=UNION, by=other.finance)
    with pytest.raises(NotGranted):
        await money.issue_invoice(
            case.charges[0], issued(Money(1)), buyer=UNION, by=case.operator.sales
        )
    wanted = await ask(case)
    with pytest.raises(RequestUnknown):
        await money.turn_down_request(wanted, why="示例", by=other.finance)
    with pytest.raises(RequestUnknown):
        await money.withdraw_request(wanted, by=other.union.organiser)


async def test_an_invoice_answers_its_request_and_names_its_buyer(database):
    case = await charged(100_00)
    wanted = await ask(case, FAMILY, amount=Money(40_00))
    with pytest.raises(AmountDiffers):
        await issue(case, 39_99, request=wanted)
    await issue(case, 40_00, request=wanted)
    invoice = await Invoice.get()
    assert (invoice.title, invoice.part, invoice.issuer_id) == ("示例家属", "family", case.payee)
    with pytest.raises(RequestClosed):
        await issue(case, 40_00, request=wanted)
    assert await standing(case) == InvoiceStanding(Money(100_00), Money(40_00), Money(0))


async def test_what_is_asked_for_is_not_invoiced_unasked(database):
    case = await charged(100_00)
    await ask(case, amount=Money(60_00))
    with pytest.raises(InvoiceTooHigh):
        await issue(case, 40_01)
    await issue(case, 40_00)


async def test_a_number_stands_once_for_each_issuer(database):
    case, other = await charged(100_00), await charged(100_00)
    kept = await issue(case, 10_00, "2026 0001")
    with pytest.raises(NumberUsed):
        await issue(case, 10_00, "20260001")
    await issue(other, 10_00, "20260001")
    await money.withdraw_invoice(kept, why="示例：号码有误", by=case.finance)
    await issue(case, 10_00, "20260001")


async def test_one_key_issues_once(database):
    case = await charged(100_00)
    key = Key("k" * 20, "f" * 64)
    again = [await issue(case, 10_00, "0001", buyer=UNION, key=key) for _ in range(2)]
    assert again[0] == again[1]
    assert await Invoice.all().count() == 1


async def test_a_red_letter_counts_against_its_invoice_and_never_beyond_it(database):
    case = await charged(100_00)
    invoice = await issue(case, 100_00)
    with pytest.raises(InvoiceTooHigh):
        await red(case, invoice, 100_01)
    letter = await red(case, invoice, 30_00)
    assert (await standing(case)).invoiced == Money(70_00)
    with pytest.raises(InvoiceTooHigh):
        await red(case, invoice, 70_01)
    with pytest.raises(IsRedLetter):
        await red(case, letter, 1)
    with pytest.raises(HasRedLetter):
        await money.withdraw_invoice(invoice, why="示例", by=case.finance)
    await issue(case, 30_00)
    assert (await standing(case)).is_complete


async def red(case: SimpleNamespace, invoice: str, minor: int) -> str:
    return await money.correct_by_red_letter(
        invoice, issued(Money(minor)), why="示例：实到人数减少", by=case.finance
    )


async def test_nothing_counts_as_invoiced_until_the_sums_agree(database):
    case = await charged(100_00)
    with pytest.raises(InvoicesMissing) as no:
        await money.demand_invoiced(case.stay)
    assert no.value.params == {"missing": Money(100_00)}
    invoice = await issue(case, 100_00)
    await money.demand_invoiced(case.stay)
    await correct_charge(case.stay, to=Money(80_00), by=case.finance)
    with pytest.raises(InvoicedTooMuch):
        await money.demand_invoiced(case.stay)
    await red(case, invoice, 20_00)
    await money.demand_invoiced(case.stay)


async def test_a_payer_waives_once_with_a_reason_that_is_shown(database):
    case = await charged(100_00)
    await issue(case, 40_00)
    by = case.union.finance
    await money.waive_invoice(case.charges[0], why="示例：家属不需要发票", by=by)
    await money.demand_invoiced(case.stay)
    waiver = (await money.invoices_of(case.stay))[0].waiver
    assert waiver
    assert (waiver.why, waiver.by_name) == ("示例：家属不需要发票", by.name)
    with pytest.raises(AlreadyWaived):
        await money.waive_invoice(case.charges[0], why="示例", by=by)
    with pytest.raises(NotGranted):
        await money.waive_invoice(case.charges[0], why="示例", by=case.finance)


async def test_who_pays_after_the_invoice_is_due_from_the_upload_on(database):
    case = await charged(100_00)
    wanted = await ask(case, comes_first=True)
    assert (await row(case.charges[0])).due_on is None
    later = clock.now() + timedelta(days=3)
    with clock.moved_to(later):
        await issue(case, 100_00, request=wanted)
        assert (await row(case.charges[0])).due_on == clock.today() + invoicing.PAY_WITHIN


async def test_a_request_that_is_closed_gives_the_due_date_back(database):
    case = await charged(100_00)
    before = (await row(case.charges[0])).due_on
    first = await ask(case, comes_first=True)
    await money.withdraw_request(first, by=case.union.finance)
    assert (await row(case.charges[0])).due_on == before
    second = await ask(case, comes_first=True)
    await money.turn_down_request(second, why="示例：抬头与税号不符", by=case.finance)
    assert (await row(case.charges[0])).due_on == before
    with pytest.raises(RequestClosed):
        await issue(case, 100_00, request=second)
    with pytest.raises(RequestClosed):
        await money.withdraw_request(second, by=case.union.finance)


async def test_titles_are_remembered_without_names_of_persons(database):
    case = await charged(100_00)
    await ask(case, FAMILY, amount=Money(1_00))
    await ask(case, amount=Money(1_00))
    assert await money.titles_of(case.union.organiser) == (("示例工会", CODE),)


async def test_how_many_requests_wait(database):
    case = await charged(100_00)
    first = await ask(case, amount=Money(10_00))
    await ask(case, amount=Money(10_00))
    third = await ask(case, amount=Money(10_00))
    await issue(case, 10_00, request=first)
    await money.withdraw_request(third, by=case.union.finance)
    assert await money.invoices_asked(case.payee) == 1
