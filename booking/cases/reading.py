"""Cases as lists and as one page, and how many were answered in time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from booking.cases.access import case_of, cases_of
from booking.cases.models import Case, CaseMessage
from booking.cases.numbering import shown_number
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import choose
from sites.foundation.paging import Page

PAGE = 25
COLUMNS = (
    "id", "public_id", "year", "serial", "kind", "channel", "subject", "caller", "stay_id", "opened_at",
    "due_on", "owner_name", "answer", "answered_by_name", "answered_at", "overdue_at", "handed_to_id",
    "union__name", "union__name_en", "site__name", "site__name_en", "site__code", "stay__public_id",
    "stay__reference", "stay__site__name", "stay__site__name_en", "handed_to__name", "handed_to__name_en",
)  # fmt: skip


@dataclass(frozen=True)
class CaseLine:
    """`asker`: the union, or who called. `left`: calendar days to its last day; below zero it is overdue."""

    public_id: str
    number: str
    kind: str
    channel: str
    subject: str
    asker: str
    site: str
    stay: str
    reference: str
    handed_to: str
    owner: str
    opened_at: datetime
    due_on: date
    answered_at: datetime | None
    answer: str
    answered_by: str

    @property
    def ends_at(self) -> datetime:
        return clock.end_of(self.due_on)

    @property
    def left(self) -> int:
        return (self.due_on - clock.today()).days

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def is_late(self) -> bool:
        """Answered after its last day, or not answered and past it."""
        return (self.answered_at or clock.now()) >= self.ends_at


@dataclass(frozen=True)
class CaseSaid:
    who: str
    at: datetime
    text: str
    own: bool


@dataclass(frozen=True)
class CasePage:
    line: CaseLine
    messages: tuple[CaseSaid, ...]


@dataclass(frozen=True)
class CaseFigures:
    """Of cases opened in a year. `in_time` and `late` are answered; `overdue` are open past their last day."""

    opened: int
    in_time: int
    late: int
    open: int
    overdue: int
    mean: timedelta | None

    @property
    def percent(self) -> float | None:
        """Answered in time, of all whose answer is due: answered ones and overdue ones. None where none is."""
        due = self.in_time + self.late + self.overdue
        return round(100 * self.in_time / due, 1) if due else None


async def cases(show: str = "open", *, number: int = 1, by: Actor) -> Page[CaseLine]:
    """`open` the nearest deadline first; `late` open past it; `answered` and `all` the newest first."""
    found = cases_of(by)
    if show in {"open", "late"}:
        found = found.filter(answered_at=None).order_by("due_on", "id")
    else:
        found = found.order_by("-opened_at", "-id")
    if show == "late":
        found = found.filter(due_on__lt=clock.today())
    if show == "answered":
        found = found.filter(answered_at__isnull=False)
    rows = await found.offset((number - 1) * PAGE).limit(PAGE).values(*COLUMNS)
    return Page([_line(row) for row in rows], number, PAGE, await found.count())


async def whole_list(*, by: Actor) -> list[CaseLine]:
    """Every case that the actor sees, for a sheet."""
    rows = await cases_of(by).order_by("-opened_at", "-id").values(*COLUMNS)
    return [_line(row) for row in rows]


async def case_page(public_id: str, *, by: Actor) -> CasePage:
    """Refused: CaseUnknown."""
    case = await case_of(public_id, by=by)
    row = (await Case.filter(id=case.id).values(*COLUMNS))[0]
    messages = await CaseMessage.filter(case_id=case.id).order_by("id")
    own = by.organisation_id
    said = [CaseSaid(m.by_name, m.at, m.text, m.organisation_id == own) for m in messages]
    return CasePage(_line(row), tuple(said))


async def case_figures(year: int, *, by: Actor) -> CaseFigures:
    lines = [line for line in await whole_list(by=by) if clock.day_of(line.opened_at).year == year]
    answered = [line for line in lines if line.answered_at]
    took = [line.answered_at - line.opened_at for line in answered if line.answered_at]
    waiting = [line for line in lines if line.is_open]
    return CaseFigures(
        opened=len(lines),
        in_time=sum(not line.is_late for line in answered),
        late=sum(line.is_late for line in answered),
        open=len(waiting),
        overdue=sum(line.is_late for line in waiting),
        mean=sum(took, timedelta()) / len(took) if took else None,
    )


def _line(row: dict[str, Any]) -> CaseLine:
    side = "stay__site" if row["stay_id"] else "site"
    return CaseLine(
        public_id=row["public_id"], number=shown_number(row["year"], row["serial"]), kind=row["kind"],
        channel=row["channel"], subject=row["subject"], asker=_name(row, "union") or row["caller"],
        site=_name(row, side), stay=row["stay__public_id"] or "", reference=row["stay__reference"] or "",
        handed_to=_name(row, "handed_to"), owner=row["owner_name"], opened_at=row["opened_at"],
        due_on=row["due_on"], answered_at=row["answered_at"], answer=row["answer"],
        answered_by=row["answered_by_name"],
    )  # fmt: skip


def _name(row: dict[str, Any], side: str) -> str:
    return choose(row[f"{side}__name"] or "", row[f"{side}__name_en"] or "")
