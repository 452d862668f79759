"""How many days a union's lists are kept after settlement, and what was shredded when."""

from dataclasses import dataclass
from datetime import datetime

from booking.people import demand
from booking.rosters.keeping_models import ListEnd, RetentionTerm
from booking.rosters.shredding import DEFAULT_DAYS
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

MOST_DAYS, MOST_YEARS = 365, 10


class RetentionUnfit(Refusal):
    code = "retention_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Enter 1 to 365 days, and 0 to 10 years.")


@dataclass(frozen=True, slots=True)
class Retention:
    """`days` between settlement and shredding; `years_between` two retreats of a person, 0 where the union has no such rule."""

    days: int = DEFAULT_DAYS
    years_between: int = 0


@dataclass(frozen=True, slots=True)
class Shredded:
    reference: str
    at: datetime
    days: int
    people: int


async def retention_of(organisation_id: int) -> Retention:
    row = await RetentionTerm.get_or_none(organisation_id=organisation_id)
    return Retention(row.days, row.years_between) if row else Retention()


@transaction
async def set_retention(wanted: Retention, *, by: Actor) -> None:
    """For everything of the own union that is not shredded yet. Refused: NotGranted, RetentionUnfit."""
    demand(by, "team.manage")
    if not (1 <= wanted.days <= MOST_DAYS and 0 <= wanted.years_between <= MOST_YEARS):
        raise RetentionUnfit(field="days")
    await RetentionTerm.update_or_create(
        organisation_id=by.organisation_id,
        defaults={
            "days": wanted.days, "years_between": wanted.years_between, "set_at": clock.now(), "set_by_id": by.user_id,
        },
    )  # fmt: skip


async def shredded_lists(*, by: Actor, most: int = 50) -> tuple[Shredded, ...]:
    """Of the own union, the newest first. Refused: NotGranted."""
    demand(by, "team.manage")
    own = ListEnd.filter(party__organisation_id=by.organisation_id).order_by("-id").limit(most)
    rows = await own.values("party__trip__stays__reference", "at", "days", "people", "id")
    first = {row["id"]: row for row in reversed(rows)}
    return tuple(
        Shredded(row["party__trip__stays__reference"] or "", row["at"], row["days"], row["people"])
        for row in reversed(first.values())
    )


async def shredded_at(party_id: int) -> datetime | None:
    """When the party's list was shredded; None while it stands."""
    end = await ListEnd.filter(party_id=party_id).order_by("-id").first()
    return end.at if end else None
