"""Names for the outside: 128 random bits for addresses, eight letters with a check for paper and phone."""

import secrets

# Crockford's base 32: no I, L, O, U, so nothing is misread from a bank slip.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKS_LIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})


def public_id() -> str:
    return secrets.token_hex(16)


def is_public_id(text: str) -> bool:
    """Whether it has the form of one. Anything else in an address need not be looked for."""
    return len(text) == 32 and set(text) <= set("0123456789abcdef")


def reference() -> str:
    """Seven random characters and a check character (Luhn modulo 32)."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(7))
    return body + check_character(body)


def check_character(body: str) -> str:
    return ALPHABET[-_luhn(body, doubled=True) % 32]


def reference_is_sound(text: str) -> bool:
    cleaned = clean_reference(text)
    return (
        len(cleaned) == 8
        and set(cleaned) <= set(ALPHABET)
        and _luhn(cleaned, doubled=False) % 32 == 0
    )


def clean_reference(text: str) -> str:
    return text.strip().upper().replace("-", "").replace(" ", "").translate(_LOOKS_LIKE)


def _luhn(text: str, *, doubled: bool) -> int:
    total = 0
    for character in reversed(text):
        value = ALPHABET.index(character) * (2 if doubled else 1)
        total += value // 32 + value % 32
        doubled = not doubled
    return total
