"""What is asked, issued or waived of invoices is told to the other side of the charge, with the way to it."""

from booking.money.invoice_models import Invoice, InvoiceRequest, InvoiceWaiver
from booking.money.models import Charge
from booking.notices.telling import Case, tell_party
from booking.notices.words import TELLINGS
from booking.people.models import Organisation
from booking.stays.models import Stay
from sites.foundation.database import transaction


@transaction
async def tell_invoice_requested(request_id: int) -> int:
    """Nothing when it was closed meanwhile; how many notices were new."""
    request = await InvoiceRequest.get_or_none(id=request_id, closed_at=None)
    if request is None:
        return 0
    return await _tell_payee(f"invoice_requested:{request_id}", "invoice_requested", request)


@transaction
async def tell_invoice_turned_down(request_id: int) -> int:
    request = await InvoiceRequest.get(id=request_id)
    return await _tell_union(f"invoice_turned_down:{request_id}", "invoice_turned_down", request)


@transaction
async def tell_invoice_issued(invoice_id: int) -> int:
    """An invoice or a red letter; nothing when its record was withdrawn meanwhile."""
    invoice = await Invoice.get_or_none(id=invoice_id, withdrawn_at=None)
    if invoice is None:
        return 0
    return await _tell_union(f"invoice_issued:{invoice_id}", "invoice_issued", invoice)


@transaction
async def tell_invoice_waived(waiver_id: int) -> int:
    waiver = await InvoiceWaiver.get(id=waiver_id)
    return await _tell_payee(f"invoice_waived:{waiver_id}", "invoice_waived", waiver)


async def _tell_payee(source: str, topic: str, paper: InvoiceRequest | InvoiceWaiver) -> int:
    charge = await Charge.get(id=paper.charge_id)
    payee = await Organisation.get(id=charge.payee_id)
    case = Case(source, topic, await Stay.get(id=charge.stay_id), paper.by_user_id)
    desk = "centre" if payee.kind == "service_centre" else "operator"
    path = f"/{desk}/invoices/charges/{charge.public_id}"
    return await tell_party(case, payee.id, TELLINGS[topic].operator, path)


async def _tell_union(source: str, topic: str, paper: InvoiceRequest | Invoice) -> int:
    charge = await Charge.get(id=paper.charge_id).prefetch_related("party")
    case = Case(source, topic, await Stay.get(id=charge.stay_id), 0)
    path = f"/union/invoices/charges/{charge.public_id}"
    return await tell_party(case, charge.party.organisation_id, TELLINGS[topic].union, path)
