"""Invoices are told to the other side of their charge, each act once, and nothing that was taken back."""

from booking import money, notices
from booking.money import Buyer
from booking.money.invoice_models import Invoice, InvoiceRequest, InvoiceWaiver
from booking.notices.models import Notice
from sites.foundation.amounts import Money
from tests.factories.invoices import issued
from tests.factories.stays import submitted

FAMILY = Buyer("示例家属", part="family")


async def test_each_side_is_told_once_of_what_the_other_did(database: str) -> None:
    story = await submitted()
    (charge,) = await money.invoices_of(story.number)
    union, finance = story.union.organiser, story.operator.finance
    wanted = await money.request_invoice(charge.id, FAMILY, amount=Money(60_00), by=union)
    request = await InvoiceRequest.get(public_id=wanted)
    assert [await notices.tell_invoice_requested(request.id) for _ in range(2)] == [1, 0]
    paper = await Invoice.get(
        public_id=await money.issue_invoice(charge.id, issued(Money(60_00)), request=wanted, by=finance)
    )  # fmt: skip
    assert [await notices.tell_invoice_issued(paper.id) for _ in range(2)] == [3, 0]
    assert (await Notice.filter(topic="invoice_requested").get()).path == f"/operator/invoices/charges/{charge.id}"  # fmt: skip
    await money.waive_invoice(charge.id, why="示例", by=union)
    assert await notices.tell_invoice_waived((await InvoiceWaiver.get()).id) == 1


async def test_a_request_that_was_turned_down_is_told_to_the_union_alone(database: str) -> None:
    story = await submitted()
    (charge,) = await money.invoices_of(story.number)
    wanted = await money.request_invoice(charge.id, FAMILY, by=story.union.organiser)
    await money.turn_down_request(wanted, why="示例", by=story.operator.finance)
    request = await InvoiceRequest.get(public_id=wanted)
    assert await notices.tell_invoice_requested(request.id) == 0
    assert await notices.tell_invoice_turned_down(request.id) == 3
