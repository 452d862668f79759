"""Deputies: between two days, both included, somebody else may approve in a person's place."""

from dataclasses import dataclass
from datetime import date, timedelta

from booking.people.memberships import open_roles
from booking.people.models import Deputy
from booking.people.permissions import NotGranted
from booking.people.team import PersonUnknown, member_id
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

LONGEST = timedelta(days=366)
TOPIC = "people.deputy_changed"


class DeputyIsOneself(Refusal):
    code = "deputy_is_oneself"
    kind = Kind.BAD_INPUT
    words = N_("A deputy is somebody else.")


class DeputyNotApprover(Refusal):
    code = "deputy_not_approver"
    words = N_("Only an approver can stand in. Give this person the role of approver first.")


class DeputyDates(Refusal):
    code = "deputy_dates"
    kind = Kind.BAD_INPUT
    words = N_("The last day comes after the first, from today on, within a year.")


@dataclass(frozen=True)
class Standin:
    id: int
    user_id: int
    name: str
    deputy_id: int
    deputy: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Absence:
    """Public ids of the person and of the deputy; both days included."""

    person: str
    deputy: str
    starts_on: date
    ends_on: date


@transaction
async def set_deputy(absence: Absence, *, by: Actor) -> None:
    """An approver for themselves, or the administrator for anybody; the deputy is told.

    Refused: NotGranted, PersonUnknown, DeputyIsOneself, DeputyNotApprover, DeputyDates.
    """
    person = await member_id(absence.person, by=by)
    deputy = await member_id(absence.deputy, by=by)
    _demand_may_set(person, by)
    if person == deputy:
        raise DeputyIsOneself(field="deputy")
    if not await _approve(person, deputy, organisation_id=by.organisation_id):
        raise DeputyNotApprover(field="deputy")
    first, last = absence.starts_on, absence.ends_on
    if not clock.today() <= first <= last <= clock.today() + LONGEST:
        raise DeputyDates(field="ends_on")
    made = await Deputy.create(
        organisation_id=by.organisation_id, user_id=person, deputy_id=deputy,
        starts_on=first, ends_on=last,
    )  # fmt: skip
    await _post(made, stands=True, by=by)


@transaction
async def end_deputy(standin_id: int, *, by: Actor) -> None:
    """Take it back, whether begun or not; the deputy is told. Refused: PersonUnknown, NotGranted."""
    row = await Deputy.filter(id=standin_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise PersonUnknown
    _demand_may_set(row.user_id, by)
    if await Deputy.filter(id=standin_id).delete():
        await _post(row, stands=False, by=by)


async def _post(row: Deputy, *, stands: bool, by: Actor) -> None:
    # An ended one leaves no row behind, so the letter carries what it was.
    payload = {
        "deputy": row.id, "organisation": row.organisation_id, "user": row.deputy_id, "stands": stands,
        "starts_on": row.starts_on.isoformat(), "ends_on": row.ends_on.isoformat(), "by": by.user_id,
    }  # fmt: skip
    await outbox.post(TOPIC, payload)


async def standins(organisation_id: int) -> list[Standin]:
    """Those that run now or will."""
    rows = await (
        Deputy.filter(organisation_id=organisation_id, ends_on__gte=clock.today())
        .order_by("starts_on", "id")
        .values("id", "user_id", "user__name", "deputy_id", "deputy__name", "starts_on", "ends_on")
    )
    return [Standin(*row.values()) for row in rows]


async def deputies_on(day: date, *, user_id: int, organisation_id: int) -> frozenset[int]:
    """Who may act for that person on that day: still approvers here."""
    rows = await Deputy.filter(
        organisation_id=organisation_id, user_id=user_id, starts_on__lte=day, ends_on__gte=day
    ).values("deputy_id")
    ids = {row["deputy_id"] for row in rows}
    return frozenset({one for one in ids if await _approve(one, organisation_id=organisation_id)})


def _demand_may_set(person: int, by: Actor) -> None:
    own = person == by.user_id and by.may("stays.approve")
    if not own and not by.may("team.manage"):
        raise NotGranted


async def _approve(*user_ids: int, organisation_id: int) -> bool:
    return all(["approver" in await open_roles(one, organisation_id) for one in user_ids])
