"""The form that sets a price: nights, weekdays, season, yuan; and what the preview says of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from sites.foundation.forms import Day, Fen, Form, Line, clean_number
from sites.packages import PriceStretch, SeasonPrice
from sites.packages.price_spans import EVERY_DAY

# What the calendar asks with, carried from form to form.
CARRIED = ("type", "weekday")


class PriceForm(Form):
    season: Literal["low", "shoulder", "peak"]
    first_night: Day
    last_night: Day
    weekday: list[Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=6)]] = []
    type: list[Line] = []
    fen: Annotated[Fen, Field(gt=0)]

    def price(self) -> SeasonPrice:
        """The last night is included."""
        ends = min(self.last_night, date(2099, 12, 30)) + timedelta(days=1)
        return SeasonPrice(self.season, self.first_night, ends, self.fen)

    @property
    def weekdays(self) -> frozenset[int]:
        return frozenset(self.weekday) or EVERY_DAY


@dataclass(frozen=True, slots=True)
class PriceLine:
    """`nights` chosen nights from `first` to `last` that cost the same before."""

    first: date
    last: date
    nights: int
    before: int | None
    after: int


def lines_of(stretches: Iterable[PriceStretch]) -> list[PriceLine]:
    """The preview in as few lines as it takes: weekends of a year that cost the same are one."""
    lines: list[PriceLine] = []
    for one in stretches:
        if lines and lines[-1].before == one.before:
            kept = lines.pop()
            lines.append(PriceLine(kept.first, one.last_night, kept.nights + one.nights, one.before, one.after))  # fmt: skip
        else:
            lines.append(
                PriceLine(one.starts_on, one.last_night, one.nights, one.before, one.after)
            )
    return lines


def nights_in(stretches: Iterable[PriceStretch]) -> set[date]:
    return {one.starts_on + timedelta(days=n) for one in stretches for n in range(one.nights)}


def mark_of(stretches: Iterable[PriceStretch]) -> str:
    """Names what the person saw, so that a price changed meanwhile is noticed."""
    seen = ".".join(f"{s.starts_on}_{s.ends_on}_{s.before}_{s.after}" for s in stretches)
    return sha256(seen.encode()).hexdigest()[:16]
