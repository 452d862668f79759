"""Who used their retreat and who stayed away, person by person, once the account of a stay is settled between both sides."""

from collections.abc import Iterable, Mapping

from booking import rosters
from booking.rosters.attendance import Attendance
from booking.rosters.ticks import attendances
from booking.stays.entitling import write_entitlements
from booking.stays.models import Party, Stay
from booking.stays.trip_stays import standing
from sites.foundation.database import demand_transaction

USED, NO_SHOW = "used", "no_show"


async def settle_outcomes(stay: Stay) -> int:
    """Write what the ticks at the door say into the records of eligibility; how many. In the caller's transaction.

    Who has no tick keeps what the group's record says: used.
    """
    demand_transaction()
    party = await Party.filter(trip_id=stay.trip_id, organisation_id=stay.union_id).select_for_update(no_key=True).get()  # fmt: skip
    await write_entitlements(party)
    ticked = [await attendances(one.id) for one in await standing(stay.trip_id)]
    changed = 0
    for person, outcome in outcomes(ticked).items():
        changed += await rosters.set_outcome(person, outcome)
    return changed


def outcomes(ticked: Iterable[Mapping[str, Attendance]]) -> dict[str, str]:
    """By person, over all stays of a trip: came to any of them, else missed. A tick taken back says nothing. Pure."""
    found: dict[str, str] = {}
    for stay in ticked:
        for person, attended in stay.items():
            if attended.came is not None:
                found[person] = USED
            elif attended.is_absent:
                found.setdefault(person, NO_SHOW)
    return found
