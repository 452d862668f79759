"""The form of a change: the same every night, or a table with a line for each."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field
from starlette.datastructures import QueryParams

from booking.stays import Lodging, NewTerms
from booking.web.union.hold_form import ROOMS, Nights, Others, Workers, rooms_typed
from sites.foundation.forms import Day, Filled, Form, Line, clean_number, clean_text, judge
from sites.listings import RoomTypeProfile
from sites.packages import Heads

WHO = ("workers", "family", "crew")
BY_NIGHT = "by_night"
Kinds = tuple[RoomTypeProfile, ...]


class AmendmentForm(Form):
    check_in: Day
    nights: Nights
    package: Line
    workers: Workers
    family: Others = 0
    crew: Others = 0
    by_night: bool = False
    note: Annotated[str, BeforeValidator(clean_text), Field(max_length=600)] = ""
    total_seen: Annotated[int, BeforeValidator(clean_number), Field(ge=0)] = 0

    def terms(self, rooms: Mapping[str, int], apart: Mapping[date, Lodging]) -> NewTerms:
        heads = Heads(self.workers, self.family, self.crew)
        return NewTerms(self.check_in, self.nights, self.package, heads, rooms, apart)


class _NightForm(Form):
    number: Others = 0


def as_typed(terms: NewTerms, *, by_night: bool) -> dict[str, str]:
    """The form that would ask for these terms."""
    raw = {
        "check_in": terms.check_in.isoformat(), "nights": str(terms.nights), "package": terms.package,
        **_heads(terms.heads), **{ROOMS + code: str(count) for code, count in terms.rooms.items()},
    }  # fmt: skip
    if by_night:
        raw[BY_NIGHT] = "1"
        for night in terms.dates:
            raw |= _night(night, terms.on(night))
    return raw


def _heads(heads: Heads) -> dict[str, str]:
    return {who: str(getattr(heads, who)) for who in WHO}


def _night(night: date, lodging: Lodging) -> dict[str, str]:
    cells = {**_heads(lodging.heads), **{ROOMS + code: str(n) for code, n in lodging.rooms.items()}}
    return {cell(night, name): text for name, text in cells.items()}


def cell(night: date, name: str) -> str:
    """The field of one number of one night."""
    return f"on-{night.isoformat()}-{name}"


def with_rows(filled: Filled[AmendmentForm], kinds: Kinds) -> Filled[AmendmentForm]:
    """Every night that was asked for has a line: what was typed, else the numbers above the table."""
    form = filled.value
    if form is None or not form.by_night:
        return filled
    raw = dict(filled.raw)
    for night in form.terms({}, {}).dates:
        for name in (*WHO, *(ROOMS + kind.code for kind in kinds)):
            raw.setdefault(cell(night, name), raw.get(name, "0"))
    return replace(filled, raw=raw)


def asked_for(
    filled: Filled[AmendmentForm], kinds: Kinds
) -> tuple[NewTerms | None, Filled[AmendmentForm]]:
    """The new terms, or the form with what is wrong at each field."""
    rooms, wrong = rooms_typed(filled, kinds)
    form = filled.value
    for name, words in wrong.items():
        filled = filled.with_error(name, words)
    if form is None or not form.by_night:
        terms = form.terms(rooms, {}) if form and not wrong else None
        return terms, filled
    apart, filled = _nights(form.terms(rooms, {}).dates, filled, kinds)
    return (form.terms(rooms, apart) if filled.value else None), filled


def _nights(
    nights: Iterable[date], filled: Filled[AmendmentForm], kinds: Kinds
) -> tuple[dict[date, Lodging], Filled[AmendmentForm]]:
    apart: dict[date, Lodging] = {}
    for night in nights:
        numbers: dict[str, int] = {}
        for name in (*WHO, *(ROOMS + kind.code for kind in kinds)):
            typed = filled.raw.get(cell(night, name), "").strip()
            read = judge(QueryParams({"number": typed} if typed else {}), _NightForm)
            if read.value is None:
                filled = filled.with_error(cell(night, name), read.errors["number"])
            numbers[name] = read.value.number if read.value else 0
        rooms = {kind.code: n for kind in kinds if (n := numbers[ROOMS + kind.code])}
        apart[night] = Lodging(Heads(*(numbers[who] for who in WHO)), rooms)
    return apart, filled
