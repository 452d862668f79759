"""Where this year's groups came from: people by city, beside the same days of last year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from booking.insights.received import Asked, Received, groups
from booking.insights.year import span_of


@dataclass(frozen=True)
class Origin:
    """`people` are workers, as in the year's figures; `code` is empty where the city is not on record."""

    code: str
    people: int
    groups: int
    before: int

    @property
    def change(self) -> float | None:
        """In per cent of last year; None where nobody came then."""
        return round(100 * (self.people - self.before) / self.before, 1) if self.before else None


async def origins(year: int) -> tuple[Origin, ...]:
    """Cities that sent anybody this year or last, the most people first."""
    span = span_of(year)
    now, before = await groups(span), await groups(_a_year_before(span))
    people, last = _people(now), _people(before)
    number = Counter(dict.fromkeys(people, 0))
    for one in now:
        number[one.origin_code] += one.adds.groups
    found = [Origin(code, people[code], number[code], last[code]) for code in {*people, *last}]
    return tuple(sorted(found, key=lambda one: (-one.people, one.code)))


def _people(rows: Iterable[Received]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row.origin_code] += row.adds.people
    return found


def _a_year_before(span: Asked) -> Asked:
    """The same days; a 29 February ends with the 28th."""
    until = span.until
    is_leap_day = (until.month, until.day) == (2, 29)
    return Asked(
        span.first.replace(year=span.first.year - 1),
        until.replace(year=until.year - 1, day=28 if is_leap_day else until.day),
    )
