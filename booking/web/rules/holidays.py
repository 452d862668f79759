"""Holidays by year: what is on record, one year with its versions, and writing what a notice says."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import rules, stays
from booking.rules import HolidayWriting, HolidayYear
from booking.web.rules.holiday_days import Days, Spans, off_words, typed_of, worked_words
from booking.web.side import Side
from sites.foundation import clock
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, Line, clean_line, fill, filled_in
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, page, redirect_saying
from sites.foundation.words import say

ROOT = "/federation/holidays"
Title = Annotated[
    str, BeforeValidator(clean_line), Field(max_length=200), AfterValidator(filled_in)
]
Source = Annotated[
    str, BeforeValidator(clean_line), Field(max_length=300), AfterValidator(filled_in)
]


class HolidayForm(Form):
    document: Title
    source: Source
    off: Spans
    worked: Days = ()
    seen: Annotated[int, Field(ge=0)] = 0
    why: Line = ""
    act: str = ""


@dataclass(frozen=True)
class YearLine:
    """One year: what counts of it, or nothing while no notice is on record."""

    year: int
    last: HolidayWriting | None


async def show(request: Request) -> Response:
    actor = actor_of(request)
    kept = {one[-1].notice.year: one[-1] for one in await rules.holidays_seen(by=actor)}
    this = clock.today().year
    years = sorted({*kept, this, this + 1}, reverse=True)
    return page(
        request, "pages/rules/holidays.html", lines=[YearLine(year, kept.get(year)) for year in years],
        may_write=await rules.may_write_holidays(by=actor), root=ROOT,
    )  # fmt: skip


async def one(request: Request) -> Response:
    versions = await _versions(request)
    if not versions:
        raise PageUnknown
    last = versions[-1]
    return page(
        request, "pages/rules/holiday_year.html", last=last, history=[*reversed(versions)], root=ROOT,
        off=off_words(last.notice), worked=worked_words(last.notice),
        may_write=await rules.may_write_holidays(by=actor_of(request)),
    )  # fmt: skip


async def edit(request: Request) -> Response:
    await _demand_keeper(request)
    versions = await _versions(request)
    raw = typed_of(versions[-1].notice) if versions else {}
    return await _draw(request, Filled(None, raw), versions)


async def change(request: Request) -> Response:
    """Looked at first; stored where `act` says so."""
    await _demand_keeper(request)
    versions, filled = await _versions(request), await fill(request, HolidayForm)
    if filled.value is None:
        return await _draw(request, filled, versions)
    given = filled.value
    notice = HolidayYear(_year(request), given.document, given.source, given.off, given.worked)
    try:
        rules.demand_sound_notice(notice, today=clock.today())
        if given.act != "save":
            return await _draw(request, filled, versions, looked=notice)
        await rules.write_holidays(notice, seen=given.seen, why=given.why, by=actor_of(request))
    except Refusal as refusal:
        wrong = filled.with_error(refusal.field or "", say(refusal))
        return await _draw(request, wrong, versions, looked=notice, status=refusal.status)
    return redirect_saying(request, f"{ROOT}/{notice.year}", _("The holidays are on record."))


async def _draw(
    request: Request, filled: Filled[HolidayForm], versions: tuple[HolidayWriting, ...], *,
    looked: HolidayYear | None = None, status: int = 200,
) -> Response:  # fmt: skip
    looks = looked is not None and not filled.errors.keys() & {
        "off",
        "worked",
        "document",
        "source",
    }
    changed, count = (
        await stays.trips_recounted(looked, by=actor_of(request)) if looks and looked else ([], 0)
    )
    return page(
        request, "pages/rules/holiday_form.html", status=422 if filled.errors and status == 200 else status,
        root=ROOT, year=_year(request), raw=filled.raw, errors=filled.errors, looks=looks, changed=changed,
        looked=count, version=versions[-1].number if versions else 0, is_new=not versions,
    )  # fmt: skip


async def _versions(request: Request) -> tuple[HolidayWriting, ...]:
    year = _year(request)
    found = await rules.holidays_seen(by=actor_of(request))
    return next((one for one in found if one[0].notice.year == year), ())


async def _demand_keeper(request: Request) -> None:
    if not await rules.may_write_holidays(by=actor_of(request)):
        raise rules.HolidaysNotYours


def _year(request: Request) -> int:
    typed = str(request.path_params["year"])
    year = int(typed) if len(typed) == 4 and typed.isascii() and typed.isdecimal() else 0
    if not rules.is_notice_year(year, today=clock.today()):
        raise PageUnknown
    return year


ROUTES = [
    Side("federation")(ROOT, needs="rules.see", get=show),
    Side("federation")(f"{ROOT}/{{year}}", needs="rules.see", get=one),
    Side("federation")(f"{ROOT}/{{year}}/change", needs="rules.write", get=edit, post=change),
]
