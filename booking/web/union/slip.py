"""A slip is sent up against a charge, fetched again, and taken back while nobody has answered."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.money import SlipFile
from booking.web.banking import account
from booking.web.people.again import again
from booking.web.union.door import UPLOAD, union_route
from booking.web.uploads import handed_out, kept_file
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Day, Fen, Filled, Form, fill
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, form_key, page, redirect_saying

SLIP = "pages/union/slip.html"


class SlipForm(Form):
    amount: Fen
    paid_on: Day


async def show(request: Request) -> Response:
    context = await _context(request)
    owed = context["charge"].standing.owed
    drawn = {"amount": f"{owed.minor // 100}.{owed.minor % 100:02d}" if owed else "", "paid_on": clock.today().isoformat()}  # fmt: skip
    return page(request, SLIP, form=Filled[SlipForm](None, drawn), **context)


async def send(request: Request) -> Response:
    context, filled = await _context(request), await fill(request, SlipForm)
    if filled.value is None:
        return again(request, SLIP, filled, **context)
    given, charge = filled.value, context["charge"]
    try:
        file = SlipFile(*await kept_file(request))
        await money.send_slip(
            charge.id, amount=Money(given.amount, charge.standing.charged.currency),
            paid_on=given.paid_on, file=file, by=actor_of(request), key=await form_key(request),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, SLIP, filled, refusal, **context)
    words = _("The slip is sent. The payee is asked whether the money came.")
    return redirect_saying(request, f"/union/stays/{context['line'].public_id}#money", words)


async def fetch(request: Request) -> Response:
    slip = await money.slip_of(request.path_params["slip"], by=actor_of(request))
    file = slip.file
    return await handed_out(
        request, shown_name=file.shown_name, stored_name=file.stored_name, media_type=file.media_type
    )  # fmt: skip


async def withdraw(request: Request) -> Response:
    by = actor_of(request)
    slip = await money.slip_of(request.path_params["slip"], by=by)
    await money.withdraw_slip(slip.id, by=by)
    line = (await stays.lines_by_id([slip.stay_id]))[slip.stay_id]
    words = _("The slip is taken back.")
    return redirect_saying(request, f"/union/stays/{line.public_id}#money", words)


async def _context(request: Request) -> dict[str, Any]:
    """The charge with its stay and payee; PageUnknown for everybody whom it does not concern."""
    found = await money.charge_owed(
        request.path_params["charge"], by_organisation=actor_of(request).organisation_id
    )
    if found is None:
        raise PageUnknown
    line = (await stays.lines_by_id([found.stay_id]))[found.stay_id]
    payee = await money.account_to_pay(found.charge.payee_id)
    return {"charge": found.charge, "line": line, "payee": payee}


ROUTES = [
    union_route("/union/charges/{charge}/slip", needs="money.pay", get=show, post=send, max_body=UPLOAD),
    union_route("/union/slips/{slip}/file", needs="money.see", get=fetch),
    union_route("/union/slips/{slip}/withdrawal", needs="money.pay", post=withdraw),
    union_route("/union/bank-account", needs="money.pay", get=account.show, post=account.enter),
]  # fmt: skip
