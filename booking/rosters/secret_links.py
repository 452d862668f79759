"""Links that are their own key: a random id with a seal by the keyed hash, so that no table holds a link that opens anything."""

import hmac

from sites.foundation import sealing
from sites.foundation.identifiers import is_public_id

SEAL = 32


def secret_of(kind: str, public_id: str) -> str:
    """What stands in the address of a thing of this kind: 64 hex digits. A seal of one kind opens no other."""
    return public_id + _seal(kind, public_id)


def opened_by(kind: str, secret: str) -> str:
    """The public id that the address opens; empty for one that we did not make."""
    public_id, seal = secret[:SEAL], secret[SEAL:]
    if not is_public_id(public_id) or not seal.isascii():
        return ""
    return public_id if hmac.compare_digest(seal, _seal(kind, public_id)) else ""


def _seal(kind: str, public_id: str) -> str:
    return sealing.index_of(f"link|{kind}|{public_id}")[:SEAL]
