"""What plans are called on pages: states of versions, how far a batch has come, territories and programmes."""

from collections.abc import Sequence
from typing import Any

from booking import people, plans
from booking.plans import BatchChange, PlannedBatch
from booking.rosters import DOCUMENTS, KINDS, SEXES, WHY
from booking.stays import plan_people
from sites.foundation.formats import full_day, yuan
from sites.foundation.language import N_, _, ngettext

VERSIONS: dict[str, tuple[str, str]] = {
    "draft": (N_("draft"), "info"),
    "asked": (N_("waits for approval"), "ask"),
    "approved": (N_("approved"), "good"),
    "sent_back": (N_("sent back"), "stop"),
    "replaced": (N_("replaced"), ""),
}
STEPS: dict[str, str] = {
    "waiting": N_("asked after the step before"),
    "asked": N_("is asked"),
    "agreed": N_("agreed"),
    "sent_back": N_("sent it back"),
    "withdrawn": N_("no longer asked"),
}
OUTCOMES: dict[str, str] = {
    "pass": N_("nothing in the way"),
    "warn": N_("look at it"),
    "incomplete": N_("number missing"),
}
REACHED: dict[str, tuple[str, str]] = {
    "": (N_("not held yet"), ""),
    "held": (N_("held or submitted"), "held"),
    "confirmed": (N_("confirmed"), "good"),
    "travelled": (N_("travelled"), "pine"),
}


def territory_words(code: str) -> str:
    return _(plans.TERRITORIES.get(code, code))


def programme_words(code: str) -> str:
    return _(people.PROGRAMMES[code]) if code in people.PROGRAMMES else _("no programme")


def batch_words(one: PlannedBatch) -> str:
    """A batch in one line: day, nights, people, where, what for, at what cost."""
    told = [
        full_day(one.day),
        ngettext("%(num)s night", "%(num)s nights", one.nights),
        ngettext("%(num)s person", "%(num)s people", one.people),
        territory_words(one.territory),
    ]
    if one.programme:
        told.append(programme_words(one.programme))
    if one.fen_each:
        told.append(_("%(each)s a person", each=yuan(one.fen_each)))
    return _(", ").join(told)


def change_lines(changes: Sequence[BatchChange]) -> list[tuple[str, str, str]]:
    """Which batch, what it was, what it is; a dash where it was not or is no more."""
    return [
        (
            _("Batch %(number)s", number=one.number),
            batch_words(one.was) if one.was else "—",
            batch_words(one.now) if one.now else "—",
        )
        for one in changes
    ]


def tables() -> dict[str, Any]:
    """What stands beside people of a plan, code by code."""
    marked = {
        "kinds": KINDS, "sexes": SEXES, "documents": DOCUMENTS, "reasons": WHY, "closed": plan_people.CLOSED,
        "outcomes": OUTCOMES,
    }  # fmt: skip
    return {
        name: {code: _(words) for code, words in table.items()} for name, table in marked.items()
    }
