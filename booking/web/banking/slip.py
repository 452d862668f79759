"""A slip before the payee: amount, code and file, and two answers."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.money import SlipLine
from booking.web.banking.door import root_of
from booking.web.people.again import again
from booking.web.uploads import handed_out
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.formats import yuan
from sites.foundation.forms import Day, Fen, Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, form_key, page, redirect_saying

SLIP = "pages/banking/slip.html"


class CameForm(Form):
    amount: Fen
    received_on: Day


class MissingForm(Form):
    note: Annotated[NeededLine, Field(max_length=200)]


async def show(request: Request) -> Response:
    slip = await _slip(request)
    drawn = {"amount": _typed(slip.amount), "received_on": slip.paid_on.isoformat()}
    return page(request, SLIP, form=Filled[Any](None, drawn), **await _context(request, slip))


async def fetch(request: Request) -> Response:
    file = (await _slip(request)).file
    return await handed_out(
        request, shown_name=file.shown_name, stored_name=file.stored_name, media_type=file.media_type
    )  # fmt: skip


async def received(request: Request) -> Response:
    slip, filled = await _slip(request), await fill(request, CameForm)
    if filled.value is None:
        return again(request, SLIP, filled, **await _context(request, slip))
    given, amount = filled.value, Money(filled.value.amount, slip.amount.currency)
    try:
        await money.slip_received(
            slip.id, amount=amount, received_on=given.received_on,
            by=actor_of(request), key=await form_key(request),
        )  # fmt: skip
    except Refusal as refusal:
        return await _refused(request, slip, filled, refusal)
    words = _("%(amount)s are on record.", amount=yuan(amount))
    return redirect_saying(request, root_of(request), words)


async def missing(request: Request) -> Response:
    slip, filled = await _slip(request), await fill(request, MissingForm)
    if filled.value is None:
        return again(request, SLIP, filled, **await _context(request, slip))
    try:
        await money.slip_missing(slip.id, note=filled.value.note, by=actor_of(request))
    except Refusal as refusal:
        return await _refused(request, slip, filled, refusal)
    words = _("The union is told that nothing came.")
    return redirect_saying(request, root_of(request), words)


async def _slip(request: Request) -> SlipLine:
    """Only what is paid to the own organisation."""
    by = actor_of(request)
    slip = await money.slip_of(request.path_params["slip"], by=by)
    if slip.charge not in {one.charge.id for one in await money.charges_to(by.organisation_id)}:
        raise PageUnknown
    return slip


async def _refused(
    request: Request, slip: SlipLine, filled: Filled[Any], refusal: Refusal
) -> Response:
    if refusal.kind is Kind.UNKNOWN:
        raise refusal
    return again(request, SLIP, filled, refusal, **await _context(request, slip))


async def _context(request: Request, slip: SlipLine) -> dict[str, Any]:
    lines = await stays.lines_by_id([slip.stay_id])
    every = await money.charges_to(actor_of(request).organisation_id)
    charge = next(one.charge for one in every if one.charge.id == slip.charge)
    return {
        "slip": slip, "line": lines[slip.stay_id], "charge": charge, "root": root_of(request),
        "may_answer": slip.state == "waiting" and actor_of(request).may("money.record"),
    }  # fmt: skip


def _typed(amount: Money) -> str:
    return f"{amount.minor // 100}.{amount.minor % 100:02d}"
