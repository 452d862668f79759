"""The people of an organisation: who they are, which roles they have, and how one leaves and hands over."""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.people.approval import approval_of, hand_over_steps
from booking.people.memberships import first_membership, give_roles, open_roles, take_roles
from booking.people.models import Deputy, Membership, Organisation, User
from booking.people.permissions import demand, desk_of, roles_of
from booking.people.sessions import end_sessions
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import N_

TOPIC = "people.handed_over"


class PersonUnknown(Refusal):
    code = "person_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such person in your organisation.")


class RolesUnknown(Refusal):
    code = "roles_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Choose at least one of the roles of your organisation.")


class LastAdministrator(Refusal):
    code = "last_administrator"
    words = N_("An organisation keeps at least one administrator. Make somebody else one first.")


class StillApproves(Refusal):
    code = "still_approves"
    words = N_("This person stands in the steps of approval. Change the steps first.")


class SuccessorMustApprove(Refusal):
    code = "successor_must_approve"
    kind = Kind.BAD_INPUT
    words = N_(
        "This person approves stays. Choose an approver as the successor, or give the successor that role first."
    )


class SuccessorNeeded(Refusal):
    code = "successor_needed"
    kind = Kind.BAD_INPUT
    words = N_("Choose who takes over the stays and tasks.")


@dataclass(frozen=True)
class Member:
    user_id: int
    public_id: str
    name: str
    email: str
    roles: tuple[str, ...]


async def members(organisation_id: int) -> list[Member]:
    """Everybody with an open membership, in the order in which they came."""
    rows = await (
        Membership.filter(organisation_id=organisation_id, ended_at=None)
        .order_by("id")
        .values("role", "user_id", "user__public_id", "user__name", "user__email")
    )
    found: dict[int, Member] = {}
    for row in rows:
        key = row["user_id"]
        roles = (*(found[key].roles if key in found else ()), row["role"])
        found[key] = Member(
            key, row["user__public_id"], row["user__name"], row["user__email"], roles
        )
    return list(found.values())


async def organisation_of_mail(email: str) -> int:
    """The first organisation of whoever signs in with this address, for the command line. Refused: PersonUnknown."""
    member = await first_membership(email)
    if member is None:
        raise PersonUnknown
    return member.organisation_id


async def member_of(public_id: str, *, by: Actor) -> Member:
    """One person of the own organisation. Refused: PersonUnknown, whether they exist or not."""
    for one in await members(by.organisation_id):
        if one.public_id == public_id:
            return one
    raise PersonUnknown


async def member_id(public_id: str, *, by: Actor) -> int:
    """The id of a person of the own organisation. Refused: PersonUnknown, whether they exist or not."""
    user = await User.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if user is None or not await open_roles(user.id, by.organisation_id):
        raise PersonUnknown
    return user.id


@transaction
async def change_roles(person: str, roles: Iterable[str], *, by: Actor) -> None:
    """Give a member exactly these roles; their sessions here end, so that they come back with the new ones.

    Whoever approves no more answers nothing that was handed to them: those rounds are withdrawn. Needs `team.manage`. Refused: PersonUnknown, RolesUnknown, LastAdministrator, StillApproves.
    """
    demand(by, "team.manage")
    await _hold_still(by.organisation_id)
    user_id, wanted = await member_id(person, by=by), frozenset(roles)
    if not wanted or not wanted <= set(await _possible_roles(by.organisation_id)):
        raise RolesUnknown(field="roles")
    lost = await open_roles(user_id, by.organisation_id) - wanted
    if "administrator" in lost:
        await _demand_another_administrator(user_id, by.organisation_id)
    if "approver" in lost:
        await _demand_no_step(user_id, by.organisation_id)
    await give_roles(user_id, by.organisation_id, wanted)
    await take_roles(user_id, by.organisation_id, lost)
    if user_id != by.user_id:
        await end_sessions(user_id, organisation_id=by.organisation_id)


@transaction
async def remove_member(person: str, successor: str, *, by: Actor) -> None:
    """End a membership: sessions here end, and stays, steps and tasks go to the successor.

    Where the union approves by steps, an approver is succeeded by an approver. Needs `team.manage`. Refused:
    PersonUnknown, SuccessorNeeded, SuccessorMustApprove, LastAdministrator. The stays follow by the
    outbox (`people.handed_over`): they belong to a room above this one.
    """
    demand(by, "team.manage")
    await _hold_still(by.organisation_id)
    user_id = await member_id(person, by=by)
    successor_id = await _successor_id(successor, leaving=user_id, by=by)
    roles = await open_roles(user_id, by.organisation_id)
    if "administrator" in roles:
        await _demand_another_administrator(user_id, by.organisation_id)
    if "approver" in roles:
        await _demand_approver(successor_id, by.organisation_id)
    await take_roles(user_id, by.organisation_id, roles)
    await end_sessions(user_id, organisation_id=by.organisation_id)
    await _hand_over(user_id, successor_id, by.organisation_id)


async def _successor_id(public_id: str, *, leaving: int, by: Actor) -> int:
    try:
        found = await member_id(public_id, by=by)
    except PersonUnknown:
        raise SuccessorNeeded(field="successor") from None
    if found == leaving:
        raise SuccessorNeeded(field="successor")
    return found


async def _hand_over(leaving: int, successor: int, organisation_id: int) -> None:
    demand_transaction()
    await hand_over_steps(leaving, successor, organisation_id)
    for mine in ({"user_id": leaving}, {"deputy_id": leaving}):
        await Deputy.filter(
            organisation_id=organisation_id, ends_on__gte=clock.today(), **mine
        ).delete()
    await _post(organisation_id, leaving, successor)


async def _post(organisation_id: int, leaving: int, successor: int) -> None:
    payload = {"organisation": organisation_id, "from": leaving, "to": successor}
    await outbox.post(TOPIC, payload)


async def _demand_no_step(user_id: int, organisation_id: int) -> None:
    if user_id in (await approval_of(organisation_id)).steps:
        raise StillApproves(field="roles")
    # What was handed to them beside the steps stays theirs, and is withdrawn there.
    await _post(organisation_id, user_id, user_id)


async def _demand_approver(successor: int, organisation_id: int) -> None:
    has_steps = bool((await approval_of(organisation_id)).steps)
    if has_steps and "approver" not in await open_roles(successor, organisation_id):
        raise SuccessorMustApprove(field="successor")


async def _hold_still(organisation_id: int) -> None:
    """Two administrators cannot remove each other at once: the row's lock lets one go first."""
    await Organisation.filter(id=organisation_id).select_for_update(no_key=True).first()


async def _possible_roles(organisation_id: int) -> tuple[str, ...]:
    row = await Organisation.get(id=organisation_id)
    return roles_of(desk_of(row.kind, is_host=row.is_host))


async def _demand_another_administrator(user_id: int, organisation_id: int) -> None:
    others = Membership.filter(
        organisation_id=organisation_id, role="administrator", ended_at=None, user__is_active=True
    )
    if not await others.exclude(user_id=user_id).exists():
        raise LastAdministrator
