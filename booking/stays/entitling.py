"""After departure each worker of the list has used their entitlement; so has one whose group did not come, by the record's word."""

from booking import rosters
from booking.rosters import Retreat
from booking.stays.models import Party, Stay
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.database import fetch, transaction

GONE = (State.DEPARTED, State.NO_SHOW, State.RECONCILED, State.SETTLED)


async def entitlements_due() -> list[int]:
    """Parties that left and whose workers with numbers have no record yet, or one that the stay's state contradicts."""
    gone = ", ".join(f"'{state.value}'" for state in GONE)
    rows = await fetch(
        "SELECT DISTINCT p.id AS party FROM parties p "  # noqa: S608 - constants
        "JOIN stays s ON s.trip_id = p.trip_id AND s.union_id = p.organisation_id "
        "JOIN travellers t ON t.party_id = p.id "
        "LEFT JOIN entitlement_records e ON e.trip_id = p.trip_id AND e.person_index = t.id_index "
        f"WHERE s.state IN ({gone}) AND s.check_out <= $1 AND NOT s.was_cancelled "
        "AND t.kind = 'worker' AND t.removed_at IS NULL AND t.id_index IS NOT NULL "
        "AND (e.id IS NULL OR (s.state = 'no_show' AND e.outcome = 'used')) ORDER BY p.id",
        clock.today(),
    )
    return [row["party"] for row in rows]


@transaction
async def entitle(party_id: int) -> int:
    """Write the records of a party whose last stay is over; how many differ from before. Twice it changes nothing more."""
    return await write_entitlements(
        await Party.filter(id=party_id).select_for_update(no_key=True).get()
    )


async def write_entitlements(party: Party) -> int:
    """The same in the caller's transaction, which holds the party's row."""
    stays = await Stay.filter(
        trip_id=party.trip_id, union_id=party.organisation_id, was_cancelled=False
    ).prefetch_related("trip", "site")
    gone = [stay for stay in stays if State(stay.state) in GONE]
    if not gone or max(stay.check_out for stay in stays) > clock.today():
        return 0
    return await rosters.write_records(party.id, _retreat(party, gone))


def _retreat(party: Party, gone: list[Stay]) -> Retreat:
    first = min(gone, key=lambda stay: stay.check_in)
    heads = party.workers + party.family + party.crew
    came = any(State(stay.state) is not State.NO_SHOW for stay in gone)
    return Retreat(
        party.trip_id, party.organisation_id, first.trip.origin_code, str(first.site.district_code)[:4] + "00",
        first.trip.programme, first.check_in, max(stay.check_out for stay in gone),
        sum(stay.price_minor for stay in gone) // heads, "used" if came else "no_show",
    )  # fmt: skip
