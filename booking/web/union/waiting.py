"""The union's waiting lists: every entry, one of them with its place and reason, leaving, and answering an offer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from booking.stays import waiting
from booking.stays.waiting import Fate, PlaceStanding, WaitLine
from booking.web import showing
from booking.web.union.door import union_route
from booking.web.union.wait_words import happenings_of_wait, rooms_in_words, wait_facts
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.formats import full_day, short_deadline
from sites.foundation.language import N_, _, ngettext
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.rendering import href
from sites.foundation.words import say

LIST, ONE = "pages/union/waiting.html", "pages/union/wait.html"


@dataclass(frozen=True, slots=True)
class WaitRow:
    href: str
    sites: str
    dates: str
    people: str
    fate: Fate
    coming: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One base of an entry that waits. `hold` leads to the hold where everything is free just now."""

    name: str
    href: str
    rooms: str
    place: str
    goes_first: bool
    why: tuple[str, ...]
    rule: str
    hold: str


async def show(request: Request) -> Response:
    found = await waiting.waits_of(actor_of(request))
    rows = [row_of(line) for line in found]
    return page(
        request, LIST, open=[row for row in rows if row.fate.is_open],
        over=[row for row in rows if not row.fate.is_open],
        most=waiting.MOST_WAITS, books=actor_of(request).may("stays.book"),
    )  # fmt: skip


def row_of(line: WaitLine) -> WaitRow:
    return WaitRow(
        href(f"/union/waiting/{line.public_id}"), _(", ").join(one.name for one in line.sites),
        showing.wait_dates(line), ngettext("%(num)s person", "%(num)s people", line.heads.total),
        line.fate, _coming(line),
    )  # fmt: skip


def _coming(line: WaitLine) -> str:
    if line.answer_until:
        return _("answer by %(at)s", at=short_deadline(line.answer_until))
    if line.fate is Fate.WAITING:
        return _("waits until %(day)s", day=full_day(line.waits_until))
    return ""


async def show_one(request: Request) -> Response:
    return await _draw(request)


async def _draw(request: Request, refusal: Refusal | None = None) -> Response:
    by = actor_of(request)
    found = await waiting.page_of_wait(_id(request), by=by)
    return page(
        request, ONE, status=refusal.status if refusal else 200, refusal=say(refusal) if refusal else "",
        line=found.line, dates=showing.wait_dates(found.line), now=clock.now(),
        facts=wait_facts(found.line), places=[_place(one, found.line) for one in found.standings],
        happenings=happenings_of_wait(found.events), books=by.may("stays.book"),
    )  # fmt: skip


def _place(one: PlaceStanding, line: WaitLine) -> PlaceRow:
    asked = next(site for site in line.sites if site.code == one.site_code)
    hold = href(
        "/union/hold", site=one.site_code, check_in=one.start, nights=line.nights,
        workers=line.heads.workers, family=line.heads.family, crew=line.heads.crew,
    )  # fmt: skip
    return PlaceRow(
        one.site_name, href(f"/sites/{one.site_code}"), rooms_in_words(asked, one.kinds),
        showing.place_in_words(one), one.goes_first, showing.why_in_words(one),
        showing.rule_in_words(one.rule), hold if one.is_free else "",
    )  # fmt: skip


def _id(request: Request) -> str:
    return str(request.path_params["wait"])


Verb = Callable[..., Awaitable[object]]


def _acting(verb: Verb, words: str) -> Callable[[Request], Awaitable[Response]]:
    """A button of the entry's page: one verb, then the page again, with the no on top where there is one."""

    async def act(request: Request) -> Response:
        try:
            await verb(_id(request), by=actor_of(request))
        except Refusal as refusal:
            if refusal.kind in {Kind.UNKNOWN, Kind.FORBIDDEN}:
                raise
            return await _draw(request, refusal)
        return redirect_saying(request, f"/union/waiting/{_id(request)}", _(words))

    return act


ROOT = "/union/waiting/{wait}"
ROUTES = [
    union_route("/union/waiting", needs="stays.see", get=show),
    union_route(ROOT, needs="stays.see", get=show_one),
    union_route(
        f"{ROOT}/leaving", needs="stays.book", get=show_one,
        post=_acting(waiting.leave, N_("You left the waiting list. Nothing is owed.")),
    ),
    union_route(
        f"{ROOT}/keeping", needs="stays.book", get=show_one,
        post=_acting(waiting.keep, N_("The rooms are kept. Submit the stay before the hold ends.")),
    ),
    union_route(
        f"{ROOT}/refusal", needs="stays.book", get=show_one,
        post=_acting(waiting.decline, N_("The rooms went back; they are offered to the next group.")),
    ),
]  # fmt: skip
