"""What rules say of a base that is looked at, in short: one line on a card, meters of days and money in the box."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.rules import Judgement, Outcome, Verdict, fact_name
from sites.foundation.language import N_, _

MONEY = ("max_cost_per_day", "max_cost_per_trip", "max_cost_per_year")
_MARKED = (Outcome.BLOCK, Outcome.WARN)


@dataclass(frozen=True, slots=True)
class Meter:
    """How much of a ceiling is used: fen or days."""

    label: str
    value: int
    ceiling: int
    shown: str
    hint: str


def in_short(judgement: Judgement) -> str:
    """The worst verdict in one sentence; what is missing, where nothing worse was found. Empty where all is in order."""
    for outcome in _MARKED:
        if found := judgement.of(outcome):
            return _sentence(found[0])
    missing = dict.fromkeys(m for one in judgement.verdicts for m in one.missing)
    if not missing:
        return ""
    facts = _(N_(", ")).join(fact_name(code) for code in missing)
    return _("Still to be stated: %(facts)s", facts=facts)


def sentences(judgement: Judgement) -> list[tuple[Verdict, str]]:
    """Every verdict that stops or marks, with its sentence."""
    return [(one, _sentence(one)) for one in judgement.of(*_MARKED)]


def _sentence(verdict: Verdict) -> str:
    words = verdict.as_words()
    return _("%(rule)s: %(found)s, allowed: %(allowed)s", rule=words["title"], found=words["found"], allowed=words["allowed"])  # fmt: skip


def meters(judgement: Judgement) -> list[Meter]:
    """Days and money against the strictest ceiling of each."""
    days = _strictest(
        [one for one in judgement.verdicts if one.rule == "max_days" and "n" in one.found]
    )
    money = _strictest(
        [one for one in judgement.verdicts if one.rule in MONEY and "minor" in one.found]
    )
    return [_meter(one) for one in (days, money) if one]


def _strictest(verdicts: Sequence[Verdict]) -> Verdict | None:
    return max(verdicts, key=lambda one: _value(one) / _ceiling(one), default=None)


def _value(verdict: Verdict) -> int:
    found = verdict.found
    return int(found["n"]) if "n" in found else int(found["minor"]) + int(found.get("spent", 0))


def _ceiling(verdict: Verdict) -> int:
    return max(1, int(verdict.allowed["n"] if "n" in verdict.allowed else verdict.allowed["minor"]))


def _meter(verdict: Verdict) -> Meter:
    words = verdict.as_words()
    return Meter(words["title"], _value(verdict), _ceiling(verdict), words["found"], words["allowed"])  # fmt: skip
