"""Tries at accounts are counted before they are made: five for an account, thirty from an address, in 15 minutes.

Nothing is locked for good: the window moves on, and a refused try does not lengthen it.
"""

from datetime import timedelta

from booking.people.emails import LONGEST
from booking.people.models import SignInTry, User
from sites.foundation import clock, sealing
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

WINDOW = timedelta(minutes=15)
PER_ACCOUNT, PER_ADDRESS = 5, 30


class TooManyTries(Refusal):
    code = "too_many_tries"
    kind = Kind.TOO_MANY
    words = N_("Too many tries. Wait %(minutes)s minutes, or ask for a new password.")


@transaction
async def admit_try(account: str, *, address: str) -> None:
    """Count one try. Refused: TooManyTries, whether or not the account exists."""
    # The row lock makes rival tries at one account queue on PostgreSQL; SQLite's transactions queue anyway.
    await User.filter(email=account[:LONGEST]).select_for_update().first()
    now = clock.now()
    recent = SignInTry.filter(tried_at__gt=now - WINDOW)
    by_account, by_address = _index("account", account), _index("address", address)
    if (
        await recent.filter(account_index=by_account).count() >= PER_ACCOUNT
        or await recent.filter(address_index=by_address).count() >= PER_ADDRESS
    ):
        raise TooManyTries(minutes=int(WINDOW.total_seconds() // 60))
    await SignInTry.create(account_index=by_account, address_index=by_address, tried_at=now)


async def forgive_tries(account: str) -> None:
    """After a success the account begins at none."""
    await SignInTry.filter(account_index=_index("account", account)).delete()


@transaction
async def forget_old_tries() -> int:
    """Delete tries older than a day; how many."""
    return await SignInTry.filter(tried_at__lt=clock.now() - timedelta(days=1)).delete()


def _index(kind: str, value: str) -> str:
    return sealing.index_of(f"try|{kind}|{value}")
