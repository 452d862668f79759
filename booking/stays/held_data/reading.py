"""What a member reads by their link, and which requests wait for the union."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from booking import rosters
from booking.people import demand
from booking.people.models import Organisation
from booking.rosters import held
from booking.rosters.held import Held
from booking.rosters.held_models import Correction
from booking.rosters.models import Traveller
from booking.stays.models import Party, Stay
from sites.foundation.actor import Actor


@dataclass(frozen=True)
class OwnData:
    """`days` are those between settlement and deletion; `correction` is the newest request, answered or not."""

    union_name: str
    starts_on: date
    ends_on: date
    days: int
    held: Held
    correction: Correction | None

    @property
    def waits(self) -> bool:
        return self.correction is not None and self.correction.state == "asked"


async def own_data(token: str, holder: str) -> OwnData | None:
    """For the phone that opened the link; None where nobody has opened it yet. Refused: LinkDead."""
    row = await held.held_traveller(token, holder)
    return await _read(row) if row else None


async def waiting_corrections(stays: Iterable[str], *, by: Actor) -> dict[str, tuple[int, datetime]]:  # fmt: skip
    """Public id of the stay -> how many requests wait, and since when the first does. Needs `rosters.write`."""
    demand(by, "rosters.write")
    rows = await Stay.filter(public_id__in=[*stays], union_id=by.organisation_id)
    parties = await Party.filter(trip_id__in=[row.trip_id for row in rows], organisation_id=by.organisation_id)  # fmt: skip
    waiting = await held.corrections_waiting(one.id for one in parties)
    of_trip = {one.trip_id: waiting[one.id] for one in parties if one.id in waiting}
    return {
        row.public_id: (len(of_trip[row.trip_id]), of_trip[row.trip_id][0][1])
        for row in rows
        if row.trip_id in of_trip
    }


async def corrections_to_answer(by: Actor) -> dict[str, tuple[int, datetime]]:
    """Over all lists of the actor's union, each once: the trip's last stay -> how many requests wait, and since when."""
    demand(by, "rosters.write")
    waiting = await held.corrections_of(by.organisation_id)
    own = Stay.filter(union_id=by.organisation_id, trip_id__in=[*waiting])
    rows = await own.order_by("check_in", "id").values_list("trip_id", "public_id")
    last = dict(rows)
    return {stay: (len(waiting[trip]), waiting[trip][0]) for trip, stay in last.items()}


async def _read(row: Traveller) -> OwnData:
    party = await Party.get(id=row.party_id).prefetch_related("trip")
    union = await Organisation.get(id=party.organisation_id)
    days = (await rosters.retention_of(union.id)).days
    return OwnData(
        union.name, party.trip.starts_on, party.trip.ends_on, days,
        await held.held_about(row, union_id=union.id), await held.last_answer(row.id),
    )  # fmt: skip
