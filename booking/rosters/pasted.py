"""Lines pasted from a spreadsheet or a chat: a name, then whatever can be told by its look, in any order."""

import re
from dataclasses import dataclass

from booking.rosters.drafts import TravellerDraft, draft
from booking.rosters.refusals import NameUnsound
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

MOST_LINES = 500
KIND_WORDS = {
    "职工": "worker", "worker": "worker", "家属": "family", "family": "family",
    "领队": "crew", "司机": "crew", "导游": "crew", "工作人员": "crew", "crew": "crew",
}  # fmt: skip
SEX_WORDS = {"男": "m", "m": "m", "male": "m", "女": "f", "f": "f", "female": "f"}


class NotUnderstood(Refusal):
    code = "line_not_understood"
    kind = Kind.BAD_INPUT
    words = N_("One of the fields is neither a kind, a sex, an ID number nor a telephone number.")


class TooManyLines(Refusal):
    code = "too_many_lines"
    kind = Kind.BAD_INPUT
    words = N_("Paste at most %(most)s lines at a time.")


class TwiceInTheLines(Refusal):
    code = "twice_in_the_lines"
    kind = Kind.BAD_INPUT
    words = N_("This ID number stands in line %(first)s as well.")


@dataclass(frozen=True, slots=True)
class PastedFault:
    """`line` counts from 1, empty lines included."""

    line: int
    refusal: Refusal


def read_lines(
    text: str, *, guardians_agree: bool = False
) -> tuple[tuple[TravellerDraft, ...], tuple[PastedFault, ...]]:
    """The people of all sound lines, and a fault for every other. Refused: TooManyLines.

    `guardians_agree` is said of all children under 14 in the lines.
    """
    lines = [(at, line) for at, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise TooManyLines(most=MOST_LINES, field="lines")
    drafts: list[TravellerDraft] = []
    faults: list[PastedFault] = []
    seen: dict[str, int] = {}
    for at, line in lines:
        try:
            person = draft(**_told_of(line), guardian_agrees=guardians_agree)
            _demand_new(person, at, seen)
            drafts.append(person)
        except Refusal as refusal:
            faults.append(PastedFault(at, refusal))
    return tuple(drafts), tuple(faults)


def _demand_new(person: TravellerDraft, at: int, seen: dict[str, int]) -> None:
    if person.number and (first := seen.setdefault(person.number, at)) != at:
        raise TwiceInTheLines(first=first)


def _told_of(line: str) -> dict[str, str]:
    # A Latin name has spaces of its own, so they part fields only where nothing else does.
    separated = re.search(r"[\t,，;；]", line)
    fields = [
        part.strip() for part in re.split(r"[\t,，;；]+" if separated else r"\s+", line.strip())
    ]
    name, *rest = [part for part in fields if part]
    if name.isdigit():  # a running number in front
        if not rest:
            raise NameUnsound(field="name")
        name, *rest = rest
    found: dict[str, str] = {"name": name, "kind": "worker"}
    for part in rest:
        found.update(_told(part))
    return found


def _told(part: str) -> dict[str, str]:
    """Which field this is. A number of 15 or more places means a resident's, however wrong it is."""
    low, bare = part.lower(), re.sub(r"[\s\-]", "", part)
    if low in KIND_WORDS:
        return {"kind": KIND_WORDS[low]}
    if low in SEX_WORDS:
        return {"sex": SEX_WORDS[low]}
    if re.fullmatch(r"[0-9０-９]{14,}[0-9０-９xXｘＸ]", bare):
        return {"number": part}
    if re.fullmatch(r"[+＋]?[0-9０-９()（）]{7,14}", bare):
        return {"phone": part}
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9()]*[0-9][A-Za-z0-9()]*", bare):
        return {"number": part, "document": "other"}
    raise NotUnderstood
