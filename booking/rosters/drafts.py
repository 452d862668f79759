"""A person as handed in: every field judged, in the one form in which it is kept."""

import unicodedata
from dataclasses import dataclass, field

from booking.rosters.numbers import born_on, other_number, resident_number, sex_of
from booking.rosters.phones import phone_number
from booking.rosters.refusals import (
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


def draft(
    *, name: str, kind: str, sex: str = "", document: str = "resident", number: str = "",
    phone: str = "", note: str = "",
) -> TravellerDraft:  # fmt: skip
    """Judge a person's fields. A number may come later; the sex comes from a resident number.

    Refused: NameUnsound, KindUnknown, ResidentNumberUnsound, DocumentNumberUnsound,
    SexContradictsNumber, TooYoungToWork, PhoneUnsound.
    """
    if not _is_name(name):
        raise NameUnsound(field="name")
    if kind not in KINDS or document not in DOCUMENTS:
        raise KindUnknown(field="kind")
    kept = _number(number, document) if number else ""
    if kept and document == "resident":
        sex = _sex(kept, sex)
        _demand_of_age(kept, kind)
    return TravellerDraft(
        name.strip(), kind, sex if sex in SEXES else "", document, kept, phone_number(phone), note[:120]
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


def _demand_of_age(number: str, kind: str) -> None:
    born, today = born_on(number), clock.today()
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if kind == "worker" and years < CHILD_YEARS:
        raise TooYoungToWork(field="kind")
