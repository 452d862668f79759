"""The invoices of one charge: an invoice is put on record with its file, asked for or not; requests are turned down."""

from typing import Annotated, Any, Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from booking import money, stays
from booking.money import Buyer, ChargeInvoices, Issued, RequestLine
from booking.web.payee.door import desk_of, payee_routes
from booking.web.payee.upload import drop_file, folder_of, keep_file
from booking.web.people.again import again
from booking.web.showing.invoices import PARTS, parts
from booking.web.uploads import MAX_BODY
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Day, Fen, Filled, Form, Line, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying

CHARGE, UNASKED = "pages/payee/invoice_charge.html", "none"


class IssueForm(Form):
    request: Annotated[Line, Field(max_length=32)] = ""
    number: Annotated[NeededLine, Field(max_length=40)]
    issued_on: Day
    amount: Fen
    part: Literal["union", "worker", "family"] = "union"
    title: Annotated[Line, Field(max_length=100)] = ""
    tax_number: Annotated[Line, Field(max_length=18)] = ""
    item: Annotated[NeededLine, Field(max_length=60)] = money.ITEM


class RefusalForm(Form):
    why: Annotated[NeededLine, Field(max_length=200)]


async def show(request: Request) -> Response:
    context = await _context(request, request.query_params.get("request", ""))
    return page(request, CHARGE, form=Filled[IssueForm](None, _drawn(context)), **context)


async def issue(request: Request) -> Response:
    by, charge = actor_of(request), request.path_params["charge"]
    filled = await fill(request, IssueForm)
    context = await _context(request, filled.raw.get("request") or UNASKED)
    if filled.value is None:
        return again(request, CHARGE, filled, **context)
    given, key = filled.value, await form_key(request)
    try:
        file = await keep_file(request, named=given.number)
    except Refusal as refusal:
        return again(request, CHARGE, filled, refusal, **context)
    amount = Money(given.amount, context["charge"].standing.charged.currency)
    try:
        await money.issue_invoice(
            charge, Issued(given.number, given.issued_on, amount, file), request=given.request,
            buyer=Buyer(given.title or context["line"].union_name, given.tax_number, given.part, given.item),
            by=by, key=key,
        )  # fmt: skip
    except Refusal as refusal:
        await drop_file(request, file)
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, CHARGE, filled, refusal, **context)
    words = _("The invoice is on record; the union can fetch it.")
    return redirect_saying(request, _path(request), words)


async def turn_down(request: Request) -> Response:
    by, filled = actor_of(request), await fill(request, RefusalForm)
    context = await _context(request, request.path_params["request"])
    if filled.value is None:
        return again(request, CHARGE, filled, **context)
    try:
        await money.turn_down_request(request.path_params["request"], why=filled.value.why, by=by)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, CHARGE, filled, refusal, **context)
    return redirect_saying(request, _path(request), _("The request is turned down; the union was told why."))  # fmt: skip


async def fetch(request: Request) -> Response:
    """Always a download."""
    row = await money.invoice_file(request.path_params["invoice"], by=actor_of(request))
    return FileResponse(
        folder_of(request) / row.stored_name, media_type=row.media_type, filename=row.shown_name,
        headers={"Cache-Control": "no-store"},
    )  # fmt: skip


async def _context(request: Request, wanted: str) -> dict[str, Any]:
    """`wanted` is a request's id, or UNASKED, or nothing for the first one that is open."""
    by = actor_of(request)
    charge = await money.invoices_for_charge(request.path_params["charge"], by=by)
    line = (await stays.lines_by_id([charge.stay_id]))[charge.stay_id]
    return {
        "charge": charge, "line": line, "chosen": _chosen(charge, wanted),
        "root": f"{desk_of(request)}/invoices", "parts": parts(),
        "part_words": {code: _(words) for code, words in PARTS.items()},
    }  # fmt: skip


def _chosen(charge: ChargeInvoices, wanted: str) -> RequestLine | None:
    return next((one for one in charge.open_requests if wanted in ("", one.id)), None)


def _drawn(context: dict[str, Any]) -> dict[str, str]:
    """The form as it begins: over what was asked for, else over what is left, for the union."""
    asked: RequestLine | None = context["chosen"]
    amount = asked.amount if asked else context["charge"].standing.free
    return {
        "issued_on": clock.today().isoformat(),
        "amount": f"{amount.minor // 100}.{amount.minor % 100:02d}",
        "title": context["line"].union_name, "item": money.ITEM,
    }  # fmt: skip


def _path(request: Request) -> str:
    return f"{desk_of(request)}/invoices/charges/{request.path_params['charge']}"


ROUTES = [
    *payee_routes("/invoices/charges/{charge}", needs="money.see", get=show),
    *payee_routes(
        "/invoices/charges/{charge}/issue", needs="money.record", post=issue, max_body=MAX_BODY
    ),
    *payee_routes(
        "/invoices/charges/{charge}/requests/{request}", needs="money.record", post=turn_down
    ),
    *payee_routes("/invoices/{invoice}/file", needs="money.see", get=fetch),
]
