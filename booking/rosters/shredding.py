"""What is personal of a list goes at once and for good; a row that says so, without anybody in it, stays."""

from booking.rosters.card_end import end_card
from booking.rosters.enrolling.keeping import forget_entries
from booking.rosters.files.shelf import roster_files
from booking.rosters.held_end import end_held
from booking.rosters.keeping_models import ListEnd
from booking.rosters.models import Traveller
from booking.rosters.needs import forget_needs
from booking.rosters.version_model import RosterChange
from booking.rosters.writing import EMPTIED
from sites.foundation import clock
from sites.foundation.database import demand_transaction

DEFAULT_DAYS = 30


async def shred(party_id: int, *, days: int) -> int:
    """Empty everybody's row, the names in versions, needs, a file that waits and who signed up; how many people that were.

    Works in the caller's transaction, which holds the party's row. Done twice it changes nothing more.
    """
    demand_transaction()
    if await ListEnd.filter(party_id=party_id).exists():
        return 0
    rows = await Traveller.filter(party_id=party_id).values_list("id", flat=True)
    ids = [int(str(one)) for one in rows]
    await forget_needs(ids)
    await end_held(ids)
    people = await Traveller.filter(party_id=party_id, removed_at=None).update(
        removed_at=clock.now(), guardian_agrees=False, **EMPTIED
    )
    names = await RosterChange.filter(version__party_id=party_id).exclude(name="").values_list("id", flat=True)  # fmt: skip
    await RosterChange.filter(id__in=[*names]).update(name="")
    await roster_files.end(party_id)
    await forget_entries(party_id)
    await end_card(party_id)
    await ListEnd.create(party_id=party_id, at=clock.now(), days=days, people=people, names_in_versions=len(names))  # fmt: skip
    return people


async def erase(traveller: str, *, party_id: int) -> None:
    """One person's data, on their request: row, needs, and the name in every version. Keeps the place in the trip."""
    demand_transaction()
    row = await Traveller.get(public_id=traveller, party_id=party_id)
    await forget_needs([row.id])
    await end_held([row.id])
    await Traveller.filter(id=row.id).update(removed_at=row.removed_at or clock.now(), guardian_agrees=False, **EMPTIED)  # fmt: skip
    await RosterChange.filter(traveller=traveller).update(name="")
