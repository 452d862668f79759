"""What may be added to a package: a coach, a guide, insurance; priced for each person or for the group, once or by day."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_, choose

# Code of the way of counting -> (by head, by day).
WAYS = {
    "person": (True, False), "person_day": (True, True), "group": (False, False), "group_day": (False, True),
}  # fmt: skip
WAY_WORDS = {
    "person": N_("for each person"), "person_day": N_("for each person and day"),
    "group": N_("for the group"), "group_day": N_("for the group and day"),
}  # fmt: skip


class ExtraUnknown(Refusal):
    code = "extra_unknown"
    kind = Kind.BAD_INPUT
    words = N_("What you added is no longer offered with this package. Load the page again.")


@dataclass(frozen=True, slots=True)
class Extra:
    """`per` is a way of WAYS, `fen` the price of one. Days of a stay are its nights and one."""

    code: str
    name: str
    name_en: str
    per: str
    fen: int

    @property
    def shown_name(self) -> str:
        return choose(self.name, self.name_en)

    @property
    def is_by_head(self) -> bool:
        return WAYS[self.per][0]

    def times(self, *, heads: int, days: int) -> int:
        by_head, by_day = WAYS[self.per]
        return (heads if by_head else 1) * (days if by_day else 1)

    def cost(self, *, heads: int, days: int, currency: str = "CNY") -> Money:
        return Money(self.fen, currency) * self.times(heads=heads, days=days)


def extras_from(kept: Iterable[Mapping[str, Any]]) -> tuple[Extra, ...]:
    return tuple(Extra(**one) for one in kept)


def stored(extras: Iterable[Extra]) -> list[dict[str, Any]]:
    return [asdict(one) for one in extras]


def chosen(offered: Iterable[Extra], codes: Iterable[str]) -> tuple[Extra, ...]:
    """Those with these codes, in the package's order. Refused: ExtraUnknown."""
    wanted, known = set(codes), tuple(offered)
    if not wanted <= {one.code for one in known}:
        raise ExtraUnknown
    return tuple(one for one in known if one.code in wanted)
