"""Addresses of searches: the same search with one thing changed. Filters live in the address alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from booking.web.offers.asked import HEADS, NIGHTS, Asked
from sites.foundation.rendering import href
from sites.search import SORTS

LISTS = ("district", "kind", "facility", "compare")
MOST_COMPARED = 4


@dataclass(frozen=True, slots=True)
class Address:
    """The understood query of a search, in one order, without what is usual anyway."""

    pairs: tuple[tuple[str, str], ...]

    def to(self, path: str = "/sites", **changed: object) -> str:
        """The address with single values set; None or an empty one is left out."""
        kept = [(name, value) for name, value in self.pairs if name not in changed]
        added = [(name, str(value)) for name, value in changed.items() if value not in (None, "")]
        query = _query(kept + added)
        return href(path) + (f"?{query}" if query else "")

    def toggled(self, name: str, value: str) -> str:
        """The address with this value of a list put in or taken out."""
        pair = (name, value)
        kept = [one for one in self.pairs if one != pair]
        query = _query(kept if pair in self.pairs else [*kept, pair])
        return href("/sites") + (f"?{query}" if query else "")

    def without(self, name: str) -> "Address":
        return Address(tuple(pair for pair in self.pairs if pair[0] != name))


def _query(pairs: Iterable[tuple[str, str]]) -> str:
    return "&".join(_quoted(name, value) for name, value in pairs)


@lru_cache(maxsize=2000)
def _quoted(name: str, value: str) -> str:
    # A page has a hundred addresses of almost the same pairs.
    return urlencode([(name, value)])


def address_of(asked: Asked, *, compared: tuple[str, ...] = ()) -> Address:
    single: Mapping[str, object] = {
        "check_in": asked.check_in,
        "until": asked.until,
        "nights": asked.nights if asked.nights != NIGHTS else None,
        "heads": asked.heads if asked.heads != HEADS else None,
        "origin": asked.origin,
        "max_price": yuan_typed(asked.max_price),
        "flexible": "1" if asked.flexible else None,
        "rail": "1" if asked.rail else None,
        "ours": "1" if asked.ours else None,
        "theme": asked.theme,
        "singles": asked.singles or None,
        "families": asked.families or None,
        "km": asked.km or None,
        "sort": asked.sort if asked.sort != SORTS[0] else None,
    }
    pairs = [(name, str(value)) for name, value in single.items() if value not in (None, "")]
    for name, values in (
        ("district", asked.district), ("kind", asked.kind), ("facility", asked.facility),
        ("compare", compared),
    ):  # fmt: skip
        pairs += [(name, value) for value in values]
    return Address(tuple(pairs))


def yuan_typed(fen: int | None) -> str | None:
    """Fen as one would type yuan: whole where it is whole."""
    if fen is None:
        return None
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)
