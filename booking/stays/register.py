"""The federation's register: every filed stay of its city, without prices, names or lists of travellers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from booking.people import demand, particulars_of
from booking.stays.filing import FilingEntry, entry
from booking.stays.filing_numbers import filing_asked
from booking.stays.lines import COLUMNS, StayLine, line
from booking.stays.models import Filing, Stay
from booking.stays.refusals import StayUnknown
from booking.stays.states import State
from sites.foundation.actor import Actor
from sites.foundation.identifiers import is_public_id
from sites.foundation.paging import Page

PAGE, MOST = 30, 20_000


@dataclass(frozen=True)
class RegisterLine:
    filing: FilingEntry
    stay: StayLine


@dataclass(frozen=True)
class Wanted:
    """What the register is asked for; empty fields ask nothing. Days are of arrival, both included."""

    text: str = ""
    year: int = 0
    quarter: int = 0
    district: str = ""
    origin: str = ""
    states: tuple[State, ...] = ()
    first: date | None = None
    last: date | None = None


async def register(wanted: Wanted, *, number: int = 1, by: Actor) -> Page[RegisterLine]:
    """One page of the own city's register, the newest entry first. Needs `filings.see`."""
    found = await _found(wanted, by=by)
    rows = await found.offset((number - 1) * PAGE).limit(PAGE)
    return Page(await _lines(rows), number, PAGE, await found.count())


async def whole_register(wanted: Wanted, *, by: Actor) -> list[RegisterLine]:
    """All of it, for a sheet. Needs `filings.see`."""
    return await _lines(await (await _found(wanted, by=by)).limit(MOST))


async def filed_stay(public_id: str, *, by: Actor) -> RegisterLine:
    """One entry by its stay. Needs `filings.see`. Refused: StayUnknown, also for another city's."""
    rows = (await _of_city(by)).filter(stay__public_id=public_id)
    found = await rows.first() if is_public_id(public_id) else None
    if found is None:
        raise StayUnknown
    return (await _lines([found]))[0]


async def quarters(by: Actor) -> list[tuple[int, int]]:
    """The quarters that have entries, the newest first."""
    rows = await (await _of_city(by)).distinct().values_list("year", "quarter")
    return sorted({(int(year), int(quarter)) for year, quarter in rows}, reverse=True)


async def _of_city(by: Actor) -> QuerySet[Filing]:
    demand(by, "filings.see")
    return Filing.filter(area_code=(await particulars_of(by.organisation_id)).area_code)


async def _found(wanted: Wanted, *, by: Actor) -> QuerySet[Filing]:
    rows = (await _of_city(by)).filter(**_conditions(wanted))
    if wanted.text:
        rows = rows.filter(_named(wanted.text))
    return rows.order_by("-year", "-quarter", "-serial")


def _conditions(wanted: Wanted) -> dict[str, Any]:
    asked = {
        "year": wanted.year,
        "quarter": wanted.quarter,
        "stay__site__district_code": wanted.district,
        "stay__union__area_code": wanted.origin,
        "stay__state__in": list(wanted.states),
        "stay__check_in__gte": wanted.first,
        "stay__check_in__lte": wanted.last,
    }
    return {name: value for name, value in asked.items() if value}


def _named(text: str) -> Q:
    """A union, a base, a reference, or a filing number."""
    words = Q(stay__union__name__icontains=text) | Q(stay__union__name_en__icontains=text)
    words |= Q(stay__site__name__icontains=text) | Q(stay__site__name_en__icontains=text)
    words |= Q(stay__reference__istartswith=text)
    number = filing_asked(text)
    return words | Q(**number) if number else words


async def _lines(rows: Sequence[Filing]) -> list[RegisterLine]:
    found = await Stay.filter(id__in=[row.stay_id for row in rows]).values("id", *COLUMNS)
    stays = {int(row["id"]): line(row) for row in found}
    return [RegisterLine(entry(row), stays[row.stay_id]) for row in rows]
