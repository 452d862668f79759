"""Where an entry stands on a base's list, and why it is not its turn: place, who is before it, what is missing."""

from dataclasses import dataclass
from datetime import date

from booking.stays.waiting.fairness import competitors
from booking.stays.waiting.look import Entry, Look, look_at
from booking.stays.waiting.models import Wait, WaitPlace
from booking.stays.waiting.possible import nearest
from booking.stays.waiting.remedies import Remedy, remedies
from sites.foundation import clock
from sites.foundation.language import choose
from sites.listings import WaitingRule


@dataclass(frozen=True)
class PlaceStanding:
    """`number` of `count` who want nights that this entry could use, itself included; `smaller` of those before it
    have fewer people. `remedies` say what the best day, `start`, is short of now; `rooms` names types by id, `kinds` by code, `codes` are their codes by id.
    """

    site_code: str
    site_name: str
    rule: WaitingRule
    number: int
    count: int
    smaller: int
    goes_first: bool
    passed: int
    days: int
    start: date | None
    remedies: tuple[Remedy, ...]
    is_free: bool
    aside: str
    rooms: dict[int, str]
    kinds: dict[str, str]
    codes: dict[int, str]

    @property
    def is_at_floor(self) -> bool:
        """Whether nobody passes it any more."""
        far = self.passed >= self.rule.passes or self.days >= self.rule.days
        return self.rule.kind == "strict" or far


async def standing_of(wait: Wait, place: WaitPlace) -> PlaceStanding | None:
    """None where the entry is not on the list any more."""
    look = await look_at(place.site_id)
    entry = look.entries.get(wait.id)
    return standing_in(look, entry) if entry else None


def standing_in(look: Look, entry: Entry) -> PlaceStanding:
    queue = competitors([one.waiter for one in look.entries.values()], entry.waiter)
    number = [one.id for one in queue].index(entry.wait.id) + 1
    before = [look.entries[one.id] for one in queue[: number - 1]]
    near = nearest(entry.need, look.base, look.window, today=clock.today())
    return PlaceStanding(
        site_code=look.site.code, site_name=choose(look.site.name, look.site.name_en),
        rule=look.rule, number=number, count=len(queue),
        smaller=sum(one.need.heads < entry.need.heads for one in before),
        goes_first=entry.goes_first, passed=entry.place.passed,
        days=(clock.now() - entry.wait.joined_at).days, start=near[0] if near else None,
        remedies=remedies(near[1]) if near else (), is_free=bool(entry.possible), aside=entry.place.aside,
        rooms={kind.id: choose(kind.name, kind.name_en) for kind in look.base.kinds},
        codes={kind.id: kind.code for kind in look.base.kinds},
        kinds={kind.code: choose(kind.name, kind.name_en) for kind in look.base.kinds},
    )  # fmt: skip
