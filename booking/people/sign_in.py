"""Coming in with address and password: one text and one time for every no."""

from booking.people import passwords
from booking.people.belonging import BelongsNowhere, Entered, enter
from booking.people.emails import account_of
from booking.people.models import User
from booking.people.throttle import admit_try, forgive_tries
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class SignInRefused(Refusal):
    code = "sign_in_refused"
    kind = Kind.UNAUTHENTICATED
    words = N_("Address and password do not fit together, or the account is closed.")


async def sign_in(email: str, password: str, *, address: str, agent: str) -> Entered:
    """Begin a session. Refused alike for unknown, wrong, switched off and closed; TooManyTries first.

    The hash is computed outside any transaction: it takes longer than a writer may wait.
    """
    account = account_of(email)
    await admit_try(account, address=address)
    user = await User.filter(email=account, is_active=True).first()
    kept = user.password_hash if user else ""
    if not await passwords.fits(kept, password) or user is None:
        raise SignInRefused
    renewed = await passwords.hash_password(password) if passwords.is_outdated(kept) else ""
    return await _come_in(user.id, account, renewed=renewed, agent=agent)


@transaction
async def _come_in(user_id: int, account: str, *, renewed: str, agent: str) -> Entered:
    await forgive_tries(account)
    if renewed:
        await User.filter(id=user_id).update(password_hash=renewed)
    try:
        return await enter(user_id, agent=agent)
    except BelongsNowhere:
        raise SignInRefused from None
