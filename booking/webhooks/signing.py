"""Signatures as Standard Webhooks describes them: whsec_ secrets, HMAC-SHA256 over id, time and body."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature(secret: str, *, message: str, seconds: int, body: str) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message}.{seconds}.{body}".encode()
    made = hmac.new(key, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(made).decode()}"


def headers_for(
    secrets_in_use: Iterable[str], *, message: str, seconds: int, body: str
) -> dict[str, str]:
    """While a secret is being replaced both sign: a receiver takes the message if one of them fits."""
    signatures = (
        signature(secret, message=message, seconds=seconds, body=body) for secret in secrets_in_use
    )
    return {
        "Content-Type": "application/json",
        "User-Agent": "Tongxin-Webhooks/1",
        "webhook-id": message,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(signatures),
    }
