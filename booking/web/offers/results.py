"""The results: what fits, what nearly fits with the one change, and the rest with its reason."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import rules
from booking.stays import Bookable, Sender, bookable
from booking.web.offers import choices as choosing
from booking.web.offers.addresses import MOST_COMPARED, Address, address_of
from booking.web.offers.asked import Asked, read, typed
from booking.web.offers.cards import asked_dates, card, compare_address, meta
from booking.web.offers.closed_bases import closed, open_ones, why_closed
from booking.web.offers.ground import city_name, ground, sender_of
from sites import listings, regions, search
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.editions import CATALOGUE, NIGHTS
from sites.foundation.forms import Filled
from sites.foundation.kept_pages import kept_page
from sites.foundation.pages import PUBLIC, PageUnknown, page, route, viewer_of
from sites.foundation.paging import Page, number_from
from sites.listings import SiteCard
from sites.regions.schematic import TALL, MapPin, MapPoint, place

SHOWN, NEAR_SHOWN, REST_SHOWN, ON_MAP = 10, 8, 60, 90


# What the form beside the list says itself.
OF_FILTERS = ("district", "kind", "facility", "rail", "singles", "families", "km")


@dataclass(frozen=True, slots=True)
class Refused:
    """A base that cannot take the group, in one line."""

    name: str
    href: str
    meta: str
    reason: str


async def show(request: Request) -> Response:
    filled = read(request.query_params)
    if filled.value is None:
        return _asked_again(request, filled)
    asked = filled.value
    number = number_from(request.query_params.get("page"))
    is_first = number == 1
    question = asked.question()
    sender = await sender_of(request, asked.origin)
    asker = await bookable(question, by=_actor(request), sender=sender)
    found = await search.find(
        await open_ones(question, asker) if asked.ours else question, fits=SHOWN, skip=(number - 1) * SHOWN, near=NEAR_SHOWN if is_first else 0,
        rest=REST_SHOWN, pins=ON_MAP,
    )  # fmt: skip
    shown = Page(found.fits, number, SHOWN, found.total)
    if shown.is_beyond:
        raise PageUnknown
    compared = await _compared(request)
    address = address_of(asked, compared=tuple(card.code for card in compared))
    own = await ground(sender, check_in=asked.check_in, nights=asked.nights)
    return page(
        request, "pages/public/results.html", filled=filled, typed=typed(filled), asked=asked,
        found=found, ground=own, city=city_name(asked.origin) or (own.city if own else ""), cities=regions.city_options(), earliest=clock.today(),
        closed=await closed(question, asker, address), tray=_tray(asked, address, compared), **_lists(asked, found, shown, address, asker, await _judged(sender, found)), **_beside(asked, found, address),
    )  # fmt: skip


def _actor(request: Request) -> Actor | None:
    viewer = viewer_of(request)
    return viewer.actor if viewer else None


def _asked_again(request: Request, filled: Filled[Asked]) -> Response:
    return page(
        request, "pages/public/asked_again.html", status=422, filled=filled, typed=typed(filled),
        cities=regions.city_options(), earliest=clock.today(),
    )  # fmt: skip


async def _judged(sender: Sender | None, found: search.Results) -> dict[int, rules.Judgement]:
    """What the sender's rules say of the bases on this page, by base: judged once for each district, stay and price."""
    if sender is None:
        return {}
    known: dict[tuple[str, date, int, int | None], rules.Judgement] = {}
    by_site = {}
    for one in (*found.fits, *found.near):
        asked = (one.site.district_code, one.check_in or clock.today(), one.nights, one.price)
        if asked not in known:
            place, on, nights, price = asked
            known[asked] = await sender.judged(check_in=on, nights=nights, price=price, destination=place)  # fmt: skip
        by_site[one.site.id] = known[asked]
    return by_site


def _lists(
    asked: Asked, found: search.Results, shown: Page[search.Answer], address: Address, asker: Bookable,
    judged: dict[int, rules.Judgement],
) -> dict[str, Any]:  # fmt: skip
    """The cards of this page, with the first of them the near misses, and the rest in lines."""
    first = (shown.number - 1) * SHOWN + 1
    cards = [
        card(
            asked,
            one,
            address,
            place=first + n,
            rooms=found.rooms[one.site.id],
            bar=why_closed(asker, one),
            judgement=judged.get(one.site.id),
        )
        for n, one in enumerate(shown.items)
    ]
    start = found.total + 1
    return {
        "cards": cards,
        "near": [
            card(asked, one, address, place=start + n, judgement=judged.get(one.site.id))
            for n, one in enumerate(found.near)
        ],
        "rest": [_refused(one, address) for one in found.rest],
        "unlisted": found.others - len(found.near) - len(found.rest),
        "shown": first + len(cards) - 1,
        "next": address.to(page=shown.number + 1) if shown.number < shown.last else "",
        "previous": address.to(page=shown.number - 1) if shown.number > 1 else "",
    }


def _beside(asked: Asked, found: search.Results, address: Address) -> dict[str, Any]:
    by_days = (
        choosing.start_days(address, found.days, chosen=asked.check_in) if asked.check_in else []
    )
    return {
        "choices": choosing.choices(asked, found.counts),
        "chips": choosing.chips(asked, address),
        "start_days": by_days,
        "dates": asked_dates(asked),
        "sorts": [(way, address.to(sort=way), way == asked.sort) for way in _sorts(asked)],
        "kept": [pair for pair in address.pairs if pair[0] not in OF_FILTERS],
        "by_month": address.without("compare").to("/months", until=None, ours=None),
        "map": TALL,
        "pins": _pins(asked, found, address),
    }


def _refused(one: search.Answer, address: Address) -> Refused:
    reason = " ".join(search.say(failure) for failure in one.failures)
    return Refused(one.site.name, address.to(f"/sites/{one.site.code}"), meta(one), reason)


def _sorts(asked: Asked) -> list[str]:
    """The way from the city is an order where a city was said."""
    return [way for way in search.SORTS if asked.origin or way != "distance"]


def _pins(asked: Asked, found: search.Results, address: Address) -> tuple[MapPin, ...]:
    points = [
        _point(pin, address, label=str(pin.number) if asked.check_in and pin.number else "")
        for pin in found.pins
    ]
    return place(points, on=TALL)


def _point(pin: search.Pin, address: Address, *, label: str) -> MapPoint:
    site = pin.site
    return MapPoint(
        site.code, site.name, site.kind, site.district_code, site.latitude, site.longitude,
        label=label, words=label, state=pin.state, address=_bare(address.to(f"/sites/{site.code}")),
    )  # fmt: skip


def _bare(address: str) -> str:
    # The map's own macro puts the language in front.
    return address.removeprefix("/en")


async def _compared(request: Request) -> list[SiteCard]:
    """Bases put aside for comparing, as far as they exist."""
    return await listings.cards_named(request.query_params.getlist("compare")[:MOST_COMPARED])


def _tray(asked: Asked, address: Address, compared: list[SiteCard]) -> dict[str, Any] | None:
    if not compared:
        return None
    return {
        "sites": [(card.name, address.toggled("compare", card.code)) for card in compared],
        "most": MOST_COMPARED,
        "href": compare_address(asked, [card.code for card in compared]),
    }


ROUTES = [route("/sites", needs=PUBLIC, get=kept_page(show, CATALOGUE, NIGHTS))]
