"""Statements: a bank's file is sent, its columns are looked at, and the page says how far it is worked through."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking import money
from booking.money import STATEMENT_ROLES, Layout
from booking.web.banking.door import root_of
from booking.web.people.again import again
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, clean_number, fill, posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect, redirect_saying

LIST, ONE = "pages/banking/statements.html", "pages/banking/statement.html"
LARGEST = 7 * 1024 * 1024


class FileForm(Form):
    pass


class ColumnsForm(Form):
    """`head` is the row of the heads, counted from 1; `role` one for each column, in their order."""

    head: Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=5000)]
    role: Annotated[list[str], Field(max_length=60)]


async def show_all(request: Request) -> Response:
    return page(request, LIST, form=Filled[FileForm](), **await _context(request))


async def add(request: Request) -> Response:
    """Read beside the event loop, within limits; nothing is posted before the columns are confirmed."""
    filled = await fill(request, FileForm)
    given = (await posted(request)).get("file")
    data = await given.read(LARGEST) if isinstance(given, UploadFile) else b""
    try:
        grid = await run_in_threadpool(money.grid_of, data)
        name = given.filename or "" if isinstance(given, UploadFile) else ""
        made = await money.add_statement(
            name, grid, by=actor_of(request), key=await form_key(request)
        )
    except Refusal as refusal:
        return again(request, LIST, filled, refusal, **await _context(request))
    return redirect(f"{root_of(request)}/statements/{made}")


async def show(request: Request) -> Response:
    return page(request, ONE, form=Filled[ColumnsForm](), **await _one(request))


async def start(request: Request) -> Response:
    filled, by = await fill(request, ColumnsForm), actor_of(request)
    if filled.value is None:
        return again(request, ONE, filled, **await _one(request))
    columns: dict[str, tuple[int, ...]] = {}
    for place, role in enumerate(filled.value.role):
        if role in money.STATEMENT_ROLE:
            columns[role] = (*columns.get(role, ()), place)
    layout = Layout(filled.value.head - 1, columns)
    try:
        await money.start_statement(request.path_params["statement"], layout, by=by)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, ONE, filled, refusal, **await _one(request))
    words = _("The lines are being worked through.")
    return redirect_saying(request, f"{root_of(request)}/statements/{request.path_params['statement']}", words)  # fmt: skip


async def _context(request: Request) -> dict[str, Any]:
    payee = actor_of(request).organisation_id
    counts = await money.open_counts(payee)
    return {
        "root": root_of(request), "statements": await money.statements_of(payee),
        "open": sum(counts.values()), "proposed": len(await money.waiting_decisions(payee)),
        "account": await money.account_to_pay(payee),
    }  # fmt: skip


async def _one(request: Request) -> dict[str, Any]:
    found = await money.statement_page(request.path_params["statement"], by=actor_of(request))
    width = max(len(row) for row in found.first_rows)
    roles = {place: role for role, places in found.layout.columns.items() for place in places}
    return {
        "root": root_of(request), "statement": found.line, "found": found, "width": width,
        "roles": roles, "role_options": [(one.code, one.say()) for one in STATEMENT_ROLES],
    }  # fmt: skip
