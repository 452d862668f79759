"""A payee issues invoices, corrects them by red letters, and takes back records that were mistakes."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from booking.money.balancing import locked
from booking.money.invoice_asking import Buyer, set_due
from booking.money.invoice_models import Invoice, InvoiceRequest
from booking.money.invoice_reading import invoice_standing_of
from booking.money.invoice_refusals import (
    AmountDiffers,
    HasRedLetter,
    InvoiceNumberUnfit,
    InvoiceTooHigh,
    InvoiceUnknown,
    InvoiceWithdrawn,
    IsRedLetter,
    NumberUsed,
    RequestClosed,
    RequestUnknown,
)
from booking.money.models import Charge
from booking.money.refusals import demand_amount, demand_past
from booking.people import demand
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import public_id

# Who pays after the invoice has so long from the upload.
PAY_WITHIN = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class InvoiceFile:
    """What was uploaded, kept under `stored_name`; `size` in bytes."""

    shown_name: str
    stored_name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Issued:
    """What is printed on the invoice."""

    number: str
    issued_on: date
    amount: Money
    file: InvoiceFile


@transaction
async def issue_invoice(
    charge_public_id: str, issued: Issued, *, request: str = "", buyer: Buyer | None = None,
    by: Actor, key: Key | None = None,
) -> str:  # fmt: skip
    """Put an invoice on record: for a request, whose buyer it names, or unasked for `buyer`. Its public id.

    Where the payer pays after the invoice, the charge is due from now on. Refused: NotGranted, InvoiceUnknown,
    RequestUnknown, RequestClosed, AmountDiffers, InvoiceTooHigh, NumberUsed, DayInFuture, a wrong tax number.
    """
    demand(by, "money.record")
    done = await idempotency.claim(key, by=by)
    if done is not None:
        return done
    charge = await _own_charge(charge_public_id, by=by)
    asked = await _asked(charge, request) if request else None
    number = await _demand_sound(issued, currency=charge.currency, by=by)
    await _demand_fits(charge, issued.amount, asked)
    invoice = await _keep(charge, issued, number, _buyer(asked, buyer), by=by, request=asked)
    if asked and asked.comes_first:
        await _begin_to_be_due(charge)
    await outbox.post("invoice.issued", {"invoice_id": invoice.id})
    await idempotency.keep(key, invoice.public_id, by=by)
    return str(invoice.public_id)


@transaction
async def correct_by_red_letter(
    invoice_public_id: str, issued: Issued, *, why: str, by: Actor, key: Key | None = None
) -> str:
    """Put a red letter (红字) against an invoice on record, at most over what is left of it. Its public id.

    Refused: NotGranted, InvoiceUnknown, InvoiceWithdrawn, IsRedLetter, InvoiceTooHigh, NumberUsed, DayInFuture.
    """
    demand(by, "money.record")
    done = await idempotency.claim(key, by=by)
    if done is not None:
        return done
    invoice, charge = await _own_invoice(invoice_public_id, by=by)
    if invoice.corrects_id:
        raise IsRedLetter
    number = await _demand_sound(issued, currency=charge.currency, by=by)
    left = Money(invoice.minor - await _corrected(invoice), invoice.currency)
    if issued.amount > left:
        raise InvoiceTooHigh(most=left, field="amount")
    buyer = Buyer(invoice.title, invoice.tax_number, invoice.part, invoice.item)
    red = await _keep(charge, issued, number, buyer, by=by, corrects=invoice, why=why)
    await outbox.post("invoice.issued", {"invoice_id": red.id})
    await idempotency.keep(key, red.public_id, by=by)
    return str(red.public_id)


@transaction
async def withdraw_invoice(invoice_public_id: str, *, why: str, by: Actor) -> None:
    """Take back a record that was a mistake (a wrong number or file); what it answered is open again.

    An invoice that went out is corrected by a red letter instead. Refused: InvoiceUnknown, InvoiceWithdrawn,
    HasRedLetter.
    """
    demand(by, "money.record")
    invoice, _ = await _own_invoice(invoice_public_id, by=by)
    if await _corrected(invoice):
        raise HasRedLetter
    invoice.withdrawn_at, invoice.withdrawn_why = clock.now(), why
    await invoice.save(update_fields=["withdrawn_at", "withdrawn_why"])
    await outbox.post("invoice.issued", {"invoice_id": invoice.id})


async def _own_charge(charge_public_id: str, *, by: Actor) -> Charge:
    found = await Charge.get_or_none(public_id=charge_public_id, payee_id=by.organisation_id)
    if found is None:
        raise InvoiceUnknown
    return await locked(found.id)


async def _own_invoice(invoice_public_id: str, *, by: Actor) -> tuple[Invoice, Charge]:
    """One that stands, its charge locked."""
    found = await Invoice.get_or_none(public_id=invoice_public_id, issuer_id=by.organisation_id)
    if found is None:
        raise InvoiceUnknown
    charge = await locked(found.charge_id)
    await found.refresh_from_db()
    if found.withdrawn_at is not None:
        raise InvoiceWithdrawn
    return found, charge


async def _asked(charge: Charge, request_public_id: str) -> InvoiceRequest:
    found = await InvoiceRequest.get_or_none(public_id=request_public_id, charge_id=charge.id)
    if found is None:
        raise RequestUnknown
    answered = Invoice.filter(request_id=found.id, withdrawn_at=None)
    if found.closed_at is not None or await answered.exists():
        raise RequestClosed
    return found


async def _demand_sound(issued: Issued, *, currency: str, by: Actor) -> str:
    """The number without space."""
    number = "".join(issued.number.split())
    if not 1 <= len(number) <= 40:
        raise InvoiceNumberUnfit(field="number")
    demand_amount(issued.amount, currency=currency)
    demand_past(issued.issued_on, field="issued_on")
    twin = Invoice.filter(issuer_id=by.organisation_id, number=number, withdrawn_at=None)
    if await twin.exists():
        raise NumberUsed(number=number, field="number")
    return number


async def _demand_fits(charge: Charge, amount: Money, asked: InvoiceRequest | None) -> None:
    standing = await invoice_standing_of(charge)
    if asked is not None and amount.minor != asked.minor:
        raise AmountDiffers(wanted=Money(asked.minor, asked.currency), field="amount")
    most = max(standing.charged - standing.invoiced, amount * 0) if asked else standing.free
    if amount > most:
        raise InvoiceTooHigh(most=most, field="amount")


def _buyer(asked: InvoiceRequest | None, buyer: Buyer | None) -> Buyer:
    if asked is not None:
        return Buyer(asked.title, asked.tax_number, asked.part, asked.item)
    if buyer is None:
        msg = "an invoice names a buyer"
        raise ValueError(msg)
    return replace(buyer.checked())


async def _keep(
    charge: Charge, issued: Issued, number: str, buyer: Buyer, *, by: Actor,
    request: InvoiceRequest | None = None, corrects: Invoice | None = None, why: str = "",
) -> Any:  # fmt: skip
    return await Invoice.create(
        public_id=public_id(), issuer_id=charge.payee_id, charge_id=charge.id, number=number,
        request_id=request.id if request else None, corrects_id=corrects.id if corrects else None,
        part=buyer.part, title=buyer.title, tax_number=buyer.tax_number, item=buyer.item,
        minor=issued.amount.minor, currency=issued.amount.currency, issued_on=issued.issued_on, why=why,
        shown_name=issued.file.shown_name, stored_name=issued.file.stored_name,
        media_type=issued.file.media_type, size=issued.file.size, recorded_at=clock.now(),
        by_user_id=by.user_id, by_name=by.name,
    )  # fmt: skip


async def _begin_to_be_due(charge: Charge) -> None:
    """From the upload on, unless a later day stands already."""
    due = clock.today() + PAY_WITHIN
    await set_due(charge, max(charge.due_on or due, due))


async def _corrected(invoice: Invoice) -> int:
    rows = await Invoice.filter(corrects_id=invoice.id, withdrawn_at=None)
    return sum(row.minor for row in rows)
