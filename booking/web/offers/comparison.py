"""Two to four bases side by side, printable, for the meeting that decides."""

from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import State, deciding
from booking.web.offers.addresses import MOST_COMPARED, address_of
from booking.web.offers.asked import Asked, read
from booking.web.offers.cards import asked_dates, meta, stay_dates
from booking.web.offers.ground import city_name
from booking.web.offers.package_view import per_day
from booking.web.side import Side
from sites import listings, search
from sites.foundation import clock
from sites.foundation.formats import full_day, number, yuan
from sites.foundation.forms import Form, NeededLine, fill
from sites.foundation.language import _, ngettext
from sites.foundation.pages import PUBLIC, actor_of, page, redirect_saying, route, viewer_of
from sites.listings.vocabulary import BOOKING_WAY, FACILITY

KEEP = "/union/comparison"
KEPT_IN = (State.INQUIRY, State.HELD, State.SUBMITTED, State.CONFIRMED)


class KeepForm(Form):
    stay: NeededLine


@dataclass(frozen=True, slots=True)
class Compared:
    """One base as a column: its head, then cells in the order of the rows' names."""

    code: str
    name: str
    example: bool
    href: str
    fits: bool | None
    cells: tuple[str, ...]


async def show(request: Request) -> Response:
    asked, columns = await _compared(request)
    return page(
        request, "pages/public/comparison.html", columns=columns, names=_names(), heads=asked.heads,
        now=clock.now(), asked_for=_asked_for(asked), drawn_by=_drawn_by(request), dates=stay_dates(asked.check_in, asked.nights) if asked.check_in else "",
        back=address_of(asked, compared=tuple(one.code for one in columns)).to(),
        own=await _own_groups(request), keep=f"{KEEP}?{request.url.query}",
    )  # fmt: skip


async def keep(request: Request) -> Response:
    """The comparison of this address, judged again now, is frozen with one of the union's groups."""
    form = (await fill(request, KeepForm)).value or KeepForm(stay="-")
    asked, columns = await _compared(request)
    compared = {
        "asked": [[name, value] for name, value in _asked_for(asked)],
        "names": [*_names()],
        "columns": [{"code": one.code, "name": one.name, "cells": [*one.cells]} for one in columns],
    }
    await deciding.keep_comparison(form.stay, compared, by=actor_of(request))
    words = _("The comparison is kept with the group, as it stands now.")
    return redirect_saying(request, f"/union/stays/{form.stay}/decision#compared", words)


async def _compared(request: Request) -> tuple[Asked, list[Compared]]:
    asked = read(request.query_params).value or Asked()
    cards = await listings.cards_named(request.query_params.getlist("site")[:MOST_COMPARED])
    question = replace(
        asked.question(), districts=frozenset(), kinds=frozenset(), facilities=frozenset()
    )
    question = replace(question, theme="", rail_within=None, km_within=None)
    answers = await search.judged(question, [card.id for card in cards])
    return asked, [_column(asked, one) for one in answers]


async def _own_groups(request: Request) -> list[tuple[str, str]]:
    """Groups with which a union's organiser may keep the comparison; none for everybody else."""
    viewer = viewer_of(request)
    if viewer is None or viewer.actor.kind != "union" or not viewer.actor.may("stays.book"):
        return []
    lines = await stays.lines_of(viewer.actor, states=KEPT_IN, limit=50)
    return [
        (one.public_id, f"{one.reference} · {one.site_name} · {full_day(one.check_in)}")
        for one in lines
    ]


def _asked_for(asked: Asked) -> list[tuple[str, str]]:
    """The question in words, so that the sheet says by itself what was compared."""
    rooms = [
        ngettext("%(num)d sleeps alone", "%(num)d sleep alone", asked.singles) if asked.singles else "",
        ngettext("%(num)d family room", "%(num)d family rooms", asked.families) if asked.families else "",
    ]  # fmt: skip
    return [
        (_("Dates"), asked_dates(asked) or _("not chosen")),
        (_("Length"), ngettext("%(num)d night, %(days)s days", "%(num)d nights, %(days)s days", asked.nights, days=asked.nights + 1)),
        (_("People"), number(asked.heads)),
        (_("Rooms"), " · ".join(filter(None, rooms)) or _("twin rooms")),
        (_("From which city"), city_name(asked.origin) or _("not chosen")),
    ]  # fmt: skip


def _drawn_by(request: Request) -> str:
    """Unit and person as they are signed in; empty for a visitor, who writes it by hand."""
    viewer = viewer_of(request)
    return f"{viewer.organisation} · {viewer.name}" if viewer else ""


def _names() -> tuple[str, ...]:
    return (
        _("Place"), _("Can receive the group"), _("Places free on every night"), _("A person and day"),
        _("A person, whole stay"), _("Whole group"), _("Package"), _("Certificate number"), _("Valid until"),
        _("Booking"), _("Reception limit"), _("Meeting seats"), _("Facilities"),
    )  # fmt: skip


def _column(asked: Asked, found: search.Answer) -> Compared:
    site = found.site
    to = address_of(asked).to(f"/sites/{site.code}")
    fits = found.fits if found.check_in else None
    return Compared(site.code, site.name, site.is_demo, to, fits, tuple(_cells(asked, found)))


def _cells(asked: Asked, found: search.Answer) -> list[str]:
    site, paper, price = found.site, found.certificate, found.price
    dated = price is not None and found.check_in is not None
    return [
        meta(found),
        _verdict(found),
        number(found.places) if found.fit else _("choose dates"),
        yuan(per_day(price, found.nights)) if price else _("no price"),
        yuan(price) if price and dated else _("choose dates"),
        yuan(price * asked.heads) if price and dated else _("choose dates"),
        found.offer.name if found.offer else _("none"),
        paper.number if paper else _("none"),
        full_day(paper.valid_to) if paper else "",
        BOOKING_WAY[site.booking_way].say(),
        ngettext("%(num)d person", "%(num)d people", site.reception_limit),
        number(site.meeting_seats),
        " · ".join(_facilities(site.facilities)),
    ]


def _verdict(found: search.Answer) -> str:
    if found.check_in is None:
        return _("choose dates")
    return _("Yes") if found.fits else " ".join(search.say(one) for one in found.failures)


def _facilities(kept: Any) -> list[str]:
    return [FACILITY[code].say(count) for code, count in kept.items() if code in FACILITY]


ROUTES = [
    route("/compare", needs=PUBLIC, get=show),
    Side("union")(KEEP, needs="stays.book", post=keep),
]
