"""Writing a plan: figures and up to forty rows of batches, with what would change and what it is worth before it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking import people, plans
from booking.plans import MOST_BATCHES, PlanContent, PlannedBatch, PlanPage
from booking.web.union.door import union_route
from booking.web.union.plan_page import figure_changes, plan_path, year_of
from booking.web.union.plan_words import change_lines, programme_words, territory_words
from sites.foundation import clock
from sites.foundation.errors import Refusal
from sites.foundation.forms import (
    Day,
    Filled,
    Form,
    Line,
    MaybeFen,
    clean_number,
    clean_text,
    fill,
    judge,
)
from sites.foundation.identifiers import public_id
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/union/plan_form.html"
FIRST_ROWS, FURTHER, MORE, LOOK = 4, 4, "more", "look"
OWN = ("day", "nights", "people", "territory", "programme", "each")
# A year later the same weekday.
A_YEAR = timedelta(days=364)
Entitled = Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=100_000)]
Number = Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=100_000)]
Note = Annotated[str, BeforeValidator(clean_text), Field(max_length=300)]


class PlanForm(Form):
    year: Number
    entitled: Entitled
    budget: MaybeFen = None
    why: Note = ""
    seen: Number = 0


class BatchForm(Form):
    day: Day
    nights: Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=30)]
    people: Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=2000)]
    territory: Literal["city", "province", "recognised", "elsewhere"]
    programme: Literal["", "model_workers", "front_line", "sanitation", "new_year"] = ""
    each: MaybeFen = None
    id: Line = ""


@dataclass(frozen=True)
class Row:
    """One row as it was typed; an empty one is left out."""

    number: int
    filled: Filled[BatchForm]

    @property
    def prefix(self) -> str:
        return f"{self.number}-"

    @property
    def is_empty(self) -> bool:
        return not any(self.filled.raw.get(name) for name in ("day", "people", "each"))


async def show(request: Request) -> Response:
    """`?year=`; `?copy=1` takes over the plan of the year before, each batch on the same weekday."""
    year = year_of(request.query_params.get("year", ""))
    found = await plans.plan_page(year, by=actor_of(request))
    raw = _written(found)
    if request.query_params.get("copy") and found.newest is None:
        earlier = await plans.plan_page(year - 1, by=actor_of(request))
        raw = _copied(earlier, year)
    return await _draw(request, Filled(None, raw), found)


async def act(request: Request) -> Response:
    """Keep the plan as its next version, or with the other buttons only look at it, or give more rows."""
    filled = await fill(request, PlanForm)
    found = await plans.plan_page(year_of(filled.raw.get("year", "")), by=actor_of(request))
    pressed = filled.raw.get("act", "")
    if pressed == MORE:
        shown = {**filled.raw, "rows": str(len(rows_of(filled.raw)) + FURTHER)}
        return await _draw(request, Filled(None, shown), found)
    wrong = _faults(filled, rows_of(filled.raw))
    if pressed == LOOK or wrong or filled.value is None:
        return await _draw(request, Filled(filled.value, filled.raw, {}, wrong), found)
    content = _content(filled.sound, rows_of(filled.raw), found)
    try:
        number = await plans.keep_plan(
            filled.sound.year, content, seen=filled.sound.seen, why=filled.sound.why, by=actor_of(request)
        )  # fmt: skip
    except Refusal as refusal:
        again = filled.with_error(refusal.field or "", say(refusal))
        return await _draw(request, again, found, status=refusal.status)
    words = _("Kept as version %(number)s, a draft. Send it for approval when it is right.", number=number)  # fmt: skip
    return redirect_saying(request, plan_path(filled.sound.year), words)


def rows_of(raw: Mapping[str, str]) -> list[Row]:
    typed = [n for n in range(1, MOST_BATCHES + 1) if any(raw.get(f"{n}-{name}") for name in OWN)]
    asked = raw.get("rows", "")
    shown = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 3 else FIRST_ROWS
    count = min(MOST_BATCHES, max([shown, *typed]))
    return [_row(raw, number) for number in range(1, count + 1)]


def _row(raw: Mapping[str, str], number: int) -> Row:
    prefix = f"{number}-"
    own = {name.removeprefix(prefix): text for name, text in raw.items() if name.startswith(prefix)}
    return Row(number, judge(QueryParams(own), BatchForm))


def _faults(form: Filled[PlanForm], rows: Sequence[Row]) -> dict[str, str]:
    found = dict(form.errors)
    for row in rows:
        if not row.is_empty:
            found |= {row.prefix + name: words for name, words in row.filled.errors.items()}
    return found


def _content(form: PlanForm, rows: Sequence[Row], found: PlanPage) -> PlanContent:
    """A row that names a batch of the newest version is that batch, every other one is new."""
    known = {one.id for one in found.newest.content.batches} if found.newest else set()
    batches = []
    for row in rows:
        if row.is_empty or row.filled.value is None:
            continue
        typed = row.filled.value
        own = typed.id if typed.id in known else public_id()
        known.discard(own)
        batches.append(
            PlannedBatch(own, typed.day, typed.nights, typed.people, typed.territory, typed.programme, typed.each or 0)
        )  # fmt: skip
    return PlanContent(form.entitled, form.budget or 0, tuple(batches))


def _written(found: PlanPage) -> dict[str, str]:
    """The newest version as it was typed; an empty plan offers rows of the usual kind."""
    if found.newest is None:
        return {}
    content = found.newest.content
    raw = {"entitled": str(content.entitled), "budget": _yuan(content.budget)}
    for number, one in content.numbered():
        raw |= _typed(number, one) | {f"{number}-id": one.id}
    return raw


def _copied(earlier: PlanPage, year: int) -> dict[str, str]:
    if earlier.shown is None:
        return {}
    content = earlier.shown.content
    raw = {"entitled": str(content.entitled), "budget": _yuan(content.budget)}
    for number, one in content.numbered():
        later = one.day + A_YEAR
        raw |= _typed(number, one) | {
            f"{number}-day": (later if later.year == year else one.day).isoformat()
        }
    return raw


def _typed(number: int, one: PlannedBatch) -> dict[str, str]:
    return {
        f"{number}-day": one.day.isoformat(), f"{number}-nights": str(one.nights), f"{number}-people": str(one.people),
        f"{number}-territory": one.territory, f"{number}-programme": one.programme, f"{number}-each": _yuan(one.fen_each),
    }  # fmt: skip


def _yuan(fen: int) -> str:
    if not fen:
        return ""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


async def _draw(
    request: Request, form: Filled[Any], found: PlanPage, *, status: int = 0
) -> Response:
    standing = await people.standing_of(actor_of(request).organisation_id)
    rows = rows_of(form.raw)
    looked = request.method == "POST" and form.value is not None and not form.errors
    content = _content(form.value, rows, found) if looked and form.value else None
    return page(
        request, PAGE, status=status or (422 if form.errors else 200), form=form, rows=rows, year=found.year, found=found,
        most=MOST_BATCHES, territories=[(code, territory_words(code)) for code in plans.TERRITORIES],
        programmes=[("", programme_words("")), *((code, programme_words(code)) for code in people.PROGRAMMES)],
        standing=standing, content=content, **_effect(content, found), first=f"{found.year}-01-01", last=f"{found.year}-12-31",
        seen=form.raw.get("seen") or (found.newest.number if found.newest else 0),
    )  # fmt: skip


def _effect(content: PlanContent | None, found: PlanPage) -> dict[str, Any]:
    """What the version would change beside the one that stands."""
    if content is None or found.newest is None:
        return {"changes": [], "figures": []}
    after = plans.Version(0, "draft", content, "", "", clock.now())
    return {
        "changes": change_lines(plans.differences(found.newest.content, content)),
        "figures": figure_changes(found.newest, after),
    }


ROUTES = [union_route("/union/plan/form", needs="stays.book", get=show, post=act)]
