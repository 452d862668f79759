"""A partner city's first page: the balance, its unions' next groups, agreements, unions that wait, bases."""

from collections.abc import Sequence
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from booking import people, stays
from booking.insights.balance import balance
from booking.people import region_name
from booking.stays import State
from booking.web.partner.chart import drawing
from booking.web.partner.groups import Row, row_of
from booking.web.partner.period import A_YEAR, period_from
from booking.web.partner.recognised import catalogue_for
from sites import recognition, regions
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import locale
from sites.foundation.pages import actor_of, page, route
from sites.recognition import Agreement

COMING, SHOWN_BASES = 7, 4
UNDER_WAY = (State.HELD, State.SUBMITTED, State.CONFIRMED, State.IN_HOUSE, State.DEPARTED)
JUST_LEFT = timedelta(days=10)


async def show(request: Request) -> Response:
    by = actor_of(request)
    seen = await balance(first=period_from("").first, months=A_YEAR, by=by)
    waiting = await people.unions_of_area("unverified", by=by) if by.may("unions.verify") else None
    rows = await catalogue_for(seen.region_code)
    recognised = [row for row in rows if row.is_recognised]
    groups = await _groups(by) if by.may("stays.oversee") else ()
    return page(
        request, "pages/partner/desk.html", balance=seen, drawing=drawing(seen.months), city=region_name(seen.region_code),
        waiting=waiting, groups=groups,
        own_bases=sum(regions.city_of(row.card.district_code) == seen.region_code for row in rows),
        bases=recognised[:SHOWN_BASES], recognised=len(recognised), total=len(rows),
        agreements=await agreements_of(seen.region_code),
    )  # fmt: skip


async def _groups(by: Actor) -> Sequence[Row]:
    """Who left lately, is there, or will come: the nearest arrivals, the earliest first."""
    since = clock.today() - JUST_LEFT
    found = await stays.overseen(
        states=UNDER_WAY, since=since, size=COMING, nearest_first=True, by=by
    )
    return [row_of(one) for one in found.items]


async def agreements_of(region: str) -> list[tuple[Agreement, str, bool]]:
    """Agreements by which this city's unions go elsewhere: each with its host's name, and whether it stands today."""
    own = {region, recognition.province_of(region)}
    return [
        (one, _place(one.host_code), one.stands(clock.today()))
        for one in await recognition.agreements()
        if one.origin_code in own
    ]


def _place(code: str) -> str:
    """A city's or a province's name in the reader's language."""
    provinces = {one.code: one.name_in(locale()) for one in regions.provinces()}
    return provinces.get(code) or region_name(code)


ROUTES = [route("/partner", needs="partners.see", get=show)]
