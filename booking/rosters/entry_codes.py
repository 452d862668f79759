"""The short code of a person at the door: drawn from their random id by the keyed hash, so it tells nothing of them."""

import base64

from sites.foundation import sealing

LENGTH = 7
# What is easily misread on paper or by ear.
READ_AS = str.maketrans("0189", "OIBG")


def entry_code(traveller: str) -> str:
    """Seven letters and digits for the person with this public id, always the same on one installation."""
    raw = bytes.fromhex(sealing.index_of(f"entry|{traveller}"))
    return base64.b32encode(raw).decode()[:LENGTH]


def as_code(typed: str) -> str:
    """What somebody typed or a camera read, in the one form of a code."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())
    return plain.translate(READ_AS)[:32]
