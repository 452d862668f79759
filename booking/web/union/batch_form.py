"""The form of several batches: one base and package, and up to ten rows of arrival, people and rooms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field
from starlette.datastructures import QueryParams

from booking.stays import MOST_BATCHES, HoldOrder
from booking.web.union.hold_form import ROOMS, HoldForm, Nights, rooms_typed
from sites.foundation.forms import Filled, Form, Line, judge
from sites.listings import SiteProfile

# What each row has for itself, behind its number: "2-check_in".
OWN = ("check_in", "workers", "family", "crew", "batch")
FIRST_ROWS = 3


class BatchForm(Form):
    """What all rows have in common."""

    site: Line
    nights: Nights
    package: Line = ""
    kind: Literal["option", "checkout"] = "option"
    contact: Annotated[Line, Field(max_length=60)] = ""
    how: Literal["whole", "fitting"] = "whole"


@dataclass(frozen=True)
class BatchRow:
    """One row as it was typed; `filled` has plain names, and no value where the row is empty or wrong."""

    number: int
    filled: Filled[HoldForm]
    rooms: Mapping[str, int]

    @property
    def prefix(self) -> str:
        return f"{self.number}-"

    @property
    def is_empty(self) -> bool:
        return not any(self.filled.raw.get(name) for name in ("check_in", "workers"))

    def order(self, rooms: Mapping[str, int]) -> HoldOrder:
        return self.filled.sound.order(rooms)


def rows_of(raw: Mapping[str, str], site: SiteProfile) -> list[BatchRow]:
    """All rows of the page, the empty ones too: three at first, and as many as were typed or asked for."""
    return [_row(raw, number, site) for number in range(1, _how_many(raw) + 1)]


def _how_many(raw: Mapping[str, str]) -> int:
    typed = [n for n in range(1, MOST_BATCHES + 1) if any(raw.get(f"{n}-{name}") for name in OWN)]
    asked = raw.get("rows", "")
    shown = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 3 else FIRST_ROWS
    return min(MOST_BATCHES, max([shown, *typed]))


def _row(raw: Mapping[str, str], number: int, site: SiteProfile) -> BatchRow:
    prefix = f"{number}-"
    own = {name.removeprefix(prefix): text for name, text in raw.items() if name.startswith(prefix)}
    shared = {name: raw[name] for name in ("site", "nights", "package", "kind", "contact") if name in raw}  # fmt: skip
    filled = judge(QueryParams({**shared, **own}), HoldForm)
    rooms, wrong = rooms_typed(filled, site.room_types)
    for name, words in wrong.items():
        filled = filled.with_error(name, words)
    return BatchRow(number, filled, rooms)


def faults(form: Filled[BatchForm], rows: Sequence[BatchRow]) -> dict[str, str]:
    """What is wrong, by the names that stand on the page. An empty row is not wrong."""
    found = dict(form.errors)
    for row in rows:
        if not row.is_empty:
            found |= {
                row.prefix + name: words
                for name, words in row.filled.errors.items()
                if name in OWN or name.startswith(ROOMS)
            }
    return found
