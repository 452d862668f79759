"""Passwords: what may be one, and their argon2id hashes, made in a thread and never more than two at once."""

import asyncio
import re
import unicodedata
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

SHORTEST, LONGEST_BYTES = 12, 256
# OWASP's smaller setting for argon2id: 19 MiB and two passes, so that two at once stay cheap in memory.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_AT_ONCE = 2
_MARKS = r"[\d\s!-/:-@\[-`{-~]"  # digits, spaces and the keyboard's punctuation


class PasswordTooShort(Refusal):
    code = "password_too_short"
    kind = Kind.BAD_INPUT
    words = N_("Use at least %(shortest)s characters. A short sentence is easy to keep in mind.")


class PasswordTooLong(Refusal):
    code = "password_too_long"
    kind = Kind.BAD_INPUT
    words = N_("Use at most %(longest)s bytes; a Chinese character takes three.")


class PasswordTooCommon(Refusal):
    code = "password_too_common"
    kind = Kind.BAD_INPUT
    words = N_("This password is among the first that are guessed. Use several unrelated words.")


class PasswordNamesYou(Refusal):
    code = "password_names_you"
    kind = Kind.BAD_INPUT
    words = N_("The password must not be your own name, address or unit.")


def demand_good(password: str, *, names: tuple[str, ...], field: str = "password") -> None:
    """Refused: too short, too long, common, or one of `names` (own name, address, unit). Nothing is cut off."""
    if len(password) < SHORTEST:
        raise PasswordTooShort(shortest=SHORTEST, field=field)
    if len(_bytes(password)) > LONGEST_BYTES:
        raise PasswordTooLong(longest=LONGEST_BYTES, field=field)
    if _is_common(password):
        raise PasswordTooCommon(field=field)
    own = {_plain(part) for name in names for part in (name, name.partition("@")[0])} - {""}
    if own & {_plain(password), _core(password)}:
        raise PasswordNamesYou(field=field)


async def hash_password(password: str) -> str:
    async with _turn():
        return await asyncio.to_thread(_hasher.hash, _bytes(password))


async def fits(kept: str, password: str) -> bool:
    """Whether the password belongs to the hash. Takes as long for no hash, a bad one and a long password."""
    usable = bool(kept) and len(_bytes(password)) <= LONGEST_BYTES
    async with _turn():
        found = await asyncio.to_thread(
            _verify, kept if usable else _nobodys(), _bytes(password)[:LONGEST_BYTES]
        )
    return usable and found


def is_outdated(kept: str) -> bool:
    return _hasher.check_needs_rehash(kept)


def _verify(kept: str, password: bytes) -> bool:
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    """A hash that no password has been kept for: unknown accounts cost the same time."""
    return _hasher.hash(b"nobody's password")


_turns: list[tuple[asyncio.AbstractEventLoop, asyncio.Semaphore]] = []


def _turn() -> asyncio.Semaphore:
    loop = asyncio.get_running_loop()
    if not _turns or _turns[0][0] is not loop:
        _turns[:] = [(loop, asyncio.Semaphore(_AT_ONCE))]
    return _turns[0][1]


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


def _is_common(password: str) -> bool:
    plain, core = _plain(password), _core(password)
    said_again = _repeated(plain)
    return not core or len(said_again) < 5 or not _common().isdisjoint({plain, core, said_again})


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _core(password: str) -> str:
    """Without the digits and marks at both ends; nothing is left of mere numbers."""
    return re.sub(rf"^{_MARKS}+|{_MARKS}+$", "", _plain(password))


def _repeated(plain: str) -> str:
    """The shortest stretch that the whole repeats, cut off anywhere; the whole if there is none."""
    stretches = (plain[:n] for n in range(1, len(plain) // 2 + 1))
    return next((one for one in stretches if plain == (one * len(plain))[: len(plain)]), plain)


@cache
def _common() -> frozenset[str]:
    text = files("booking.people").joinpath("data", "common_passwords.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(word for line in lines for word in line.split())
