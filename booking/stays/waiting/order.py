"""What a union waits for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sites.packages import Heads

MOST_SITES, MOST_NIGHTS, MOST_WAITS = 5, 62, 5


@dataclass(frozen=True)
class WaitOrder:
    """`nights` nights between `starts_on` and the morning of `ends_on`, at the first of `sites` that has them.

    `rooms` by room type code and `package` are those of the first site; `any_rooms` takes other rooms with
    beds for all instead, as is done at every other site. `waits_until` None: until the last arrival is near.
    """

    sites: tuple[str, ...]
    starts_on: date
    ends_on: date
    nights: int
    heads: Heads
    rooms: Mapping[str, int]
    any_rooms: bool = False
    package: str = ""
    programme: str = ""
    waits_until: date | None = None
    contact: str = ""
