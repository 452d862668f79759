"""The five numbers of every night as rows of a table: people first, rooms beside them."""

from dataclasses import dataclass
from datetime import date

from booking.stays import StayPage
from booking.stays.reading import NUMBERS
from sites.foundation.language import N_, _

HEADS: dict[str, str] = {
    "contracted": N_("Contracted"),
    "reserved": N_("Reserved"),
    "picked_up": N_("Named"),
    "arrived": N_("Arrived"),
    "charged": N_("Billed"),
}
NOT_YET: dict[str, str] = {
    "picked_up": N_("not named yet"),
    "arrived": N_("after check-in"),
    "charged": N_("with the account"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """`heads` and `rooms` are None together; then `words` says when they will be known."""

    label: str
    heads: int | None
    rooms: int | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class NightRow:
    date: date
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class FiveNumbers:
    """`sums` are heads over all nights."""

    labels: tuple[str, ...]
    rows: tuple[NightRow, ...]
    sums: tuple[Count, ...]


def five_numbers(page: StayPage) -> FiveNumbers:
    rows = tuple(
        NightRow(night.date, tuple(_count(name, night.heads, night.rooms) for name in NUMBERS))
        for night in page.nights
    )
    return FiveNumbers(
        tuple(_(HEADS[name]) for name in NUMBERS),
        rows,
        tuple(_sum(name, place, rows) for place, name in enumerate(NUMBERS)),
    )


def _count(name: str, heads: dict[str, int | None], rooms: dict[str, int | None]) -> Count:
    if heads[name] is None:
        return Count(_(HEADS[name]), None, None, _(NOT_YET.get(name, "")))
    return Count(_(HEADS[name]), heads[name], rooms[name])


def _sum(name: str, place: int, rows: tuple[NightRow, ...]) -> Count:
    known = [heads for row in rows if (heads := row.counts[place].heads) is not None]
    return Count(_(HEADS[name]), sum(known) if known else None, None)
