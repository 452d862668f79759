"""What an endpoint may be told of, by the kind of its organisation."""

from collections.abc import Iterable

from booking.webhooks.refusals import SubjectsUnknown
from sites.foundation.language import N_

SUBJECTS: dict[str, str] = {
    "stays": N_("Changes of the organisation's group stays"),
    "nights": N_("Nights whose free rooms or places changed"),
    "waiting": N_("Entries on waiting lists"),
    "quotas": N_("Quotas whose limit, use or rest changed"),
}
OF_KINDS: dict[str, tuple[str, ...]] = {
    "union": ("stays", "waiting", "quotas"),
    "operator": ("stays", "nights", "waiting"),
    "federation": ("quotas",),
}


def subjects_of(kind: str) -> tuple[str, ...]:
    return OF_KINDS.get(kind, ())


def sound_subjects(asked: Iterable[str], *, kind: str) -> list[str]:
    """Each once, in the order of the table. Refused: SubjectsUnknown."""
    wanted = set(asked)
    if not wanted or not wanted <= set(subjects_of(kind)):
        raise SubjectsUnknown(field="subjects")
    return [subject for subject in SUBJECTS if subject in wanted]
