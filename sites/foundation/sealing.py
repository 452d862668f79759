"""Personal fields at rest: AES-256-GCM with named keys, and a keyed index to find them again."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


@dataclass(frozen=True)
class Keys:
    """`field_keys` newest first: the first seals, all open. `index_key` is never replaced."""

    field_keys: dict[str, bytes]
    index_key: bytes


_keys: list[Keys] = []


def configure(keys: Keys) -> None:
    _keys[:] = [keys]


def seal(text: str, *, place: str) -> str:
    """Encrypt for one place (`table|row|column`): copied to another place it will not open."""
    key_id, key = next(iter(_keys[0].field_keys.items()))
    nonce = secrets.token_bytes(12)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), place.encode())
    return ":".join(["v1", key_id, _encode(nonce), _encode(sealed)])


def unseal(sealed: str, *, place: str) -> str:
    _, key_id, nonce, body = sealed.split(":")
    plain = AESGCM(_keys[0].field_keys[key_id]).decrypt(
        _decode(nonce), _decode(body), place.encode()
    )
    return plain.decode()


def opens(sealed: str, *, place: str) -> bool:
    """Whether the present keys open it there."""
    try:
        unseal(sealed, place=place)
    except (InvalidTag, KeyError):
        return False
    return True


def beginnings() -> list[str]:
    """How a value begins that one of the present keys closed, for each of them."""
    return [f"v1:{key_id}:" for key_id in _keys[0].field_keys]


def index_of(text: str) -> str:
    """A keyed hash, for looking up and comparing without showing the value."""
    return hmac.new(_keys[0].index_key, text.encode(), hashlib.sha256).hexdigest()


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text)
