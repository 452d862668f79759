"""Taking nights and places: exactly as many as there are, whoever asks at once.

Every claim is one guarded UPDATE that counts only what fits, and a row for each holder that remembers
how much was taken. Reception rows go first, in order of site and date, then nights in order of site,
room type and date: one order for everybody, so nobody waits in a circle.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sites.calendar.claim_rows import PLACES, ROOMS, ClaimKind, Noted, write_claims
from sites.calendar.guarded import raise_counters
from sites.calendar.wanted import Place, Portion, Wanted
from sites.calendar.why_not import why_not
from sites.foundation.database import demand_transaction


class Claim(NamedTuple):
    """One holder's portion of one night."""

    holder: str
    portion: Portion


async def claim(
    wanted: Wanted, *, holder: str, is_sold: bool = False, may_take_kept: bool = False
) -> None:
    """Take all of it, or raise and take nothing (the caller's transaction rolls back).

    `may_take_kept`: also rooms that are kept for waiting groups, for whoever they were offered to.
    Refused: NightsTaken or NightsHeld, ReceptionFull or ReceptionHeld, ClosedThatNight, KeptForWaiting, NightsNotOpened,
    each with night and numbers.
    """
    await claim_all([(holder, wanted)], is_sold=is_sold, may_take_kept=may_take_kept)


async def claim_all(
    wanted: Iterable[tuple[str, Wanted]], *, is_sold: bool = False, may_take_kept: bool = False
) -> None:
    """The same for several holders, at one site or at many: in one pass, all or nothing."""
    asked = [*wanted]
    places = [Claim(holder, one) for holder, each in asked for one in each.places()]
    rooms = [Claim(holder, one) for holder, each in asked for one in each.rooms_by_night()]
    await take(PLACES, places, is_sold=is_sold)
    await take(ROOMS, rooms, is_sold=is_sold, may_take_kept=may_take_kept)


async def take(
    kind: ClaimKind, claims: Iterable[Claim], *, is_sold: bool = False, may_take_kept: bool = False
) -> None:
    """Take these portions, all or nothing. Places of one kind go before rooms, by everybody."""
    demand_transaction()
    wanted = [each for each in claims if each.portion.amount > 0]
    if not wanted:
        return
    asked = _summed(wanted)
    taken = await raise_counters(kind, asked, is_sold=is_sold, may_take_kept=may_take_kept)
    for portion in asked:
        if portion.place not in taken:
            raise await why_not(kind, portion)
    noted = [Noted(taken[one.portion.place], one.holder, one.portion.amount) for one in wanted]
    await write_claims(kind, noted, is_sold=is_sold)


def _summed(claims: Sequence[Claim]) -> list[Portion]:
    """One portion for each night, however many holders want of it, in the order of claims."""
    sums: Counter[Place] = Counter()
    for each in claims:
        sums[each.portion.place] += each.portion.amount
    return sorted(Portion(*place, amount) for place, amount in sums.items())
