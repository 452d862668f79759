"""What a union asks of a site: which package, when, for whom, in which rooms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sites.packages import Heads


@dataclass(frozen=True)
class HoldOrder:
    """What a union asks for. `rooms` by room type code; `kind` is `option` (days) or `checkout` (minutes);
    `extras` are codes of what the package adds for a price; `batch` is one of the union's approved annual plan; `group` is
    how many the whole group may be, where this union is one of several.
    """

    site: str
    package: str
    check_in: date
    nights: int
    rooms: Mapping[str, int]
    heads: Heads
    kind: str = "option"
    programme: str = ""
    contact: str = ""
    note: str = ""
    extras: tuple[str, ...] = ()
    group: int = 0
    batch: str = ""

    @property
    def check_out(self) -> date:
        return self.check_in + timedelta(days=self.nights)
