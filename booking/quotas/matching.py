"""Which quotas a trip must fit into. Pure facts in, nodes and amounts out."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Asked:
    """What a trip asks for. Quotas count workers only; person-nights fall on each night's date."""

    union_id: int
    site_id: int
    district_code: str
    programme: str
    check_in: date
    nights: int
    workers: int


@dataclass(frozen=True, slots=True)
class Match:
    """So many workers or person-nights, as the node counts, of one node."""

    quota_id: int
    amount: int


async def match(asked: Asked) -> tuple[Match, ...]:
    """The nodes that limit this trip: none yet, because nobody can put a quota on file yet.

    Where no node matches, nothing limits and nothing is said.
    """
    del asked
    return ()
