"""The first page: what there is, where it is, how it is booked, and for whom."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response

from sites import listings, recognition, regions
from sites.foundation import clock
from sites.foundation.editions import CATALOGUE
from sites.foundation.kept_pages import kept_page
from sites.foundation.language import locale
from sites.foundation.pages import PUBLIC, page, route
from sites.listings.vocabulary import KIND, SITE_KINDS
from sites.regions.schematic import TALL, WIDE, MapPoint, place

HOST = "340000"
AHEAD = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Group:
    """Bases of one kind or district: its code, words and how many there are."""

    code: str
    words: str
    count: int
    pin: str = ""
    promise: str = ""


@dataclass(frozen=True, slots=True)
class Province:
    """Cities whose unions may use the bases, by the province's own right or by agreement."""

    name: str
    cities: tuple[tuple[str, str], ...]


async def show(request: Request) -> Response:
    cards = await listings.cards()
    agreements = [a for a in await recognition.agreements() if a.host_code == HOST]
    return page(
        request,
        "pages/public/home.html",
        kinds=_kinds(cards),
        districts=_districts(cards),
        total=len(cards),
        wide=WIDE,
        tall=TALL,
        pins=place([_point(card) for card in cards], on=WIDE),
        provinces=_provinces(agreements, on=clock.today()),
        agreement=next(iter(agreements), None),
        asked=_first_question(),
        cities=regions.city_options(),
        earliest=clock.today(),
    )


def _first_question() -> dict[str, object]:
    """What stands in the search card before anybody typed."""
    check_in = clock.today() + AHEAD
    return {
        "check_in": check_in,
        "nights": 4,
        "heads": 36,
        "origin": "",
        "max_price": "",
        "until": "",
        "flexible": False,
    }


def _kinds(cards: Sequence[listings.SiteCard]) -> list[Group]:
    counts = Counter(card.kind for card in cards)
    groups = [Group(k.code, k.say(), counts[k.code], k.pin, k.promise) for k in SITE_KINDS]
    return sorted(groups, key=lambda group: -group.count)


def _districts(cards: Sequence[listings.SiteCard]) -> list[Group]:
    counts = Counter(card.district_code for card in cards)
    groups = [Group(d.code, d.name_in(locale()), counts[d.code]) for d in regions.districts()]
    return sorted(groups, key=lambda group: -group.count)


def _point(card: listings.SiteCard) -> MapPoint:
    return MapPoint(
        card.code, card.name, card.kind, card.district_code, card.latitude, card.longitude,
        label=KIND[card.kind].pin, words=KIND[card.kind].say(),
    )  # fmt: skip


def _provinces(agreements: Sequence[recognition.Agreement], *, on: date) -> list[Province]:
    standing = {HOST} | {a.origin_code for a in agreements if a.stands(on)}
    return [
        Province(
            province.name_in(locale()),
            tuple(
                (city.code, city.name_in(locale()))
                for city in regions.regions()
                if city.province_code == province.code
            ),
        )
        for province in regions.provinces()
        if province.code in standing
    ]


ROUTES = [route("/", needs=PUBLIC, get=kept_page(show, CATALOGUE))]
