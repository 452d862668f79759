"""What the documents of the sending region say of a trip: verdicts with citations, never an invention."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sites import regions
from sites.foundation.amounts import Money
from sites.foundation.language import N_, _, locale


class Outcome(StrEnum):
    """`no_rule` stands alone; of the others the worst wins: block, incomplete, warn, pass."""

    PASS = "pass"  # noqa: S105 - an outcome, no secret
    WARN = "warn"
    BLOCK = "block"
    INCOMPLETE = "incomplete"
    NO_RULE = "no_rule"


@dataclass(frozen=True, slots=True)
class Insurance:
    """Insured sums per person; None where it is not known."""

    cover: Money | None = None
    medical: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TripFacts:
    """A trip as rules see it; None is a fact that is not known. Days are nights + 1.

    `origin` is a city's or district's code, `destination` a region's, `price_per_person` for the
    whole trip, `organised_by` one of union, agency, individual.
    """

    origin: str
    check_in: date
    nights: int
    destination: str = ""
    listed: bool | None = None
    unit_kind: str | None = None
    sector: str | None = None
    price_per_person: Money | None = None
    family: int | None = None
    insurance: Insurance | None = None
    years_since_last: int | None = None
    service_years: int | None = None
    spent_this_year: Money | None = None
    no_show_before: bool | None = None
    single_lodging: bool | None = None
    organised_by: str | None = None
    scheme: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule on one trip: what was found, what is allowed, where it is written, what would pass."""

    rule: str
    outcome: Outcome
    document: str
    source: str
    grade: str
    found: str
    allowed: str
    clause: str = ""
    dated: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    outcome: Outcome
    verdicts: tuple[Verdict, ...] = ()

    def as_facts(self) -> dict[str, Any]:
        """JSON to freeze or to answer with."""
        return {
            "outcome": self.outcome.value,
            "verdicts": [
                {name: str(getattr(verdict, name)) for name in Verdict.__slots__}
                for verdict in self.verdicts
            ],
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "Judgement":
        return cls(
            Outcome(facts["outcome"]),
            tuple(
                Verdict(**{**verdict, "outcome": Outcome(verdict["outcome"])})
                for verdict in facts["verdicts"]
            ),
        )


def judge(trip: TripFacts) -> Judgement:
    """The verdicts of all documents that bind the trip. None is on file yet, for any origin."""
    del trip
    return Judgement(Outcome.NO_RULE)


def no_rule_sentence(origin: str) -> str:
    """What a page says where no document covers the origin, in the reader's language."""
    return _(N_("No rule is on file for %(city)s."), city=_city(origin))


def _city(code: str) -> str:
    """The city's name; its code where the list of cities does not have it."""
    for place in (code, f"{code[:4]}00", f"{code[:2]}0000"):
        try:
            return regions.region(place).name_in(locale())
        except KeyError:
            continue
    return code
