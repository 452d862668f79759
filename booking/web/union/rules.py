"""The rules of one trip: every verdict with its document, facts that only the union knows, and blocks let pass."""

from dataclasses import fields
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.rules import Statement, no_rule_sentence
from booking.stays import State
from booking.web.union.door import UPLOAD, stay_id, stay_path, union_route
from booking.web.uploads import kept_file
from sites.foundation.errors import Refusal
from sites.foundation.forms import (
    Filled,
    Form,
    Line,
    MaybeFen,
    Text,
    clean_number,
    empty_is_none,
    fill,
)
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/union/rules.html"
Number = Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=366)]
MaybeNumber = Annotated[Number | None, BeforeValidator(empty_is_none)]
MaybeYears = Annotated[
    Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=10)] | None,
    BeforeValidator(empty_is_none),
]
MONEY = ("spent_this_year", "cover", "medical")


class FactsForm(Form):
    """What is left empty is not stated. Of the travellers the least favourable counts."""

    scheme: Annotated[Line | None, BeforeValidator(empty_is_none)] = None
    years_since_last: MaybeNumber = None
    service_years: MaybeNumber = None
    spent_this_year: MaybeFen = None
    cover: MaybeFen = None
    medical: MaybeFen = None
    no_show_before: Literal["", "no", "yes"] = ""
    merged_years: MaybeYears = None
    trips_this_year: MaybeNumber = None
    days_this_year: MaybeNumber = None

    @property
    def statement(self) -> Statement:
        given: dict[str, Any] = self.model_dump(exclude={"no_show_before"})
        known = {"": None, "no": False, "yes": True}[self.no_show_before]
        return Statement(**given, no_show_before=known)


class PassForm(Form):
    key: Line
    reason: Annotated[Text, Field(max_length=300)] = ""


async def show(request: Request) -> Response:
    return await _draw(request)


async def state(request: Request) -> Response:
    filled = await fill(request, FactsForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    verb = stays.state_facts(stay_id(request), filled.value.statement, by=actor_of(request))
    return await _done(request, verb, filled, words=_("Kept. The rules were looked at anew."))


async def let_pass(request: Request) -> Response:
    """The file is judged by its first bytes and kept, then the rows are written."""
    filled = await fill(request, PassForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    try:
        file = await kept_file(request)
    except Refusal as refusal:
        return await _draw(request, filled=filled, refusal=refusal)
    verb = stays.pass_block(
        stay_id(request), filled.value.key, reason=filled.value.reason, by=actor_of(request), **file._asdict()
    )  # fmt: skip
    return await _done(
        request, verb, filled, words=_("Let pass. The document is kept with the stay.")
    )


async def _done(request: Request, verb: Any, filled: Filled[Any], *, words: str) -> Response:
    try:
        await verb
    except Refusal as refusal:
        return await _draw(request, filled=filled, refusal=refusal)
    return redirect_saying(request, stay_path(request, "/rules"), words)


async def _draw(
    request: Request, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    form: Filled[Any] = filled or Filled()
    if refusal is not None:
        form = form.with_error(refusal.field or "", say(refusal))
    actor = actor_of(request)
    found = await stays.page_of(stay_id(request), by=actor)
    rules = await stays.trip_rules(stay_id(request), by=actor)
    is_open = found.line.shown_state in {State.INQUIRY, State.HELD}
    return page(
        request, PAGE, status=refusal.status if refusal else 422 if form.errors else 200, form=form,
        line=found.line, rules=rules, typed={**_stated(rules.statement), **form.raw},
        no_rule=no_rule_sentence(found.line.origin_code), missing={m for v in rules.judgement.verdicts for m in v.missing},
        may_state=is_open and actor.may("stays.book"), may_pass=is_open and actor.may("stays.approve"),
    )  # fmt: skip


def _stated(statement: Statement) -> dict[str, str]:
    """As typed: yuan for money."""
    return {one.name: _typed(one.name, getattr(statement, one.name)) for one in fields(statement)}


def _typed(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in MONEY:
        yuan, fen = divmod(value, 100)
        return f"{yuan}.{fen:02d}" if fen else str(yuan)
    return str(value)


ROUTES = [
    union_route("/union/stays/{stay}/rules", needs="stays.see", get=show),
    union_route("/union/stays/{stay}/rules/facts", needs="stays.book", get=show, post=state),
    union_route("/union/stays/{stay}/rules/pass", needs="stays.approve", get=show, post=let_pass, max_body=UPLOAD),
]  # fmt: skip
