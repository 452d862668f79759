"""What a program's token may do: permissions of the one table, by the desk of its organisation."""

from collections.abc import Iterable

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

SCOPES: dict[str, str] = {
    "stays.see": N_("Read the organisation's group stays"),
    "stays.book": N_("Hold, submit and cancel group stays"),
    "stays.answer": N_("Accept and decline submitted group stays"),
    "quotas.see": N_("Read quotas and what is left of them"),
}
OF_DESKS: dict[str, tuple[str, ...]] = {
    "union": ("stays.see", "stays.book", "quotas.see"),
    "operator": ("stays.see", "stays.answer"),
    "federation": ("quotas.see",),
    "partner": ("quotas.see",),
}


class ScopesUnknown(Refusal):
    code = "scopes_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Choose at least one of the scopes that your organisation may give.")


def scopes_of(desk: str) -> tuple[str, ...]:
    """What programs of such an organisation may be allowed; for most desks nothing."""
    return OF_DESKS.get(desk, ())


def sound_scopes(asked: Iterable[str], *, desk: str) -> list[str]:
    """Each once, in the order of the table. Refused: ScopesUnknown."""
    wanted = set(asked)
    if not wanted or not wanted <= set(scopes_of(desk)):
        raise ScopesUnknown(field="scopes")
    return [scope for scope in SCOPES if scope in wanted]
