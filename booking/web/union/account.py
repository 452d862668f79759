"""The account that the base presents: five numbers, what was charged before and after, yes or back."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web import showing
from booking.web.union.account_lines import beside, night_charges
from booking.web.union.door import stay_id, stay_path, union_route
from booking.web.union.facts import facts_of
from booking.web.union.may import has_account
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, clean_text, fill, filled_in
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/union/account.html"


class ReturnForm(Form):
    note: Annotated[
        str, BeforeValidator(clean_text), Field(max_length=600), AfterValidator(filled_in)
    ]


async def show(request: Request) -> Response:
    return await _draw(request)


async def accept(request: Request) -> Response:
    try:
        await stays.accept_account(stay_id(request), by=actor_of(request))
    except Refusal as refusal:
        return await _draw(request, refusal=refusal)
    return redirect_saying(request, stay_path(request), _("The account is accepted."))


async def give_back(request: Request) -> Response:
    filled = await fill(request, ReturnForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    try:
        await stays.return_account(stay_id(request), note=filled.value.note, by=actor_of(request))
    except Refusal as refusal:
        return await _draw(request, filled=filled, refusal=refusal)
    return redirect_saying(request, stay_path(request), _("The account went back to the base."))


async def _draw(
    request: Request, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    form: Filled[Any] = filled or Filled()
    if refusal is not None:
        form = form.with_error("", say(refusal))
    status = refusal.status if refusal else 422 if form.errors else 200
    facts = await facts_of(request)
    found = facts.page
    charges = night_charges(found)
    if charges:
        charges += beside(await stays.preview_account(stay_id(request), by=actor_of(request)))
    return page(
        request, PAGE, status=status, form=form, stay=found, line=found.line, may=facts.may,
        money=facts.money, numbers=showing.five_numbers(found), charges=charges,
        group_line=showing.group_line(found), waits=has_account(found),
        left=showing.left_of(found.line.dispute_until) if found.line.dispute_until else "",
    )  # fmt: skip


ROUTES = [
    union_route("/union/stays/{stay}/account", needs="money.see", get=show),
    union_route("/union/stays/{stay}/account/acceptance", needs="stays.reconcile", post=accept),
    union_route("/union/stays/{stay}/account/return", needs="stays.reconcile", post=give_back),
]
