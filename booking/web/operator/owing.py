"""Finding a payee's own charge or refund order with its stay; everybody else's does not exist."""

from dataclasses import dataclass

from starlette.requests import Request

from booking import money, stays
from booking.money import PayeeCharge, ReceiptLine, RefundLine
from booking.stays import StayLine
from sites.foundation.actor import Actor
from sites.foundation.pages import PageUnknown, actor_of


@dataclass(frozen=True, slots=True)
class Found:
    stay: StayLine
    entry: PayeeCharge
    refund: RefundLine | None = None
    receipt: ReceiptLine | None = None


async def charge_of(charge: str, *, by: Actor) -> Found:
    for entry in await money.charges_to(by.organisation_id):
        if entry.charge.id == charge:
            return Found(await _stay(entry), entry)
    raise PageUnknown


async def refund_of(order: str, *, by: Actor) -> Found:
    for entry in await money.charges_to(by.organisation_id):
        for refund in entry.refunds:
            if refund.id == order:
                return Found(await _stay(entry), entry, refund=refund)
    raise PageUnknown


async def receipt_of(receipt: str, *, by: Actor) -> Found:
    for entry in await money.charges_to(by.organisation_id):
        for line in entry.receipts:
            if line.id == receipt:
                return Found(await _stay(entry), entry, receipt=line)
    raise PageUnknown


async def _stay(entry: PayeeCharge) -> StayLine:
    return (await stays.lines_by_id([entry.stay_id]))[entry.stay_id]


def after(request: Request, stay: StayLine) -> str:
    """Where an act on a stay's money leads: the operator to its statement, a centre to its payments."""
    is_centre = actor_of(request).kind == "service_centre"
    return "/centre/money" if is_centre else f"/operator/stays/{stay.public_id}/statement"
