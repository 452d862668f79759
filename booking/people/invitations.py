"""Inviting a person, or a whole organisation by its first person; and taking the invitation up."""

from dataclasses import dataclass, replace

from booking.people import passwords
from booking.people.belonging import Entered, enter
from booking.people.emails import checked_email
from booking.people.founding import NewPerson, write_person
from booking.people.links import Issued, issue, living_link, organisation_name, post_by_mail, spend
from booking.people.models import Membership, Organisation, User
from booking.people.permissions import demand, desk_of, first_roles, roles_of
from booking.people.sign_in import SignInRefused
from booking.people.taking_up import take_up_bases
from booking.people.throttle import admit_try, forgive_tries
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_, locale


class RoleUnknown(Refusal):
    code = "role_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Choose one of the roles of your organisation.")


class AlreadyMember(Refusal):
    code = "already_member"
    words = N_("This person already has that role with you.")


@dataclass(frozen=True)
class Invitation:
    """What the page of an invitation shows. `is_known`: the address already has an account.

    `bases`: codes of what the operator is to run.
    """

    email: str
    organisation: str
    role: str
    is_known: bool
    bases: tuple[str, ...] = ()


@transaction
async def invite(email: str, role: str, *, by: Actor) -> Issued:
    """Invite somebody into the own organisation with one role: a link for 72 hours, also sent by mail.

    Needs `team.manage`. Refused: RoleUnknown, EmailMalformed, AlreadyMember.
    """
    demand(by, "team.manage")
    account = checked_email(email)
    organisation = await Organisation.get(id=by.organisation_id)
    if role not in roles_of(desk_of(organisation.kind, is_host=organisation.is_host)):
        raise RoleUnknown(field="role")
    member = Membership.filter(organisation_id=by.organisation_id, role=role, ended_at=None)
    if await member.filter(user__email=account).exists():
        raise AlreadyMember(field="email")
    issued = await issue(
        "invite", email=account, organisation_id=by.organisation_id, role=role,
        made_by_id=by.user_id,
    )  # fmt: skip
    await post_by_mail(issued)
    return issued


async def look_at_invitation(token: str) -> Invitation:
    """Refused: LinkDead. Uses nothing up."""
    link = await living_link(token, "invite")
    known = await User.exists(email=link.email)
    return Invitation(
        link.email, await organisation_name(link), link.role, known, tuple(link.bases)
    )


async def accept_invitation(
    token: str, *, name: str, password: str, address: str, agent: str
) -> Entered:
    """Become a member and begin a session there. Who has an account proves it by its password.

    Refused: LinkDead; SignInRefused or TooManyTries for a known address; a poor password for a new one.
    """
    link = await living_link(token, "invite")
    user = await User.filter(email=link.email).first()
    if user is None:
        passwords.demand_good(password, names=(link.email, name))
        newcomer = NewPerson(
            name, link.email, (), await passwords.hash_password(password), locale()
        )
        return await _join(token, newcomer=newcomer, agent=agent)
    await admit_try(link.email, address=address)
    # An account without a password proves nothing: its own link has to be used first.
    if not await passwords.fits(user.password_hash, password) or not user.is_active:
        raise SignInRefused(field="password")
    return await _join(token, newcomer=None, agent=agent)


@transaction
async def _join(token: str, *, newcomer: NewPerson | None, agent: str) -> Entered:
    link = await living_link(token, "invite")
    await spend(link)
    if newcomer is not None and await User.exists(email=link.email):
        raise SignInRefused(field="password")  # the account was made meanwhile: prove it is yours
    organisation = await Organisation.get(links__id=link.id)
    is_first = not await Membership.exists(organisation_id=organisation.id)
    roles = first_roles(organisation.kind) if is_first else (link.role,)
    person = replace(newcomer or NewPerson("", link.email, ()), roles=roles)
    user_id = await write_person(person, organisation.id)
    if is_first and organisation.kind == "operator":
        await take_up_bases(organisation, link.bases, by_user_id=link.made_by_id)
    await forgive_tries(link.email)
    return await enter(user_id, agent=agent, organisation_id=organisation.id)
