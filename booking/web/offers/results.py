"""The results: what fits, what nearly fits with the one change, and the rest with its reason."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking.web.offers import choices as choosing
from booking.web.offers.addresses import MOST_COMPARED, Address, address_of
from booking.web.offers.asked import Asked, read, typed
from booking.web.offers.barred import Barred, barred
from booking.web.offers.cards import card, compare_address, meta, stay_dates
from booking.web.offers.ground import city_name, ground
from sites import regions, search
from sites.foundation import clock
from sites.foundation.editions import CATALOGUE, NIGHTS
from sites.foundation.forms import Filled
from sites.foundation.kept_pages import kept_page
from sites.foundation.pages import PUBLIC, PageUnknown, page, route
from sites.foundation.paging import Page, cut, number_from
from sites.regions.schematic import TALL, MapPin, MapPoint, State, place

SHOWN, NEAR_SHOWN = 10, 8


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
    found = await search.find(asked.question())
    shown = cut(found.fits, number=number_from(request.query_params.get("page")), size=SHOWN)
    if shown.is_beyond:
        raise PageUnknown
    address = address_of(asked, compared=_compared(request, found))
    quota = await barred(request, shown.items, heads=asked.heads)
    own = await ground(asked.origin, check_in=asked.check_in, nights=asked.nights)
    return page(
        request, "pages/public/results.html", filled=filled, typed=typed(filled), asked=asked,
        found=found, ground=own, city=city_name(asked.origin), cities=regions.city_options(), earliest=clock.today(),
        **_lists(asked, found, shown, address, quota), **_beside(asked, found, address),
    )  # fmt: skip


def _asked_again(request: Request, filled: Filled[Asked]) -> Response:
    return page(
        request, "pages/public/asked_again.html", status=422, filled=filled, typed=typed(filled),
        cities=regions.city_options(), earliest=clock.today(),
    )  # fmt: skip


def _lists(
    asked: Asked, found: search.Results, shown: Page[search.Answer], address: Address, quota: Barred
) -> dict[str, Any]:
    """The cards of this page, with the first of them the near misses, and the rest in lines."""
    first = (shown.number - 1) * SHOWN + 1
    near = found.near[:NEAR_SHOWN] if shown.number == 1 else ()
    cards = [
        card(asked, one, address, place=first + n, bar=quota.words(one))
        for n, one in enumerate(shown.items)
    ]
    start = len(found.fits) + 1
    return {
        "cards": cards,
        "near": [card(asked, one, address, place=start + n) for n, one in enumerate(near)],
        "rest": [_refused(one, address) for one in (*found.near[NEAR_SHOWN:], *found.rest)],
        "shown": first + len(cards) - 1,
        "next": address.to(page=shown.number + 1) if shown.number < shown.last else "",
        "previous": address.to(page=shown.number - 1) if shown.number > 1 else "",
        "tray": _tray(asked, address, [*found.fits, *found.near, *found.rest]),
    }


def _beside(asked: Asked, found: search.Results, address: Address) -> dict[str, Any]:
    by_days = (
        choosing.start_days(address, found.days, chosen=asked.check_in) if asked.check_in else []
    )
    return {
        "choices": choosing.choices(asked, found.counts),
        "chips": choosing.chips(asked, address),
        "start_days": by_days,
        "dates": stay_dates(asked.check_in, asked.nights) if asked.check_in else "",
        "sorts": [(way, address.to(sort=way), way == asked.sort) for way in search.SORTS],
        "kept": [
            pair
            for pair in address.pairs
            if pair[0] not in ("district", "kind", "facility", "rail")
        ],
        "map": TALL,
        "pins": _pins(asked, found, address),
    }


def _refused(one: search.Answer, address: Address) -> Refused:
    reason = " ".join(search.say(failure) for failure in one.failures)
    return Refused(one.site.name, address.to(f"/sites/{one.site.code}"), meta(one), reason)


def _pins(asked: Asked, found: search.Results, address: Address) -> tuple[MapPin, ...]:
    numbered = [*found.fits, *found.near]
    points = [
        _point(
            one,
            address,
            state="near" if one.failures else "fits",
            label=str(n) if asked.check_in else "",
        )
        for n, one in enumerate(numbered, start=1)
    ]
    return place([*points, *(_point(one, address, state="off") for one in found.rest)], on=TALL)


def _point(one: search.Answer, address: Address, *, state: State, label: str = "") -> MapPoint:
    site = one.site
    return MapPoint(
        site.code, site.name, site.kind, site.district_code, site.latitude, site.longitude,
        label=label, words=label, state=state, address=_bare(address.to(f"/sites/{site.code}")),
    )  # fmt: skip


def _bare(address: str) -> str:
    # The map's own macro puts the language in front.
    return address.removeprefix("/en")


def _compared(request: Request, found: search.Results) -> tuple[str, ...]:
    known = {one.site.code for one in (*found.fits, *found.near, *found.rest)}
    chosen = dict.fromkeys(request.query_params.getlist("compare"))
    return tuple(code for code in chosen if code in known)[:MOST_COMPARED]


def _tray(asked: Asked, address: Address, every: list[search.Answer]) -> dict[str, Any] | None:
    codes = [value for name, value in address.pairs if name == "compare"]
    names = {one.site.code: one.site.name for one in every}
    if not codes:
        return None
    return {
        "sites": [(names[code], address.toggled("compare", code)) for code in codes],
        "most": MOST_COMPARED,
        "href": compare_address(asked, codes),
    }


ROUTES = [route("/sites", needs=PUBLIC, get=kept_page(show, CATALOGUE, NIGHTS))]
