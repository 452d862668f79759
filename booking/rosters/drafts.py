"""A person as handed in: every field judged, in the one form in which it is kept."""

import unicodedata
from dataclasses import dataclass, field

from booking.rosters.numbers import born_on, other_number, resident_number, sex_of
from booking.rosters.phones import phone_number
from booking.rosters.refusals import (
    GuardianMissing,
    KindUnknown,
    NameUnsound,
    SexContradictsNumber,
    TooYoungToWork,
)
from sites.foundation import clock
from sites.foundation.language import N_

KINDS: dict[str, str] = {
    "worker": N_("Worker"),
    "family": N_("Family"),
    "crew": N_("Leader or driver"),
}
SEXES: dict[str, str] = {"m": N_("Male"), "f": N_("Female")}
DOCUMENTS: dict[str, str] = {"resident": N_("Resident ID"), "other": N_("Other document")}
LONGEST_NAME = 60
LONGEST_DEPARTMENT = 40
CHILD_YEARS = 14


@dataclass(frozen=True, slots=True)
class TravellerDraft:
    """Made by `draft` alone, so everything in it is sound. Number and phone stay out of any text."""

    name: str
    kind: str
    sex: str
    document: str
    number: str = field(repr=False, default="")
    phone: str = field(repr=False, default="")
    note: str = ""
    guardian_agrees: bool = False
    department: str = ""


def draft(
    *, name: str, kind: str, sex: str = "", document: str = "resident", number: str = "",
    phone: str = "", note: str = "", guardian_agrees: bool = False, department: str = "",
) -> TravellerDraft:  # fmt: skip
    """Judge a person's fields. A number may come later; the sex comes from a resident number.

    Refused: NameUnsound, KindUnknown, ResidentNumberUnsound, DocumentNumberUnsound,
    SexContradictsNumber, TooYoungToWork, GuardianMissing (a child under 14 travels as family, and its
    guardian agrees that its data are kept: Personal Information Protection Law, article 31), PhoneUnsound.
    """
    if not _is_name(name):
        raise NameUnsound(field="name")
    if kind not in KINDS or document not in DOCUMENTS:
        raise KindUnknown(field="kind")
    kept = _number(number, document) if number else ""
    is_child = False
    if kept and document == "resident":
        sex = _sex(kept, sex)
        is_child = _is_child(kept)
        _demand_guarded(kind, is_child=is_child, guardian_agrees=guardian_agrees)
    return TravellerDraft(
        name.strip(), kind, sex if sex in SEXES else "", document, kept, phone_number(phone), note[:120],
        is_child and guardian_agrees, department.strip()[:LONGEST_DEPARTMENT],
    )  # fmt: skip


def _is_name(name: str) -> bool:
    letters = any(unicodedata.category(character).startswith("L") for character in name)
    digits = any(character.isdigit() for character in name)
    return letters and not digits and len(name.strip()) <= LONGEST_NAME


def _number(number: str, document: str) -> str:
    return resident_number(number) if document == "resident" else other_number(number)


def _sex(number: str, told: str) -> str:
    found = sex_of(number)
    if told and told != found:
        raise SexContradictsNumber(field="sex")
    return found


def _is_child(number: str) -> bool:
    born, today = born_on(number), clock.today()
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return years < CHILD_YEARS


def _demand_guarded(kind: str, *, is_child: bool, guardian_agrees: bool) -> None:
    if is_child and kind == "worker":
        raise TooYoungToWork(field="kind")
    if is_child and not guardian_agrees:
        raise GuardianMissing(field="guardian")
