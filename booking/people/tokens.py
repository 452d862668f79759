"""Secrets that are handed out once: sessions, links and codes. Only their hashes are kept."""

import hashlib
import secrets

from sites.foundation import sealing
from sites.foundation.identifiers import ALPHABET, clean_reference

TOKEN_LENGTH = 43  # 32 random bytes in base 64 without padding


def new_token() -> str:
    """256 random bits, fit for a cookie or an address."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def new_claim_code() -> str:
    """60 random bits in three groups of four, for a letter on paper."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join((body[:4], body[4:8], body[8:]))


def claim_index(code: str) -> str:
    """A keyed hash of a claim code however it was typed; look-alike letters are one."""
    return sealing.index_of(f"claim|{clean_reference(code)}")
