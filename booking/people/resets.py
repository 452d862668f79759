"""A lost password: a link of 30 minutes by mail, or from the organisation's administrator, and a first set-up."""

from booking.people import passwords
from booking.people.belonging import belongings
from booking.people.emails import account_of, checked_email
from booking.people.founding import NewOrganisation, NewPerson, write_organisation, write_person
from booking.people.links import Issued, issue, living_link, post_by_mail, spend, void_links
from booking.people.models import Organisation, User
from booking.people.permissions import NotGranted, demand
from booking.people.sessions import end_sessions
from booking.people.team import member_id
from booking.people.throttle import admit_try, forgive_tries
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class BelongsElsewhereToo(Refusal):
    code = "belongs_elsewhere_too"
    kind = Kind.FORBIDDEN
    words = N_(
        "This person's account is not yours alone. They ask for a new password themselves, by mail."
    )


async def request_reset(email: str, *, address: str) -> None:
    """Send a link if the account exists; say nothing either way. Refused: TooManyTries."""
    account = account_of(email)
    await admit_try(f"reset|{account}", address=address)
    await _send_reset(account)


@transaction
async def _send_reset(account: str) -> None:
    user = await User.filter(email=account, is_active=True).first()
    if user is not None:
        await void_links(user_id=user.id)
        await post_by_mail(await issue("reset", email=account, user_id=user.id))


@transaction
async def make_reset_link(person: str, *, by: Actor) -> Issued:
    """A link that the administrator hands over on the spot. Needs `team.manage`.

    Refused: PersonUnknown; BelongsElsewhereToo, because the link opens every organisation of the person.
    """
    demand(by, "team.manage")
    user = await User.get(id=await member_id(person, by=by))
    if len(await belongings(user.id)) > 1:
        raise BelongsElsewhereToo
    await void_links(user_id=user.id)
    return await issue("reset", email=user.email, user_id=user.id, made_by_id=by.user_id)


async def look_at_reset(token: str) -> str:
    """The account's address. Refused: LinkDead. Uses nothing up."""
    return (await living_link(token, "reset", "setup")).email


async def reset_password(token: str, password: str) -> None:
    """Set the password, use the link up, end all sessions. Refused: LinkDead, a poor password."""
    link = await living_link(token, "reset", "setup")
    user = await User.get(links__id=link.id)
    passwords.demand_good(password, names=(user.email, user.name))
    await _set_password(token, password_hash=await passwords.hash_password(password))


@transaction
async def _set_password(token: str, *, password_hash: str) -> None:
    link = await living_link(token, "reset", "setup")
    await spend(link)
    user = await User.get(links__id=link.id)
    await User.filter(id=user.id).update(password_hash=password_hash)
    await end_sessions(user.id)
    await forgive_tries(user.email)


@transaction
async def create_first_administrator(name: str, email: str, *, by: Actor) -> Issued:
    """The platform (made when there is none) and an administrator with a set-up link of 60 minutes.

    For the command line: whoever may run it owns the machine. Refused: EmailMalformed, NotGranted.
    """
    if not by.is_system:
        raise NotGranted
    account = checked_email(email)
    platform = await Organisation.filter(kind="platform").first()
    if platform is None:
        platform = await write_organisation(
            NewOrganisation(kind="platform", name="同心疗休养", name_en="Tongxin")
        )
    user_id = await write_person(NewPerson(name, account, ("administrator",)), platform.id)
    await void_links(user_id=user_id, purpose="setup")
    return await issue("setup", email=account, user_id=user_id)
