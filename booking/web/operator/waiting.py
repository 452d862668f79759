"""Who waits at a base, for which nights, what would take them in; and how the list is fair."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator
from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.notices.waiting_words import HELD_UP, HELD_UP_OTHERWISE
from booking.people import PROGRAMMES
from booking.stays import waiting
from booking.stays.waiting import ListedWait, WaitingList
from booking.web import showing
from booking.web.operator.door import operator_route
from booking.web.operator.own_site import own_site
from booking.web.showing.key_facts import heads_in_words
from sites import listings
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.formats import full_day
from sites.foundation.forms import Filled, Form, clean_number, fill
from sites.foundation.language import _, ngettext
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say
from sites.listings import SiteProfile, WaitingRule

PAGE = "pages/operator/waiting.html"
Number = Annotated[int, BeforeValidator(clean_number)]


class RuleForm(Form):
    kind: Literal["strict", "skip"]
    passes: Number
    days: Number
    offer_hours: Number

    @property
    def rule(self) -> WaitingRule:
        return WaitingRule(self.kind, self.passes, self.days, self.offer_hours)


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    who: str
    heads: str
    dates: str
    rooms: str
    marks: tuple[str, ...]
    missing: str
    remedy: str


async def show(request: Request) -> Response:
    site = await own_site(request)
    return await _draw(request, site, Filled(None, _as_declared(site.waiting)))


async def declare(request: Request) -> Response:
    site, filled = await own_site(request), await fill(request, RuleForm)
    if filled.value is None:
        return await _draw(request, site, filled)
    try:
        await listings.declare_waiting(site.id, filled.value.rule, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await _draw(request, site, filled.with_error(refusal.field or "", say(refusal)))
    words = _("Declared. The rule holds from now on, also for those who wait already.")
    return redirect_saying(request, f"/operator/sites/{site.code}/waiting", words)


def _as_declared(rule: WaitingRule) -> dict[str, str]:
    names = ("kind", "passes", "days", "offer_hours")
    return {name: str(getattr(rule, name)) for name in names}


async def _draw(request: Request, site: SiteProfile, form: Filled[Any]) -> Response:
    by = actor_of(request)
    found = await waiting.list_of(site.id, by=by)
    return page(
        request, PAGE, status=422 if form.errors else 200, site=site, form=form, found=found,
        rows=[_row(one, found) for one in found.entries], rule=showing.rule_in_words(site.waiting),
        offer=showing.offer_in_words(site.waiting), may_declare=by.may("calendar.edit"),
    )  # fmt: skip


def _row(one: ListedWait, found: WaitingList) -> Row:
    names = [f"{found.kinds.get(code, code)} {count}" for code, count in one.rooms.items()]
    rooms = _(", ").join(names) or _("any rooms with beds for all")
    missing = showing.missing_in_words(one.remedies, found.rooms)
    return Row(
        one.number, one.union_name or _("A union"), heads_in_words(one.heads), _dates(one), rooms,
        _marks(one, found), _("Just now everything is free.") if one.is_free else missing,
        "" if one.is_free else showing.opening_in_words(one.remedies, found.rooms),
    )  # fmt: skip


def _dates(one: ListedWait) -> str:
    nights = ngettext("%(num)s night", "%(num)s nights", one.nights)
    days = showing.span(one.starts_on, one.ends_on, with_year=True)
    if (one.ends_on - one.starts_on).days == one.nights:
        return _("%(days)s, %(nights)s", days=days, nights=nights)
    return _("any %(nights)s from %(days)s", days=days, nights=nights)


def _marks(one: ListedWait, found: WaitingList) -> tuple[str, ...]:
    marks = [_("since %(day)s", day=full_day(clock.day_of(one.joined_at)))]
    if one.origin_code:
        marks.append(people.region_name(one.origin_code))
    if one.programme:
        words = _(PROGRAMMES.get(one.programme, one.programme))
        marks.append(_("%(programme)s, goes first", programme=words) if one.goes_first else words)
    if one.passed:
        marks.append(_("passed %(passed)s of %(most)s times", passed=one.passed, most=found.rule.passes))  # fmt: skip
    if one.held_up:
        marks.append(_("could not be held: %(why)s", why=_(HELD_UP.get(one.held_up, HELD_UP_OTHERWISE))))  # fmt: skip
    return tuple(marks)


ROOT = "/operator/sites/{site}/waiting"
ROUTES = [
    operator_route(ROOT, needs="calendar.see", get=show),
    operator_route(f"{ROOT}/rule", needs="calendar.edit", get=show, post=declare),
]
