"""Verdicts and their sum. What is found, allowed and helpful is kept as values and said where it is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from booking.rules.saying import Said, fact_name, title_of, words_of
from sites.foundation.language import _, choose

OFFICIAL, OWN = "official", "own"


class Outcome(StrEnum):
    """`no_rule` stands alone; of the others the worst wins: block, incomplete, warn, pass."""

    PASS = "pass"  # noqa: S105 - an outcome, no secret
    WARN = "warn"
    BLOCK = "block"
    INCOMPLETE = "incomplete"
    NO_RULE = "no_rule"


_WORST_FIRST = (Outcome.BLOCK, Outcome.INCOMPLETE, Outcome.WARN, Outcome.PASS)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    every = {*outcomes}
    return next((one for one in _WORST_FIRST if one in every), Outcome.PASS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One rule on one trip. `policy` is the document's id; `clause` and `dated` are empty where the source gives none.

    `dated` is the first day on which the document is in force; `of` is person where everybody must pass.
    """

    rule: str
    outcome: Outcome
    policy: str
    document: str
    number: str = ""
    number_confirmed: bool = True
    clause: str = ""
    dated: str = ""
    source: str
    grade: str
    of: str = ""
    note: str = ""
    note_en: str = ""
    remark: str = ""
    found: Said
    allowed: Said
    remedy: Said = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Tells verdicts of one judgement apart."""
        return f"{self.policy}.{self.rule}.{self.clause}"

    @property
    def is_secondary(self) -> bool:
        """Whether the document was read elsewhere than at its publisher's."""
        return self.grade not in {OFFICIAL, OWN}

    @property
    def may_be_passed(self) -> bool:
        """A block that the union's approver may pass, with a reason and the document itself."""
        return self.outcome is Outcome.BLOCK and self.is_secondary

    def as_words(self) -> dict[str, Any]:
        """Everything in the reader's language."""
        return {
            "title": title_of(self.rule), "found": words_of(self.found), "allowed": words_of(self.allowed),
            "remedy": words_of(self.remedy), "missing": [fact_name(code) for code in self.missing],
            "remark": _(self.remark), "note": choose(self.note, self.note_en),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    outcome: Outcome
    verdicts: tuple[Verdict, ...] = ()

    def of(self, *outcomes: Outcome) -> tuple[Verdict, ...]:
        return tuple(one for one in self.verdicts if one.outcome in outcomes)

    def as_facts(self) -> dict[str, Any]:
        """JSON to freeze."""
        return {
            "outcome": self.outcome.value,
            "verdicts": [
                {name: _plain(getattr(verdict, name)) for name in Verdict.__slots__}
                for verdict in self.verdicts
            ],
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "Judgement":
        return cls(
            Outcome(facts["outcome"]), tuple(_verdict(verdict) for verdict in facts["verdicts"])
        )


def _plain(value: Any) -> Any:
    if isinstance(value, Outcome):
        return value.value
    return [*value] if isinstance(value, tuple) else value


def _verdict(kept: Mapping[str, Any]) -> Verdict:
    outcome, missing = Outcome(kept["outcome"]), tuple(kept["missing"])
    return Verdict(**{**kept, "outcome": outcome, "missing": missing})
