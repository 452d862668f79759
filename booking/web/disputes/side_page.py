"""What a side of a stay disputes, and its answer to what the other side does."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import PaperUnfit, StoredUpload
from booking.web.disputes.words import SIDES, line_in_words, state_in_words
from booking.web.uploads import maybe_kept_file
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.formats import amount
from sites.foundation.forms import Fen, Filled, Form, NeededLine, clean_text, fill, filled_in
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/disputes/side.html"
Words = Annotated[
    str, BeforeValidator(clean_text), Field(max_length=600), AfterValidator(filled_in)
]


class DisputeForm(Form):
    line: NeededLine
    wanted: Fen
    reason: Words


class AnswerForm(Form):
    agrees: Literal["yes", "no"]
    note: Annotated[str, BeforeValidator(clean_text), Field(max_length=600)] = ""


async def show(request: Request) -> Response:
    return await _draw(request, Filled())


async def dispute(request: Request) -> Response:
    filled = await fill(request, DisputeForm)
    form = filled.value
    if form is None:
        return await _draw(request, filled)
    try:
        file = await _file(request)
    except PaperUnfit as refusal:
        return await _draw(request, filled.with_error("file", say(refusal)), refusal)
    verb = stays.dispute_line(
        _stay(request), form.line, wanted=Money(form.wanted), reason=form.reason, file=file,
        by=actor_of(request),
    )  # fmt: skip
    return await _done(
        request, verb, filled, _("Disputed. The other side has seven days to answer.")
    )


async def answer(request: Request) -> Response:
    filled = await fill(request, AnswerForm)
    form = filled.value
    if form is None:
        return await _draw(request, filled)
    try:
        file = await _file(request)
    except PaperUnfit as refusal:
        return await _draw(request, filled.with_error("file", say(refusal)), refusal)
    verb = stays.answer_dispute(
        _stay(request), request.path_params["dispute"], agrees=form.agrees == "yes", note=form.note,
        file=file, by=actor_of(request),
    )  # fmt: skip
    return await _done(request, verb, filled, _("Answered."))


async def withdraw(request: Request) -> Response:
    verb = stays.withdraw_dispute(
        _stay(request), request.path_params["dispute"], by=actor_of(request)
    )
    return await _done(
        request, verb, Filled(), _("Taken back. The line stands as it was presented.")
    )


async def _done(request: Request, verb: Any, filled: Filled[Any], words: str) -> Response:
    try:
        await verb
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await _draw(request, filled.with_error(refusal.field or "", say(refusal)), refusal)
    return redirect_saying(request, _root(request), words)


async def _file(request: Request) -> StoredUpload | None:
    """Refused: PaperUnfit."""
    file = await maybe_kept_file(request)
    return StoredUpload(*file) if file else None


def _stay(request: Request) -> str:
    return str(request.path_params["stay"])


def _root(request: Request) -> str:
    return f"/{actor_of(request).kind}/stays/{_stay(request)}/disputes"


async def _draw(request: Request, form: Filled[Any], refusal: Refusal | None = None) -> Response:
    by = actor_of(request)
    found = await stays.page_of(_stay(request), by=by)
    shown = await stays.disputes_of(_stay(request), by=by)
    lines = [
        (one.code, _("%(line)s: %(amount)s yuan", line=line_in_words(one.code), amount=amount(one.amount)))
        for one in shown.lines
    ]  # fmt: skip
    status = refusal.status if refusal else 422 if form.errors else 200
    return page(
        request, PAGE, status=status, form=form, line=found.line, root=_root(request), side=by.kind,
        lines=lines, disputes=[(one, line_in_words(one.line), state_in_words(one.state), _(SIDES[one.side])) for one in shown.disputes],
        may_act=by.may("stays.reconcile"),
    )  # fmt: skip
