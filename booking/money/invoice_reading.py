"""Requests, invoices and waivers of charges as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.money.balancing import amount_of
from booking.money.invoice_models import Invoice, InvoiceRequest, InvoiceWaiver
from booking.money.invoice_refusals import InvoicedTooMuch, InvoicesMissing, InvoiceUnknown
from booking.money.invoice_standing import InvoiceStanding
from booking.money.models import Charge
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total


@dataclass(frozen=True, slots=True)
class RequestLine:
    """`is_open` until an invoice answers it or somebody closes it; `closed_why` says why it was closed."""

    id: str
    part: str
    title: str
    tax_number: str
    item: str
    amount: Money
    comes_first: bool
    note: str
    asked_at: datetime
    by_name: str
    is_open: bool
    closed_why: str
    closed_by_name: str


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """`corrects` is the number of the invoice that a red letter stands against; `left` is what none does yet."""

    id: str
    number: str
    corrects: str
    part: str
    title: str
    tax_number: str
    item: str
    amount: Money
    left: Money
    issued_on: date
    why: str
    shown_name: str
    recorded_at: datetime
    by_name: str
    is_withdrawn: bool

    @property
    def is_red(self) -> bool:
        return bool(self.corrects)

    @property
    def counted(self) -> Money:
        return self.amount * (0 if self.is_withdrawn else -1 if self.is_red else 1)


@dataclass(frozen=True, slots=True)
class WaiverLine:
    why: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class ChargeInvoices:
    """One charge with everything about its invoices. `id` is the charge's public id."""

    id: str
    reference: str
    stay_id: int
    payee_id: int
    due_on: date | None
    requests: tuple[RequestLine, ...]
    invoices: tuple[InvoiceLine, ...]
    waiver: WaiverLine | None
    standing: InvoiceStanding

    @property
    def open_requests(self) -> tuple[RequestLine, ...]:
        return tuple(one for one in self.requests if one.is_open)


async def invoices_of(stay_id: int) -> tuple[ChargeInvoices, ...]:
    """Charge by charge. Whoever asks must already be allowed to see the stay's money."""
    return await _of(await Charge.filter(stay_id=stay_id).order_by("id"))


async def invoice_standings(stay_ids: Iterable[int]) -> dict[int, tuple[InvoiceStanding, ...]]:
    """Of the charges of each of these stays; without an entry where nothing was charged."""
    found: dict[int, tuple[InvoiceStanding, ...]] = {}
    for one in await _of(await Charge.filter(stay_id__in=list(stay_ids)).order_by("id")):
        found[one.stay_id] = (*found.get(one.stay_id, ()), one.standing)
    return found


async def invoices_with(by: Actor) -> tuple[ChargeInvoices, ...]:
    """Of all charges that the actor's union owes, or that are owed to its organisation, the newest first."""
    side = "party__organisation_id" if by.kind == "union" else "payee_id"
    return await _of(await Charge.filter(**{side: by.organisation_id}).order_by("-id"))


async def invoices_for_charge(charge_public_id: str, *, by: Actor) -> ChargeInvoices:
    """Of one charge that is the actor's to pay or to receive. Refused: InvoiceUnknown."""
    side = "party__organisation_id" if by.kind == "union" else "payee_id"
    found = await _of(await Charge.filter(public_id=charge_public_id, **{side: by.organisation_id}))
    if not found:
        raise InvoiceUnknown
    return found[0]


async def invoice_file(public_id: str, *, by: Actor) -> Invoice:
    """The row that names the file, for its issuer and its payer. Refused: InvoiceUnknown."""
    own: dict[str, Any] = (
        {"charge__party__organisation_id": by.organisation_id}
        if by.kind == "union"
        else {"issuer_id": by.organisation_id}
    )
    row = await Invoice.get_or_none(public_id=public_id, **own)
    if row is None or not row.stored_name:
        raise InvoiceUnknown
    return row


async def invoices_asked(payee_id: int) -> int:
    """How many requests wait for this payee."""
    rows = await InvoiceRequest.filter(charge__payee_id=payee_id, closed_at=None).values_list("id", flat=True)  # fmt: skip
    answered = Invoice.filter(request_id__in=list(rows), withdrawn_at=None)
    return len(rows) - (await answered.count() if rows else 0)


async def invoice_standing_of(charge: Charge) -> InvoiceStanding:
    return (await _of([charge]))[0].standing


async def demand_invoiced(stay_id: int) -> None:
    """Refused: InvoicedTooMuch, InvoicesMissing, while what is charged and what is invoiced differ."""
    every = [one.standing for one in await invoices_of(stay_id)]
    over, missing = total(one.over for one in every), total(one.missing for one in every)
    if over:
        raise InvoicedTooMuch(over=over)
    if missing:
        raise InvoicesMissing(missing=missing)


async def titles_of(by: Actor) -> tuple[tuple[str, str], ...]:
    """Titles with tax numbers that this union asked for before, the newest first; never a person's name."""
    rows = InvoiceRequest.filter(charge__party__organisation_id=by.organisation_id, part="union")
    found = await rows.order_by("-id").limit(50).values_list("title", "tax_number")
    return tuple(dict.fromkeys((str(title), str(number)) for title, number in found))


async def _of(charges: Iterable[Charge]) -> tuple[ChargeInvoices, ...]:
    rows = list(charges)
    ids = [row.id for row in rows]
    requests = await InvoiceRequest.filter(charge_id__in=ids).order_by("id") if ids else []
    invoices = await Invoice.filter(charge_id__in=ids).order_by("id") if ids else []
    waivers = await InvoiceWaiver.filter(charge_id__in=ids) if ids else []
    answered = {one.request_id for one in invoices if one.withdrawn_at is None and one.request_id}
    return tuple(
        _whole(
            row,
            [_request(r, is_answered=r.id in answered) for r in requests if r.charge_id == row.id],
            _lines([i for i in invoices if i.charge_id == row.id]),
            next((w for w in waivers if w.charge_id == row.id), None),
        )
        for row in rows
    )


def _whole(
    row: Charge, requests: list[RequestLine], invoices: list[InvoiceLine], waiver: Any
) -> ChargeInvoices:
    kept = WaiverLine(waiver.why, waiver.at, waiver.by_name) if waiver else None
    standing = InvoiceStanding(
        amount_of(row),
        total((one.counted for one in invoices), currency=row.currency),
        total((one.amount for one in requests if one.is_open), currency=row.currency),
        is_waived=kept is not None,
    )
    return ChargeInvoices(
        row.public_id, row.reference, row.stay_id, row.payee_id, row.due_on, tuple(requests),
        tuple(invoices), kept, standing,
    )  # fmt: skip


def _request(row: InvoiceRequest, *, is_answered: bool) -> RequestLine:
    return RequestLine(
        row.public_id, row.part, row.title, row.tax_number, row.item, Money(row.minor, row.currency),
        row.comes_first, row.note, row.asked_at, row.by_name, not is_answered and row.closed_at is None,
        row.closed_why, row.closed_by_name,
    )  # fmt: skip


def _lines(rows: list[Invoice]) -> list[InvoiceLine]:
    numbers = {row.id: row.number for row in rows}
    against: dict[int, int] = {}
    for row in rows:
        if row.corrects_id and row.withdrawn_at is None:
            against[row.corrects_id] = against.get(row.corrects_id, 0) + row.minor
    return [_line(row, numbers, against.get(row.id, 0)) for row in rows]


def _line(row: Invoice, numbers: dict[int, str], against: int) -> InvoiceLine:
    left = 0 if row.corrects_id or row.withdrawn_at else row.minor - against
    return InvoiceLine(
        row.public_id, row.number, numbers[row.corrects_id] if row.corrects_id else "", row.part, row.title,
        row.tax_number, row.item, Money(row.minor, row.currency), Money(left, row.currency), row.issued_on,
        row.why, row.shown_name, row.recorded_at, row.by_name, row.withdrawn_at is not None,
    )  # fmt: skip


async def invoice_files(stay_id: int) -> list[Invoice]:
    """Rows whose files are there and count, for the stay's pack. Whoever asks must already be allowed to see its money."""
    rows = Invoice.filter(charge__stay_id=stay_id, withdrawn_at=None).exclude(stored_name="")
    return await rows.order_by("id")
