"""One thing that provider and house see differently, and the answers to it."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.money import online
from booking.money.vocabulary import DIFFERENCE, DISPUTE
from booking.web.banking.door import root_of
from booking.web.people.again import again
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Fen, Filled, Form, Line, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

PAGE = "pages/online/difference.html"


class SettledForm(Form):
    note: Annotated[NeededLine, Field(max_length=200)]


class TakenForm(Form):
    """`back` is what the page said would go back."""

    back: Fen
    why: Annotated[Line, Field(max_length=200)] = ""


class DisputeForm(Form):
    """`owed` is what the page said would be owed; a reason asks to write it off."""

    owed: Fen
    why: Annotated[Line, Field(max_length=200)] = ""


class ForgoneForm(DisputeForm):
    why: Annotated[NeededLine, Field(max_length=200)]


async def show(request: Request) -> Response:
    return page(request, PAGE, form=Filled[SettledForm](), **await _context(request))


async def take(request: Request) -> Response:
    context, filled = await _context(request), await fill(request, TakenForm)
    if filled.value is None:
        return again(request, PAGE, filled, **context)
    try:
        done = await online.decide_held(
            _id(request), back=_in_its_currency(context, filled.value.back), why=filled.value.why,
            by=actor_of(request),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, PAGE, filled, refusal, **context)
    if not done:
        words = _("Decided. It waits for a second person.")
        return redirect_saying(request, _here(request), words)
    return _back(request, _("Done: what was owed is paid, and what is beyond it goes back the way it came."))  # fmt: skip


async def approve(request: Request) -> Response:
    context = await _context(request)
    try:
        await online.approve_held(_id(request), by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, PAGE, Filled[SettledForm](), refusal, **context)
    return _back(request, _("Done: what was owed is paid, and what is beyond it goes back the way it came."))  # fmt: skip


async def owe_again(request: Request) -> Response:
    return await _lost(
        request, DisputeForm, _("It is on record: the union owes it again and is told.")
    )


async def forgo(request: Request) -> Response:
    return await _lost(request, ForgoneForm, _("It waits for a second person. Nothing is written off before."))  # fmt: skip


async def _lost(request: Request, form: type[DisputeForm], words: str) -> Response:
    context, filled = await _context(request), await fill(request, form)
    if filled.value is None:
        return again(request, PAGE, filled, **context)
    try:
        await online.decide_dispute(
            _id(request), owed=Money(filled.value.owed), write_off=filled.value.why,
            by=actor_of(request),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, PAGE, filled, refusal, **context)
    return _back(request, words)


async def drop(request: Request) -> Response:
    await online.drop_held(_id(request), by=actor_of(request))
    return redirect_saying(request, _here(request), _("The decision is taken back."))


async def record(request: Request) -> Response:
    try:
        await online.record_foreign_refund(
            _id(request), at=request.app.state.gateway, by=actor_of(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, PAGE, Filled[SettledForm](), refusal, **await _context(request))
    return _back(request, _("The refund is on record as paid."))


async def settle(request: Request) -> Response:
    context, filled = await _context(request), await fill(request, SettledForm)
    if filled.value is None:
        return again(request, PAGE, filled, **context)
    try:
        await _settle(request, context["one"].kind, note=filled.value.note)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, PAGE, filled, refusal, **context)
    return _back(request, _("It is off your list; what you wrote is kept."))


async def _settle(request: Request, kind: str, *, note: str) -> None:
    entry, by = _id(request), actor_of(request)
    if kind == "foreign_refund":
        at = request.app.state.gateway
        await online.dismiss_foreign_refund(entry, note=note, at=at, by=by)
    else:
        await online.settle_difference(entry, note=note, by=by)


async def _context(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    one = await online.difference_of(_id(request), by=by)
    lines = await stays.lines_by_id([one.stay_id] if one.stay_id else [])
    held = await online.preview_held(one.id, by=by) if one.may_be_taken else None
    disputed = (
        await online.preview_dispute(one.id, by=by)
        if one.kind == "dispute" and one.is_open
        else None
    )
    return {
        "one": one, "line": lines.get(one.stay_id or 0), "root": root_of(request), "held": held,
        "disputed": disputed, "difference_words": DIFFERENCE, "dispute_words": DISPUTE,
    }  # fmt: skip


def _in_its_currency(context: dict[str, Any], minor: int) -> Money:
    held = context["held"]
    return Money(minor, held.got.currency if held else "CNY")


def _id(request: Request) -> str:
    return str(request.path_params["difference"])


def _here(request: Request) -> str:
    return f"{root_of(request)}/online/{_id(request)}"


def _back(request: Request, words: str) -> Response:
    return redirect_saying(request, f"{root_of(request)}/online", words)
