"""Tries at accounts are counted before they are made: five for an account, thirty from an address, in 15 minutes.

Nothing is locked for good: the window moves on, and a refused try does not lengthen it.
"""

from datetime import timedelta

from booking.people.models import SignInTry
from sites.foundation import clock, sealing
from sites.foundation.database import fetch, is_sqlite, transaction
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
    now = clock.now()
    recent = SignInTry.filter(tried_at__gt=now - WINDOW)
    by_account, by_address = _index("account", account), _index("address", address)
    await _queue(by_account)
    if (
        await recent.filter(account_index=by_account).count() >= PER_ACCOUNT
        or await recent.filter(address_index=by_address).count() >= PER_ADDRESS
    ):
        raise TooManyTries(minutes=int(WINDOW.total_seconds() // 60))
    await SignInTry.create(account_index=by_account, address_index=by_address, tried_at=now)


class AskedTooFast(Refusal):
    code = "asked_too_fast"
    kind = Kind.TOO_MANY
    words = N_("Too many tries from here. Wait %(minutes)s minutes, then send it again.")


@transaction
async def admit_guess(what: str, *, most: int, address: str, most_from_address: int) -> None:
    """Count one try at `what` (a link, a name on a card) by somebody without an account, whatever comes of it.

    Refused: AskedTooFast. Addresses are shared by whole factories, so they are given more than one person needs.
    """
    recent = SignInTry.filter(tried_at__gt=clock.now() - WINDOW)
    by_what, by_address = _index("guess", what), _index("guess from", address)
    await _queue(by_what)
    if (
        await recent.filter(account_index=by_what).count() >= most
        or await recent.filter(address_index=by_address).count() >= most_from_address
    ):
        raise AskedTooFast(minutes=int(WINDOW.total_seconds() // 60))
    await SignInTry.create(account_index=by_what, address_index=by_address, tried_at=clock.now())


async def _queue(index: str) -> None:
    """Rival tries at one account go one after the other; SQLite's transactions queue anyway.

    An account that does not exist has no row to lock, and must not be told apart by how many tries it takes.
    """
    if not is_sqlite():
        await fetch("SELECT pg_advisory_xact_lock(hashtext($1))", index)


async def forgive_tries(account: str) -> None:
    """After a success the account begins at none."""
    await SignInTry.filter(account_index=_index("account", account)).delete()


@transaction
async def forget_old_tries() -> int:
    """Delete tries older than a day; how many."""
    return await SignInTry.filter(tried_at__lt=clock.now() - timedelta(days=1)).delete()


def _index(kind: str, value: str) -> str:
    return sealing.index_of(f"try|{kind}|{value}")
