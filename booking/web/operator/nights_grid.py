"""A base's nights in the shape of the component night_grid: rooms left of those to sell, and people left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Cell:
    """`small` is the total; a lock stands where bookings do. `binding`: people run out before beds."""

    state: str
    left: int | str
    small: str
    locked: bool
    title: str
    binding: bool = False
    quota: bool = False
    past: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    name: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GridView:
    label: str
    days: tuple[GridDay, ...]
    rows: tuple[GridRow, ...]


def grid_view(site: SiteProfile, nights: calendar.Grid, *, days: Sequence[date]) -> GridView:
    kinds = [
        GridRow(
            kind.name,
            _("%(rooms)s rooms, %(beds)s beds each", rooms=kind.rooms, beds=kind.beds),
            tuple(_room_cell(nights.nights.get((kind.id, day)), day) for day in days),
        )
        for kind in site.room_types
    ]
    people = GridRow(
        _("People to receive"),
        ngettext("at most %(num)s person", "at most %(num)s people", site.card.reception_limit),
        tuple(_people_cell(site, nights, day) for day in days),
    )
    label = _("Nights of %(site)s", site=site.name)
    return GridView(label, tuple(_day(day) for day in days), (*kinds, people))


def _day(value: date) -> GridDay:
    top = f"{value.month}/" if value.day == 1 else ""
    # 35 columns: in Chinese one character says which weekday it is.
    name = weekday(value) if is_english() else weekday(value)[-1]
    return GridDay(
        name, f"{top}{value.day}", "", value.weekday() >= SATURDAY, value == clock.today()
    )


def _room_cell(row: calendar.NightRow | None, day: date) -> Cell:
    if row is None:
        return Cell(
            "closed", "–", "", locked=False, title=_("%(day)s: not opened", day=full_day(day))
        )
    title = _(
        "%(day)s: %(left)s of %(rooms)s rooms left, %(held)s held, %(sold)s sold",
        day=full_day(day), left=row.left, rooms=row.to_sell, held=row.held, sold=row.sold,
    )  # fmt: skip
    return Cell(_state(row), row.left, f"/{row.to_sell}", locked=row.sold > 0, title=title)


def _state(row: calendar.NightRow) -> str:
    if row.is_closed:
        return "closed"
    if not row.left:
        return "full"
    return "held" if row.held else "open"


def _people_cell(site: SiteProfile, nights: calendar.Grid, day: date) -> Cell:
    row = nights.receptions.get(day)
    if row is None:
        return Cell(
            "closed", "–", "", locked=False, title=_("%(day)s: not opened", day=full_day(day))
        )
    rooms = [(kind.beds, nights.nights.get((kind.id, day))) for kind in site.room_types]
    beds = sum(n * night.left for n, night in rooms if night and not night.is_closed)
    title = _(
        "%(day)s: %(left)s of %(people)s people may still come, %(beds)s beds are free",
        day=full_day(day), left=row.left, people=row.limit, beds=beds,
    )  # fmt: skip
    state = "open" if row.left else "full"
    return Cell(
        state, row.left, f"/{row.limit}", locked=False, title=title, binding=row.left < beds
    )
