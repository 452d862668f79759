"""What the caller knows of the bases and the search does not: which may be booked by whoever asks, and up to what price.

The caller computes it from quotas, verdicts and recognition; here these are numbers by base id.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NO_CEILING = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """Arrays by base id, None where nothing bounds. A base beyond its end is not allowed, and has no ceiling.

    `ceilings` are fen a person for the whole stay, `everywhere` is one of all bases; a larger budget does not lift them.
    """

    allowed: "NDArray[np.bool_] | None" = None
    ceilings: "NDArray[np.int64] | None" = None
    everywhere: int = NO_CEILING

    def allows(self, site_id: int) -> bool:
        allowed = self.allowed
        return allowed is None or (site_id < len(allowed) and bool(allowed[site_id]))

    def ceiling_of(self, site_id: int) -> int:
        ceilings = self.ceilings
        inside = ceilings is not None and site_id < len(ceilings)
        own = int(ceilings[site_id]) if inside and ceilings is not None else NO_CEILING
        return min(own, self.everywhere)


FREE = Bounds()


def allowing(ids: Iterable[int]) -> Bounds:
    """Only these."""
    import numpy as np

    kept = [*ids]
    allowed = np.zeros(max(kept, default=0) + 1, bool)
    allowed[kept] = True
    return Bounds(allowed)


def capping(fen: Mapping[int, int], *, allowed: "NDArray[np.bool_] | None" = None) -> Bounds:
    """These bases at these prices at most."""
    import numpy as np

    ceilings = np.full(max(fen, default=0) + 1, NO_CEILING, np.int64)
    for site_id, most in fen.items():
        ceilings[site_id] = most
    return Bounds(allowed, ceilings)
