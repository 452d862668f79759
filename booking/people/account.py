"""What people change about themselves: name, language, password."""

from dataclasses import dataclass

from booking.people import passwords
from booking.people.models import User
from booking.people.sessions import end_sessions
from booking.people.throttle import admit_try, forgive_tries
from sites.foundation.actor import Viewer
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import LOCALES, N_


class PresentPasswordWrong(Refusal):
    code = "present_password_wrong"
    kind = Kind.BAD_INPUT
    words = N_("This is not your present password.")


@dataclass(frozen=True)
class Account:
    name: str
    email: str
    language: str


async def own_account(viewer: Viewer) -> Account:
    user = await User.get(id=viewer.actor.user_id)
    return Account(user.name, user.email, user.language)


@transaction
async def change_profile(*, name: str, language: str, viewer: Viewer) -> None:
    """Own name, and the language of own mails. An unknown language leaves the old one."""
    kept = {"language": language} if language in LOCALES else {}
    await User.filter(id=viewer.actor.user_id).update(name=name, **kept)


async def change_password(
    present: str, new: str, *, ends_others: bool, address: str, viewer: Viewer
) -> None:
    """Refused: PresentPasswordWrong, TooManyTries, a poor new one. `ends_others` ends all other sessions."""
    user = await User.get(id=viewer.actor.user_id)
    passwords.demand_good(new, names=(user.email, user.name, viewer.organisation), field="new")
    await _demand_present(user, present, address=address)
    await _store(user, await passwords.hash_password(new), ends_others=ends_others, viewer=viewer)


async def has_password(viewer: Viewer) -> bool:
    return bool((await User.get(id=viewer.actor.user_id)).password_hash)


async def prove_password(present: str, *, address: str, viewer: Viewer) -> None:
    """Ask for the password once more before what an open session alone must not do.

    Refused: PresentPasswordWrong, TooManyTries. Who has none was let in by the demonstration, and is asked nothing.
    """
    user = await User.get(id=viewer.actor.user_id)
    if user.password_hash:
        await _demand_present(user, present, address=address)
        await _forgive(user.email)


async def _demand_present(user: User, present: str, *, address: str) -> None:
    await admit_try(user.email, address=address)
    if not await passwords.fits(user.password_hash, present):
        raise PresentPasswordWrong(field="present")


_forgive = transaction(forgive_tries)


@transaction
async def _store(user: User, password_hash: str, *, ends_others: bool, viewer: Viewer) -> None:
    await User.filter(id=user.id).update(password_hash=password_hash)
    await forgive_tries(user.email)
    if ends_others:
        await end_sessions(user.id, but=viewer.session_id)
