"""A base's nights in the shape of the component night_grid: what is left, and of each closed cell why."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from booking.web.operator.night_words import NightFacts, mark_of, not_opened, state_of, title_of
from sites import calendar
from sites.foundation import clock
from sites.foundation.formats import full_day, weekday
from sites.foundation.language import _, is_english, ngettext
from sites.listings import SiteProfile

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class GridDay:
    top: str
    day: str
    foot: str
    rest: bool
    today: bool
    date: date


@dataclass(frozen=True, slots=True)
class Cell:
    """`small` is the total or a rule of the night; a lock stands where bookings do, `booked` of them."""

    state: str
    left: int | str
    small: str
    locked: bool
    title: str
    booked: int = 0
    over: bool = False
    quota: bool = False
    past: bool = False
    binding: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class SumCell:
    """People or beds: `left`, `percent` taken; `binding`: this limit is reached first."""

    left: int | str
    percent: int
    binding: bool
    title: str

    @property
    def full(self) -> bool:
        return self.left == 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """`key` is the code of the room type, by which edits name it."""

    key: str
    name: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SumRow:
    name: str
    note: str
    cells: tuple[SumCell, ...]


@dataclass(frozen=True, slots=True)
class GridView:
    label: str
    days: tuple[GridDay, ...]
    rows: tuple[GridRow, ...]
    sums: tuple[SumRow, ...]


def grid_view(
    site: SiteProfile,
    nights: calendar.Grid,
    *,
    days: Sequence[date],
    unpriced: Collection[date],
    facts: NightFacts,
) -> GridView:
    """`unpriced` are days for which no package has a price."""
    rows = tuple(
        GridRow(
            kind.code,
            kind.name,
            _("%(rooms)s rooms, %(beds)s beds each", rooms=kind.rooms, beds=kind.beds),
            tuple(
                _cell(nights.nights.get((kind.id, day)), day, day in unpriced, facts)
                for day in days
            ),
        )
        for kind in site.room_types
    )
    label = _("Nights of %(site)s", site=site.name)
    return GridView(label, tuple(_day(day) for day in days), rows, _sums(site, nights, days, facts))


def _day(value: date) -> GridDay:
    # 35 columns: in Chinese one character says which weekday it is.
    name = weekday(value) if is_english() else weekday(value)[-1]
    shown = f"{value.month}/{value.day}" if value.day == 1 else str(value.day)
    rests = value.weekday() >= SATURDAY
    return GridDay(name, shown, _("rest") if rests else "", rests, value == clock.today(), value)


def _cell(row: calendar.NightRow | None, day: date, unpriced: bool, facts: NightFacts) -> Cell:  # noqa: FBT001
    past = day < clock.today()
    if row is None:
        return Cell("closed", "–", "", locked=False, title=_absent(day, facts), past=past)
    return Cell(
        state_of(row, unpriced=unpriced), row.left, mark_of(row) or f"/{row.rooms}",
        locked=row.booked > 0, title=title_of(row, unpriced=unpriced, facts=facts), booked=row.booked,
        over=row.over > 0, past=past,
    )  # fmt: skip


def _absent(day: date, facts: NightFacts) -> str:
    return _("%(day)s: %(why)s", day=full_day(day), why=not_opened(day, facts))


def _sums(
    site: SiteProfile, nights: calendar.Grid, days: Sequence[date], facts: NightFacts
) -> tuple[SumRow, ...]:
    beds = [_beds(site, nights, day) for day in days]
    people = [nights.receptions.get(day) for day in days]
    bed_cells = tuple(
        _sum(day, free, site.beds, bool(row and free < row.left), facts)
        for day, free, row in zip(days, beds, people, strict=True)
    )
    people_cells = tuple(
        _sum(
            day,
            row.left if row else None,
            row.limit if row else 0,
            bool(row and row.left < free),
            facts,
        )
        for day, free, row in zip(days, beds, people, strict=True)
    )
    limit = site.card.reception_limit
    return (
        SumRow(_("Beds together"), _("%(beds)s beds, left", beds=site.beds), bed_cells),
        SumRow(
            _("People to receive"),
            ngettext("at most %(num)s person", "at most %(num)s people", limit),
            people_cells,
        ),
    )


def _beds(site: SiteProfile, nights: calendar.Grid, day: date) -> int:
    rooms = [(kind.beds, nights.nights.get((kind.id, day))) for kind in site.room_types]
    return sum(n * night.left for n, night in rooms if night and not night.is_closed)


def _sum(day: date, left: int | None, limit: int, binding: bool, facts: NightFacts) -> SumCell:  # noqa: FBT001
    if left is None:
        return SumCell("–", 0, binding=False, title=_absent(day, facts))
    words = _("%(day)s: %(left)s of %(most)s left", day=full_day(day), left=left, most=limit)
    title = words + _(", this limit is reached first") if binding else words
    return SumCell(left, 100 - 100 * left // limit if limit else 0, binding, title)
