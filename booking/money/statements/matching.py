"""What a line is, by what it says: the exact one is applied at once, everything else stands on the work list. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from booking.money.statements.rows import ReadLine
from sites.foundation.identifiers import ALPHABET, clean_reference, reference_is_sound
from sites.foundation.language import N_
from sites.listings.terms import Term, by_code

EXACT = "exact"
FINDINGS = (
    Term(EXACT, N_("Code, amount and payer agree")),
    Term("short", N_("Less than is owed")),
    Term("long", N_("More than is owed")),
    Term("twice", N_("The charge was paid before")),
    Term("recorded", N_("Perhaps on record already")),
    Term("late", N_("After the due day")),
    Term("several", N_("Several charges in one transfer")),
    Term("wrong_reference", N_("The code is not one of yours")),
    Term("no_reference", N_("No code in the remark")),
    Term("other_payer", N_("Another payer")),
    Term("gone", N_("The stay asks nothing any more")),
    Term("went_out", N_("Money that went out")),
    Term("foreign", N_("Foreign currency")),
    Term("unreadable", N_("The row could not be read")),
)
FINDING = by_code(FINDINGS)
# A receipt put on record by hand is perhaps this line's money, if it is that near.
NEAR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A receipt of a charge; `is_seen` when a line of a statement stands behind it."""

    minor: int
    day: date
    voucher: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A charge of the payee as it stands: what it demands, what is still owed, who owes it."""

    charge_id: int
    reference: str
    charged: int
    owed: int
    currency: str
    due_on: date | None
    payers: frozenset[str]
    receipts: Sequence[Recorded] = field(default=())


def references_in(text: str) -> tuple[str, ...]:
    """Every sound code in a remark, each once, in order; written with hyphens or spaces, or glued to other words."""
    plain = unicodedata.normalize("NFKC", text).upper()
    found = [clean_reference(one) for one in re.findall(r"[0-9A-Z]{4}[- ][0-9A-Z]{4}", plain)]
    for run in re.findall(r"[0-9A-Z]{8,}", plain):
        found += [clean_reference(run[at : at + 8]) for at in range(len(run) - 7)]
    return tuple(dict.fromkeys(one for one in found if reference_is_sound(one)))


def looks_coded(text: str) -> bool:
    """Whether somebody wrote a code: eight characters of both kinds that stand alone."""
    plain = unicodedata.normalize("NFKC", text).upper()
    words = re.findall(r"(?<![0-9A-Z])[0-9A-Z]{8}(?![0-9A-Z])", plain)
    return any(set(word) <= {*ALPHABET, *"ILO"} and not word.isdigit() and not word.isalpha() for word in words)  # fmt: skip


def finding_of(line: ReadLine, asked: Mapping[str, Asked]) -> tuple[str, Asked | None]:
    """What the line is, and the charge that it names, where it names one. `asked` by reference."""
    if line.is_unreadable:
        return "unreadable", None
    if line.minor < 0:
        return "went_out", None
    if line.currency != "CNY":
        return "foreign", None
    named = [asked[one] for one in references_in(line.remark) if one in asked]
    if not named:
        return ("wrong_reference" if looks_coded(line.remark) else "no_reference"), None
    if len(named) > 1:
        return "several", None
    return _of_one(line, named[0]), named[0]


def _of_one(line: ReadLine, charge: Asked) -> str:
    if is_recorded(line, charge):
        return "recorded"
    if not charge.charged:
        return "gone"
    if not charge.owed:
        return "twice"
    if not is_payer(line.payer, charge):
        return "other_payer"
    if line.minor != charge.owed:
        return "short" if line.minor < charge.owed else "long"
    is_late = charge.due_on is not None and line.booked_on is not None and line.booked_on > charge.due_on  # fmt: skip
    return "late" if is_late else EXACT


def is_recorded(line: ReadLine, charge: Asked) -> bool:
    """Whether a receipt that nobody has seen in a statement is probably this line's money."""
    return any(
        not one.is_seen
        and (
            (one.minor == line.minor and line.booked_on is not None and abs(one.day - line.booked_on) <= NEAR)
            or (line.serial != "" and one.voucher == line.serial)
        )
        for one in charge.receipts
    )  # fmt: skip


def is_payer(name: str, charge: Asked) -> bool:
    return bare_name(name) in charge.payers


def bare_name(name: str) -> str:
    """Two ways to write one name are the same: full-width brackets, spaces, letters large and small."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).lower()
