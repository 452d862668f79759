"""A side's own stays as a list: counted over all of them where they stand, and read page by page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import Case, F, Q, When
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from booking.stays.lines import COLUMNS, StayLine, line, own
from booking.stays.models import Stay
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.paging import Page

# What the other side is called by, and what each looks for beside the reference.
OPERATORS = ("union__name", "union__name_en", "contact")
UNIONS = ("site__name", "site__name_en", "package__name", "package__name_en")
_COMING = Q(state__in=[State.INQUIRY, State.HELD, State.SUBMITTED, State.CONFIRMED])
_TURN = Case(When(state=State.IN_HOUSE, then="1"), When(_COMING, then="2"), default="3")
# Among those who do not come any more no day is before another.
_DAY = Case(When(_COMING, then=F("check_in")), default=None)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list is narrowed by: part of a name or reference, and the first day of a month of arrival."""

    text: str = ""
    month: date | None = None


async def own_counts(sought: Sought, *, by: Actor) -> Counter[State]:
    """How many stand in each state as it is shown: a hold past its time counts as expired."""
    found = _fitting(sought, by=by)
    rows = await found.annotate(stays=Count("id")).group_by("state").values_list("state", "stays")
    counts = Counter({State(state): int(stays) for state, stays in rows})
    over = await found.filter(_over()).count()
    return counts + Counter({State.EXPIRED: over}) - Counter({State.HELD: over})


async def listed(
    sought: Sought, states: Iterable[State], *, number: int, size: int, by: Actor
) -> Page[StayLine]:
    """One page of those that are shown in these states; `total` counts all pages.

    First who is in house, then who comes, the next arrival first, then the others, the last arrival first.
    """
    found = _fitting(sought, by=by).filter(_shown_in(frozenset(states)))
    ordered = found.annotate(turn=_TURN, day=_DAY).order_by("turn", "day", "-check_in", "-id")
    rows = ordered.offset((number - 1) * size).limit(size)
    return Page(
        [line(row) for row in await rows.values(*COLUMNS)], number, size, await found.count()
    )


async def months_of_arrival(by: Actor) -> list[date]:
    """The first day of every month in which a stay of the organisation begins, the latest first."""
    rows = await own(by).distinct().values("check_in")
    return sorted({row["check_in"].replace(day=1) for row in rows}, reverse=True)


async def stays_by_trip(trips: Iterable[str], *, by: Actor) -> Counter[str]:
    """How many stays of the organisation each of these trips (public ids) has."""
    rows = await own(by).filter(trip__public_id__in=[*trips]).values("trip__public_id")
    return Counter(row["trip__public_id"] for row in rows)


def _fitting(sought: Sought, *, by: Actor) -> QuerySet[Stay]:
    found = own(by)
    if first := sought.month:
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        found = found.filter(check_in__gte=first, check_in__lt=after)
    # PostgreSQL takes no text with a zero byte in it, and no name has one.
    if text := sought.text.replace("\x00", "").strip():
        names = (*(OPERATORS if by.kind == "operator" else UNIONS), "reference")
        found = found.filter(Q(*(Q(**{f"{name}__icontains": text}) for name in names), join_type="OR"))  # fmt: skip
    return found


def _shown_in(states: frozenset[State]) -> Q:
    found = Q(state__in=[*states - {State.HELD}])
    if State.HELD in states:
        found |= Q(state=State.HELD) & ~_over()
    return found | _over() if State.EXPIRED in states else found


def _over() -> Q:
    """Holds past their time, which the sweep has not come by yet."""
    return Q(state=State.HELD, hold_expires_at__isnull=False, hold_expires_at__lte=clock.now())
