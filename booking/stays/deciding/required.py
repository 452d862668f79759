"""Which papers a decision needs from which amount on, and which of them a stay still lacks. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from sites.foundation.language import N_

# In the order in which a union comes by them; the names are those of `OnRecord`.
KINDS: dict[str, str] = {
    "approval": N_("Approval inside the union"),
    "method": N_("Way of choosing, with its reasons"),
    "comparison": N_("Comparison of bases"),
    "minutes": N_("Minutes of the meeting"),
    "budget": N_("Budget line"),
    "notice": N_("Internal notice"),
    "contract": N_("Sealed contract"),
    "insurance": N_("Insurance"),
}


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What of the kinds a stay has."""

    approval: bool = False
    method: bool = False
    comparison: bool = False
    minutes: bool = False
    budget: bool = False
    notice: bool = False
    contract: bool = False
    insurance: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One kind of paper. `from_minor` is None where nobody asks for it, else from how many fen on."""

    kind: str
    from_minor: int | None
    is_there: bool
    is_required: bool

    @property
    def is_missing(self) -> bool:
        return self.is_required and not self.is_there


def strictest(rules: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Of a union's own rule and its federations' the lowest amount of each kind counts."""
    found: dict[str, int] = {}
    for rule in rules:
        for kind, minor in rule.items():
            found[kind] = min(minor, found.get(kind, minor))
    return found


def standings(rule: Mapping[str, int], *, price: int, there: OnRecord) -> tuple[Standing, ...]:
    """Every kind in order. A stay whose price is the amount itself needs the paper. Fen."""
    has = {field.name: bool(getattr(there, field.name)) for field in fields(OnRecord)}
    return tuple(
        Standing(kind, rule.get(kind), has[kind], kind in rule and price >= rule[kind])
        for kind in KINDS
    )
