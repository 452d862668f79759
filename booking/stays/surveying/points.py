"""Points out of a hundred from answers of one to five, and what they come to. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sites.foundation.language import N_

PARTS: dict[str, str] = {
    "route": N_("Route and coach"),
    "meals": N_("Meals"),
    "sights": N_("Sights and programme"),
    "lodging": N_("Rooms and beds"),
    "service": N_("Service"),
}
BEST = 5
# Fewer answers could be told apart on a page.
LEAST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: 1 to 5 in all, and for any of the parts."""

    overall: int
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sums:
    """`parts`: how many answered a part, and the sum of what they said."""

    answers: int = 0
    overall: int = 0
    parts: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def points(self) -> int:
        return points(self.answers, self.overall)

    def points_of(self, part: str) -> int | None:
        """None where too few answered the part to be shown."""
        answers, total = self.parts.get(part, (0, 0))
        return points(answers, total) if answers >= LEAST_SHOWN else None

    @property
    def may_be_shown(self) -> bool:
        return self.answers >= LEAST_SHOWN


def points(answers: int, total: int) -> int:
    """All fives are 100, all ones 20; halves are rounded up. Without answers 0."""
    return (200 * total + BEST * answers) // (2 * BEST * answers) if answers else 0


def sums_of(given: Iterable[Given]) -> Sums:
    several = list(given)
    parts = {
        part: (len(said), sum(said))
        for part in PARTS
        if (said := [one.parts[part] for one in several if part in one.parts])
    }
    return Sums(len(several), sum(one.overall for one in several), parts)


def together(several: Iterable[Sums]) -> Sums:
    """The sums of several stays as one: each answer weighs the same."""
    known = list(several)
    parts = {
        part: (sum(one.parts[part][0] for one in known if part in one.parts), sum(one.parts[part][1] for one in known if part in one.parts))
        for part in PARTS
        if any(part in one.parts for one in known)
    }  # fmt: skip
    return Sums(sum(one.answers for one in known), sum(one.overall for one in known), parts)


def is_below(sums: Sums, *, threshold: int, least: int) -> bool:
    """Enough answers, and fewer points than asked."""
    return sums.answers >= least and sums.points < threshold
