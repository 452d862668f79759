"""A payer asks its payee for an invoice, takes the request back, or does without one."""

from dataclasses import dataclass
from datetime import date

from booking.money.balancing import locked
from booking.money.invoice_models import Invoice, InvoiceRequest, InvoiceWaiver
from booking.money.invoice_reading import invoice_standing_of
from booking.money.invoice_refusals import (
    AlreadyWaived,
    InvoiceTooHigh,
    InvoiceUnknown,
    NothingToInvoice,
    RequestClosed,
    RequestUnknown,
    TaxNumberMissing,
)
from booking.money.models import Charge
from booking.money.plan_models import Instalment
from booking.people import demand, demand_principal
from booking.people.credit_codes import checked_credit_code
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import public_id

# What an invoice for a group's stay usually names; the payer may ask for other words.
ITEM = "疗休养服务"


@dataclass(frozen=True, slots=True)
class Buyer:
    """Whom an invoice names. `part` is union, worker or family; a person needs no tax number."""

    title: str
    tax_number: str = ""
    part: str = "union"
    item: str = ITEM

    def checked(self) -> "Buyer":
        """With its tax number in capitals. Refused: TaxNumberMissing, and what a credit code is refused for."""
        if not self.tax_number:
            if self.part == "union":
                raise TaxNumberMissing(field="tax_number")
            return self
        number = checked_credit_code(self.tax_number, field="tax_number")
        return Buyer(self.title, number, self.part, self.item)


@transaction
async def request_invoice(
    charge_public_id: str, buyer: Buyer, *, amount: Money | None = None, comes_first: bool = False,
    note: str = "", by: Actor, key: Key | None = None,
) -> str:  # fmt: skip
    """Ask the payee; `None` asks for all that is left. The request's public id.

    With `comes_first` the charge is due only after the invoice has come. Refused: NotGranted, PrincipalsOwn,
    InvoiceUnknown (also another union's charge), NothingToInvoice, InvoiceTooHigh, TaxNumberMissing, a wrong code.
    """
    demand(by, "money.pay")
    demand_principal(by)
    done = await idempotency.claim(key, by=by)
    if done is not None:
        return done
    charge, named = await _own_charge(charge_public_id, by=by), buyer.checked()
    wanted = await _within(charge, amount)
    request = await InvoiceRequest.create(
        public_id=public_id(), charge_id=charge.id, part=named.part, title=named.title,
        tax_number=named.tax_number, item=named.item, minor=wanted.minor, currency=wanted.currency,
        comes_first=comes_first, due_was=charge.due_on, note=note, asked_at=clock.now(),
        by_user_id=by.user_id, by_name=by.name,
    )  # fmt: skip
    if comes_first:
        await set_due(charge, None)
    await outbox.post("invoice.requested", {"request_id": request.id})
    await idempotency.keep(key, request.public_id, by=by)
    return str(request.public_id)


@transaction
async def withdraw_request(request_public_id: str, *, by: Actor) -> None:
    """The payer takes it back; a due date that waited for it stands again. Refused: RequestUnknown, RequestClosed."""
    demand(by, "money.pay")
    found = await InvoiceRequest.get_or_none(
        public_id=request_public_id, charge__party__organisation_id=by.organisation_id
    )
    await close_request(found, why="", by=by)


@transaction
async def turn_down_request(request_public_id: str, *, why: str, by: Actor) -> None:
    """The payee says why it cannot issue it so; the payer asks anew. Refused: RequestUnknown, RequestClosed."""
    demand(by, "money.record")
    found = await InvoiceRequest.get_or_none(
        public_id=request_public_id, charge__payee_id=by.organisation_id
    )
    request = await close_request(found, why=why, by=by)
    await outbox.post("invoice.turned_down", {"request_id": request.id})


async def close_request(found: InvoiceRequest | None, *, why: str, by: Actor) -> InvoiceRequest:
    if found is None:
        raise RequestUnknown
    charge = await locked(found.charge_id)
    await found.refresh_from_db()
    answered = Invoice.filter(request_id=found.id, withdrawn_at=None)
    if found.closed_at is not None or await answered.exists():
        raise RequestClosed
    found.closed_at, found.closed_why, found.closed_by_name = clock.now(), why, by.name
    await found.save(update_fields=["closed_at", "closed_why", "closed_by_name"])
    if found.comes_first and charge.due_on is None:
        await set_due(charge, found.due_was)
    return found


@transaction
async def waive_invoice(charge_public_id: str, *, why: str, by: Actor) -> None:
    """The payer needs no invoice for what is not invoiced. Refused: InvoiceUnknown, AlreadyWaived."""
    demand(by, "money.pay")
    demand_principal(by)
    charge = await _own_charge(charge_public_id, by=by)
    if await InvoiceWaiver.filter(charge_id=charge.id).exists():
        raise AlreadyWaived
    waiver = await InvoiceWaiver.create(
        charge_id=charge.id, why=why, at=clock.now(), by_user_id=by.user_id, by_name=by.name
    )
    await outbox.post("invoice.waived", {"waiver_id": waiver.id})


async def _own_charge(charge_public_id: str, *, by: Actor) -> Charge:
    found = await Charge.get_or_none(
        public_id=charge_public_id, party__organisation_id=by.organisation_id
    )
    if found is None:
        raise InvoiceUnknown
    return await locked(found.id)


async def _within(charge: Charge, amount: Money | None) -> Money:
    left = (await invoice_standing_of(charge)).free
    if not left:
        raise NothingToInvoice
    wanted = amount or left
    if not 0 < wanted.minor <= left.minor:
        raise InvoiceTooHigh(most=left, field="amount")
    return wanted


async def set_due(charge: Charge, day: date | None) -> None:
    """Of the charge and of its balance; a deposit keeps its own date."""
    await Charge.filter(id=charge.id).update(due_on=day)
    await Instalment.filter(charge_id=charge.id, kind="balance").update(due_on=day)
