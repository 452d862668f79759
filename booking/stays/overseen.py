"""The groups of a city's unions, for their federation: where, when, how many. No names, no prices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tortoise.expressions import Q

from booking.people import area_of, demand
from booking.stays.models import Stay
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import choose
from sites.foundation.paging import Page

SIZE = 30
COLUMNS = (
    "reference", "state", "check_in", "check_out", "hold_expires_at", "answer_due_at", "names_due_on",
    "quote", "union__name", "union__name_en", "union__credit_code", "site__code", "site__name",
    "site__name_en", "site__phone",
)  # fmt: skip


@dataclass(frozen=True)
class OverseenStay:
    """A group as its city sees it. `credit_code` is the union's, `site_phone` the base's."""

    reference: str
    state: State
    check_in: date
    check_out: date
    union_name: str
    credit_code: str
    site_code: str
    site_name: str
    site_phone: str
    heads: int
    workers: int
    hold_expires_at: datetime | None
    answer_due_at: datetime | None
    names_due_on: date | None

    @property
    def shown_state(self) -> State:
        """A hold past its time is shown as expired."""
        ends = self.hold_expires_at
        is_over = self.state is State.HELD and ends is not None and ends <= clock.now()
        return State.EXPIRED if is_over else self.state


async def overseen(
    *,
    states: Iterable[State] = (),
    search: str = "",
    since: date | None = None,
    until: date | None = None,
    number: int = 1,
    size: int = SIZE,
    nearest_first: bool = False,
    by: Actor,
) -> Page[OverseenStay]:
    """The groups of all unions of the federation's city, the latest arrival first, or the earliest. Needs `stays.oversee`.

    `since` and `until` bound the day of arrival, both included; `search` is part of a union, base or reference.
    """
    demand(by, "stays.oversee")
    area = await area_of(by.organisation_id)
    query = Stay.filter(union__area_code=area.region_code or "-")
    if wanted := list(states):
        query = query.filter(state__in=wanted)
    if since:
        query = query.filter(check_in__gte=since)
    if until:
        query = query.filter(check_in__lte=until)
    if search := search.replace("\x00", ""):  # PostgreSQL takes no text with a zero byte in it
        query = query.filter(_named(search))
    order = ("check_in", "id") if nearest_first else ("-check_in", "-id")
    rows = query.order_by(*order).offset((number - 1) * size).limit(size)
    return Page(
        [_line(row) for row in await rows.values(*COLUMNS)], number, size, await query.count()
    )


def _named(search: str) -> Q:
    return (
        Q(union__name__icontains=search)
        | Q(union__name_en__icontains=search)
        | Q(site__name__icontains=search)
        | Q(site__name_en__icontains=search)
        | Q(reference__istartswith=search)
    )


def _line(row: dict[str, object]) -> OverseenStay:
    quote: dict[str, int] = row["quote"]  # type: ignore[assignment]
    plain = {name: row[name] for name in OverseenStay.__dataclass_fields__ if name in row}
    return OverseenStay(
        **{  # type: ignore[arg-type]
            **plain,
            "state": State(str(row["state"])),
            "union_name": choose(str(row["union__name"]), str(row["union__name_en"])),
            "credit_code": row["union__credit_code"] or "",
            "site_code": row["site__code"],
            "site_name": choose(str(row["site__name"]), str(row["site__name_en"])),
            "site_phone": row["site__phone"],
            "heads": quote["heads"],
            "workers": quote["workers"],
        }
    )
