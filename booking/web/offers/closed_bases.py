"""How many of the bases with room a quota or a ceiling closes to whoever asks, and the way to leave them out."""

from dataclasses import dataclass, replace

from booking.rules import Limit
from booking.stays import Bookable
from booking.web.offers.addresses import Address
from sites import search
from sites.foundation.words import say
from sites.search import Question


@dataclass(frozen=True, slots=True)
class Closed:
    """`href` leaves them out, or brings them back where they are. A base may be counted in both."""

    by_quota: int
    too_dear: int
    limit: Limit | None
    is_left_out: bool
    href: str


async def closed(question: Question, asker: Bookable, address: Address) -> Closed | None:
    """None for everybody to whom nothing is closed."""
    if not (asker.has_bars or asker.limit):
        return None
    room = await _total(question)
    by_quota = room - await _total(replace(question, bounds=await asker.mask())) if asker.has_bars else 0  # fmt: skip
    too_dear = room - await _total(replace(question, bounds=asker.capped())) if asker.limit else 0
    if not (by_quota or too_dear):
        return None
    is_left_out = ("ours", "1") in address.pairs
    return Closed(by_quota, too_dear, asker.limit, is_left_out, address.to(ours=None if is_left_out else "1"))  # fmt: skip


async def open_ones(question: Question, asker: Bookable) -> Question:
    """The same question about the bases that nothing closes."""
    return replace(question, bounds=await asker.bounds())


def why_closed(asker: Bookable, found: search.Answer) -> str:
    """Why the union cannot hold at this base; empty where it can. What is above a ceiling its verdict says."""
    bar = asker.bar(found)
    return say(bar.why_not) if bar and bar.why_not else ""


async def _total(question: Question) -> int:
    return (await search.find(question, fits=0, near=0, rest=0, days=False)).total
