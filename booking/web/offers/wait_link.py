"""Where a base says no for lack of room, the way to its waiting list."""

from booking.web.offers.addresses import Address
from sites import search
from sites.calendar import free_nights as codes

OF_ROOM = frozenset({
    codes.ROOMS, codes.BEDS, codes.RECEPTION, codes.CHANGING, codes.HELD, codes.KEPT,
})  # fmt: skip


def wait_link(found: search.Answer, *, heads: int) -> str:
    """Empty where room is not all that is lacking: waiting mends nothing else."""
    if found.check_in is None or not found.failures:
        return ""
    if {failure.code for failure in found.failures} - OF_ROOM:
        return ""
    return Address(()).to(
        "/union/waiting/new", site=found.site.code, check_in=found.check_in, nights=found.nights,
        heads=heads, package=found.offer.code if found.offer else "",
    )  # fmt: skip
