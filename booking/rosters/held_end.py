"""With a person's data go the links that show it and what they asked to have corrected."""

from collections.abc import Iterable

from booking.rosters.held_models import Correction, HeldLink
from sites.foundation import clock
from sites.foundation.database import demand_transaction


async def carry_correction(before: int, after: int) -> None:
    """A request that waits goes with the person to their row on another list of the union. In the caller's transaction."""
    demand_transaction()
    await Correction.filter(traveller_id=before, state="asked").update(traveller_id=after)


async def end_held(traveller_ids: Iterable[int]) -> None:
    """In the caller's transaction. Done twice it changes nothing more."""
    demand_transaction()
    ids = [*traveller_ids]
    await HeldLink.filter(traveller_id__in=ids, closed_at=None).update(closed_at=clock.now())
    await Correction.filter(traveller_id__in=ids, state="asked").update(state="gone", wishes_sealed="")  # fmt: skip
