"""Public reading for programs: the bases, one base, its nights. No token needed."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sites import calendar, certification, listings, packages, recognition, search
from sites.api.answered import (
    NightList,
    PackageAnswer,
    RecognitionAnswer,
    RoomTypeAnswer,
    SiteAnswer,
    SiteList,
    ceiling,
    night,
    recognised,
    site_item,
)
from sites.api.asked import NightsAsked, SitesAsked
from sites.foundation import clock
from sites.foundation.described import Operation
from sites.foundation.language import N_, _
from sites.foundation.paging import CursorUnknown
from sites.foundation.replies import OWN, PUBLIC, reply
from sites.foundation.requests import QueryInvalid, asked

HOST = "341000"
LONGEST = 400
_ACROSS = timedelta(days=366)


async def list_sites(request: Request) -> Response:
    """With dates only bases that can receive the group; in the order of their codes."""
    query = asked(request, SitesAsked)
    after = await _after(query)
    question = _question(query)
    asker = await _asker(request, question)
    found = await search.find(
        replace(question, bounds=asker.bounds) if query.bookable else question,
        fits=query.limit + 1,
        near=0,
        rest=0,
        days=False,
        **after,
    )
    if after.get("skip", 0) > found.total:
        raise CursorUnknown(field="cursor")
    origin = request.app.state.settings.origin
    listed = found.fits[: query.limit]
    items = [
        site_item(
            one,
            origin=origin,
            rooms=search.split_of(
                one, found.rooms[one.site.id], heads=query.guests, split=_split(query)
            ),
            closed=asker.closes(one),
        )
        for one in listed
    ]
    answer = SiteList(
        items=items,
        total=found.total,
        next=_next(query, found.fits),
        recognition=await _recognition(query),
        ceiling=ceiling(asker.ceiling),
    )
    return reply(request, answer, cache=OWN if asker.is_known else PUBLIC)


async def _asker(request: Request, question: search.Question) -> search.Asker:
    """Who asks is known above this entrance (asgi.py), where there is anything above it."""
    known = getattr(request.app.state, "asker_of", None)
    return await known(request, question) if known else search.ANYBODY


def _next(query: SitesAsked, fits: tuple[search.Answer, ...]) -> str | None:
    """By code the last one read; in other orders how many were."""
    if len(fits) <= query.limit:
        return None
    if query.sort == "code":
        return fits[query.limit - 1].site.code
    return str(_skipped(query.cursor) + query.limit)


async def _after(query: SitesAsked) -> dict[str, Any]:
    """Where the page before ended. Refused: CursorUnknown where no page of such a list ends there."""
    if query.sort != "code":
        return {"skip": _skipped(query.cursor)}
    if query.cursor and not await listings.is_there(query.cursor):
        raise CursorUnknown(field="cursor")
    return {"after": query.cursor}


def _skipped(cursor: str) -> int:
    if not cursor:
        return 0
    if not re.fullmatch("[1-9][0-9]{0,5}", cursor):
        raise CursorUnknown(field="cursor")
    return int(cursor)


def _split(query: SitesAsked) -> calendar.Split:
    return calendar.Split(query.singles, query.families)


async def show_site(request: Request) -> Response:
    found = await listings.profile(request.path_params["code"])
    today = clock.today()
    sold = await packages.packages(found.id, first=today, until=today + _ACROSS)
    kept = (await certification.records([found.id])).get(found.id, ())
    short = site_item(
        search.Answer(found.card, certification.current(kept), None, None, 0, None, None, ()),
        origin=request.app.state.settings.origin,
    )
    return reply(request, _whole(short.model_dump(), found, [one.offer for one in sold]))


async def list_nights(request: Request) -> Response:
    query = asked(request, NightsAsked)
    since = query.since or clock.today()
    until = query.until or since + timedelta(days=31)
    if not since < until <= since + timedelta(days=LONGEST):
        raise QueryInvalid(field="to", name="to", fault=_(N_("a later day, at most 400 days on")))
    found = await listings.profile(request.path_params["code"])
    free = await calendar.nights_of(found.id, first=since, until=until)
    return reply(request, NightList(site=found.code, items=[night(one) for one in free]))


async def _recognition(query: SitesAsked) -> RecognitionAnswer | None:
    if not query.origin:
        return None
    on = query.check_in or query.window_from or clock.today()
    return recognised(await recognition.recognises(query.origin, HOST, on))


def _question(query: SitesAsked) -> search.Question:
    question = search.Question(
        nights=query.nights, heads=query.guests, singles=query.singles, families=query.families,
        districts=frozenset(filter(None, query.district)), kinds=frozenset(query.kind), facilities=frozenset(query.facility),
        theme=query.theme, max_price=query.max_price_per_person, origin=query.origin,
        rail_within=query.rail_minutes, km_within=query.distance_km, sort=query.sort,
    )  # fmt: skip
    return replace(question, starts=_starts(query))


def _starts(query: SitesAsked) -> tuple[date, ...]:
    if query.check_in:
        return (query.check_in,)
    if query.window_from is None and query.window_to is None:
        return ()
    today = clock.today()
    first = max(query.window_from or today, today)
    last = query.window_to or first + timedelta(days=search.MAX_WINDOW)
    starts = search.between(first, last, nights=query.nights, today=today)
    if not starts or last > first + timedelta(days=search.MAX_WINDOW):
        raise QueryInvalid(
            field="window_to", name="window_to", fault=_(N_("a later day, at most 92 days on"))
        )
    return starts


def _whole(
    short: dict[str, Any], found: listings.SiteProfile, sold: list[packages.Offer]
) -> SiteAnswer:
    return SiteAnswer(
        **short, book_from_days=found.book_from, book_until_days=found.book_until, address=found.address_zh, address_en=found.address_en,
        introduction=found.introduction_zh, introduction_en=found.introduction_en,
        operator=found.operator_name_zh, phone=found.phone, check_in_hour=found.check_in_hour,
        check_out_hour=found.check_out_hour,
        room_types=[
            RoomTypeAnswer(
                code=kind.code, name=kind.name_zh, name_en=kind.name_en, beds=kind.beds, rooms=kind.rooms
            )
            for kind in found.room_types
        ],
        packages=[
            PackageAnswer(
                code=one.code, name=one.name_zh, name_en=one.name_en, theme=one.theme,
                min_nights=one.min_nights, max_nights=one.max_nights, min_group=one.min_group, max_group=one.max_group,
            )
            for one in sold
        ],
    )  # fmt: skip


OPERATIONS = [
    Operation(
        method="GET", path="/api/v1/sites", handler=list_sites, query=SitesAsked, answer=SiteList,
        summary=N_("Certified bases; with dates, those that can receive the group"),
        codes=("query_invalid", "cursor_unknown"),
    ),
    Operation(
        method="GET", path="/api/v1/sites/{code}", handler=show_site, answer=SiteAnswer,
        summary=N_("One base with its room types and packages"), codes=("site_unknown",),
    ),
    Operation(
        method="GET", path="/api/v1/sites/{code}/nights", handler=list_nights, query=NightsAsked,
        answer=NightList, summary=N_("Free places night by night"),
        codes=("site_unknown", "query_invalid"),
    ),
]  # fmt: skip
