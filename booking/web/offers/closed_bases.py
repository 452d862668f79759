"""How many of the bases with room a quota closes to the union that asks, and the way to leave them out."""

from dataclasses import dataclass, replace

from booking.web.offers.addresses import Address
from booking.web.offers.barred import Barred
from sites import search
from sites.search import Question


@dataclass(frozen=True, slots=True)
class Closed:
    """`href` leaves them out, or brings them back where they are."""

    count: int
    is_left_out: bool
    href: str


async def closed(question: Question, quota: Barred, address: Address) -> Closed | None:
    """None for everybody to whom no quota closes anything."""
    if quota.is_empty:
        return None
    count = await _total(question) - await _total(await open_ones(question, quota))
    is_left_out = ("ours", "1") in address.pairs
    return Closed(count, is_left_out, address.to(ours=None if is_left_out else "1"))


async def open_ones(question: Question, quota: Barred) -> Question:
    """The same question about the bases that no quota closes."""
    return replace(question, bounds=await quota.bounds())


async def _total(question: Question) -> int:
    return (await search.find(question, fits=0, near=0, rest=0, days=False)).total
