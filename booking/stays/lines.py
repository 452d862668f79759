"""Stays as one line each: for lists, inboxes and desks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tortoise.queryset import QuerySet

from booking.stays.models import Stay
from booking.stays.states import EFFECTS, State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import choose

COLUMNS = (
    "public_id", "reference", "state", "check_in", "check_out", "hold_kind", "hold_expires_at",
    "answer_due_at", "accepted_at", "submitted_at", "price_minor", "currency", "quote", "missing",
    "is_flagged", "reason", "contract_due_on", "contract_sealed_at", "names_due_on", "dispute_until",
    "account_presented_at", "arrivals_known", "contact", "created_at", "site__code", "site__name", "site__name_en", "site__district_code",
    "site__booking_mode", "union__name", "union__name_en", "union__area_code", "package__name",
    "package__name_en", "package__code", "is_prolonged", "trip__public_id",
)  # fmt: skip


@dataclass(frozen=True)
class StayLine:
    """One stay as a list shows it. `is_over_time`: a hold past its end, which accepts no act. `trip` is a public id."""

    public_id: str
    reference: str
    state: State
    check_in: date
    check_out: date
    heads: int
    workers: int
    price: Money
    per_person: Money
    site_code: str
    site_name: str
    district_code: str
    package_name: str
    union_name: str
    origin_code: str
    hold_kind: str
    hold_expires_at: datetime | None
    answer_due_at: datetime | None
    accepted_at: datetime | None
    submitted_at: datetime | None
    contract_due_on: date | None
    contract_sealed_at: datetime | None
    names_due_on: date | None
    dispute_until: datetime | None
    account_presented_at: datetime | None
    arrivals_known: bool
    missing: tuple[str, ...]
    reason: str
    contact: str
    is_flagged: bool
    created_at: datetime
    package_code: str = ""
    is_prolonged: bool = False
    trip: str = ""

    @property
    def nights(self) -> int:
        return (self.check_out - self.check_in).days

    @property
    def is_over_time(self) -> bool:
        ends = self.hold_expires_at
        return self.state is State.HELD and ends is not None and ends <= clock.now()

    @property
    def shown_state(self) -> State:
        """A hold past its time is shown as expired."""
        return State.EXPIRED if self.is_over_time else self.state


async def lines_of(
    by: Actor, *, states: Iterable[State] = (), limit: int | None = None
) -> list[StayLine]:
    """The organisation's own stays, booked or received, newest check-in first; all of them unless a limit is named."""
    query = own(by)
    if wanted := list(states):
        query = query.filter(state__in=wanted)
    query = query.order_by("-check_in", "-id")
    rows = query.limit(limit) if limit else query
    return [line(row) for row in await rows.values(*COLUMNS)]


def own(by: Actor) -> QuerySet[Stay]:
    """Stays that the actor's organisation booked, or as an operator receives."""
    side = "operator_id" if by.kind == "operator" else "union_id"
    return Stay.filter(**{side: by.organisation_id})


async def awaiting_answer(by: Actor) -> list[StayLine]:
    """Requests whose clock runs at this operator, the shortest time first."""
    waiting = {"state": State.SUBMITTED, "accepted_at": None, "answer_due_at__isnull": False}
    rows = (
        await Stay.filter(operator_id=by.organisation_id, **waiting)
        .order_by("answer_due_at", "id")
        .values(*COLUMNS)
    )
    return [line(row) for row in rows]


async def lines_by_id(stay_ids: Iterable[int]) -> dict[int, StayLine]:
    """Stays by their inner id, for lists that another room keeps. Whoever asks may already see them."""
    rows = await Stay.filter(id__in=[*stay_ids]).values("id", *COLUMNS)
    return {int(row["id"]): line(row) for row in rows}


async def own_lines(public_ids: Iterable[str], *, by: Actor) -> list[StayLine]:
    """The union's own among these, by arrival. Whatever else is named is left out."""
    known = [one for one in public_ids if is_public_id(one)]
    rows = Stay.filter(union_id=by.organisation_id, public_id__in=known).order_by("check_in", "id")
    return [line(row) for row in await rows.values(*COLUMNS)] if known else []


async def lines_of_trips(trip_ids: Iterable[int]) -> dict[int, StayLine]:
    """The first stay of each trip that is not lost, for lists that another room keeps. Whoever asks may see them."""
    lost = [state for state, effects in EFFECTS.items() if not effects.takes_quota]
    rows = Stay.filter(trip_id__in=[*trip_ids]).exclude(state__in=lost)
    found = await rows.order_by("-check_in", "-id").values("trip_id", *COLUMNS)
    return {int(row["trip_id"]): line(row) for row in found}


def line(row: dict[str, object]) -> StayLine:
    """A row of `COLUMNS` as a line, its names in the reader's language."""
    r: dict[str, object] = row
    quote: dict[str, int] = r["quote"]  # type: ignore[assignment]
    currency = str(r["currency"])
    plain = {name: r[name] for name in StayLine.__dataclass_fields__ if name in r}
    return StayLine(
        **{  # type: ignore[arg-type]
            **plain,
            "state": State(str(r["state"])),
            "heads": quote["heads"],
            "workers": quote["workers"],
            "price": Money(int(str(r["price_minor"])), currency),
            "per_person": Money(quote["per_person"], currency),
            "site_code": r["site__code"],
            "site_name": choose(str(r["site__name"]), str(r["site__name_en"])),
            "district_code": r["site__district_code"],
            "package_name": choose(str(r["package__name"]), str(r["package__name_en"])),
            "package_code": r["package__code"],
            "trip": r["trip__public_id"],
            "union_name": choose(str(r["union__name"]), str(r["union__name_en"])),
            "origin_code": r["union__area_code"],
            "missing": tuple(r["missing"]),  # type: ignore[arg-type]
        }
    )
