"""The annual plan: looked at, taken home, sent for approval, answered, and its trips put to their batches."""

from collections.abc import Awaitable
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import plans, stays
from booking.web.showing.download import download
from booking.web.union.door import union_route
from booking.web.union.plan_page import draw_plan, plan_path, year_of
from booking.web.union.plan_view import sheet_rows, view_of
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, Line, clean_number, clean_text, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, redirect, redirect_saying
from sites.foundation.spreadsheet import Sheet

Number = Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=100_000)]
Note = Annotated[str, BeforeValidator(clean_text), Field(max_length=300)]


class VersionForm(Form):
    year: Number
    number: Number


class AnswerForm(VersionForm):
    act: Literal["agree", "back"]
    note: Note = ""


class TripForm(Form):
    year: Number
    trip: Line
    batch: Line = ""


async def show(request: Request) -> Response:
    """`?year=`, the present one unless told otherwise."""
    return await draw_plan(request, year_of(request.query_params.get("year", "")))


async def sheet(request: Request) -> Response:
    year = year_of(request.query_params.get("year", ""))
    view = await view_of(year, by=actor_of(request))
    head = [
        _("Batch"), _("Wished arrival"), _("Nights"), _("People planned"), _("Person-nights planned"), _("Yuan planned"),
        _("Territory"), _("Programme"), _("How far"), _("Base"), _("Arrival"), _("People"), _("Person-nights"), _("Yuan, the union's part"),
    ]  # fmt: skip
    rows = sheet_rows(view.progress) if view.progress else []
    name = _("Annual plan %(year)s", year=year)
    return await download(name, Sheet(name, head, rows))


async def ask(request: Request) -> Response:
    filled = await fill(request, VersionForm)
    if filled.value is None:
        return await _again(request, filled)
    form = filled.value
    verb = plans.ask_for_plan(form.year, number=form.number, by=actor_of(request))
    return await _done(request, verb, filled, _("Sent for approval."))


async def answer(request: Request) -> Response:
    filled = await fill(request, AnswerForm)
    if filled.value is None:
        return await _again(request, filled)
    form, by = filled.value, actor_of(request)
    asked: dict[str, Any] = {"number": form.number, "note": form.note, "by": by}
    if form.act == "back":
        return await _done(request, plans.send_plan_back(form.year, **asked), filled, _("Sent back with your note."))  # fmt: skip
    return await _done(request, plans.agree_to_plan(form.year, **asked), filled, _("Agreed."))


async def put(request: Request) -> Response:
    """Say of a trip which batch it is, or that it is none."""
    filled = await fill(request, TripForm)
    if filled.value is None:
        return await _again(request, filled)
    form = filled.value
    verb = stays.put_into_plan(form.trip, form.batch, by=actor_of(request))
    words = _("The trip belongs to its batch now.") if form.batch else _("The trip belongs to no batch now.")  # fmt: skip
    return await _done(request, verb, filled, words)


async def hold(request: Request) -> Response:
    """The form of several batches, filled from the plan: `?site=` where to, `?batch=` which; without a base, the search."""
    query = request.query_params
    year, chosen = year_of(query.get("year", "")), query.getlist("batch")
    wanted = [one for _year, _n, one in await plans.batches_to_hold(by=actor_of(request)) if one.id in chosen]  # fmt: skip
    if not wanted:
        filled: Filled[Any] = Filled(raw=dict(query))
        return await draw_plan(request, year, filled=filled.with_error("batch", _("Choose at least one batch.")))  # fmt: skip
    wanted = wanted[: stays.MOST_BATCHES]
    first = wanted[0]
    if not query.get("site", ""):
        return redirect("/sites", check_in=first.day, nights=first.nights, heads=first.people)
    asked: dict[str, Any] = {"site": query["site"], "nights": first.nights}
    for at, one in enumerate(wanted, start=1):
        asked |= {f"{at}-check_in": one.day, f"{at}-workers": one.people, f"{at}-batch": one.id}
    return redirect("/union/batches", **asked)


async def _done(
    request: Request, verb: Awaitable[object], filled: Filled[Any], words: str
) -> Response:
    try:
        await verb
    except Refusal as refusal:
        return await draw_plan(request, year_of(filled.raw.get("year", "")), filled=filled, refusal=refusal)  # fmt: skip
    return redirect_saying(request, plan_path(filled.sound.year), words)


async def _again(request: Request, filled: Filled[Any]) -> Response:
    return await draw_plan(request, year_of(filled.raw.get("year", "")), filled=filled)


ROUTES = [
    union_route("/union/plan", needs="stays.see", get=show),
    union_route("/union/plan/list.xlsx", needs="stays.see", get=sheet),
    union_route("/union/plan/asking", needs="stays.book", get=show, post=ask),
    union_route("/union/plan/answer", needs="stays.approve", get=show, post=answer),
    union_route("/union/plan/trips", needs="stays.book", get=show, post=put),
    union_route("/union/plan/holding", needs="stays.book", get=hold),
]
