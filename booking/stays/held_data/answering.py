"""The union answers: as asked, or not and why. Both stand in the stay's history, and the member reads them."""

from booking import rosters
from booking.people import demand, demand_principal
from booking.rosters import Edit, held
from booking.rosters.held import CorrectionAnswered, RefusalReasonMissing
from booking.rosters.models import Traveller
from booking.stays.held_data.finding import person_of
from booking.stays.models import Party
from booking.stays.moves import record
from booking.stays.naming import NAMEABLE, count_names
from booking.stays.states import State
from sites.foundation.actor import Actor
from sites.foundation.database import transaction


@transaction
async def answer_correction(
    public_id: str, traveller: str, *, corrected: bool, why: str = "", by: Actor
) -> None:
    """Write what was asked on the list, as a version of it, or refuse it with a reason. In any state of the stay.

    A number that is corrected after departure takes its entitlement record along. Needs `rosters.write`. Refused:
    NotGranted, PrincipalsOwn, StayUnknown, TravellerUnknown, CorrectionAnswered, RefusalReasonMissing, AlreadyOnRoster.
    """
    demand(by, "rosters.write")
    demand_principal(by)
    stay, party, row = await person_of(public_id, traveller, by=by)
    asked = await held.asked_correction(traveller)
    if asked is None:
        raise CorrectionAnswered
    if not corrected and not why:
        raise RefusalReasonMissing(field="why")
    await held.answer_asked(asked.id, state="done" if corrected else "refused", why=why, by=by)
    if corrected and asked.fields:
        await _correct(row, party, asked, by=by)
        if State(stay.state) in NAMEABLE:
            await count_names(stay, party)
    await record(stay, act="corrected" if corrected else "correction_refused", by=by)


async def _correct(row: Traveller, party: Party, asked: held.AskedCorrection, *, by: Actor) -> None:
    before = row.id_index
    change = (row.public_id, asked.person, asked.fields)
    await rosters.write(party.id, Edit("typed", changes=(change,)), by=by)
    after = (await Traveller.get(id=row.id)).id_index
    if before and after and before != after:
        await rosters.renumber_records(party.trip_id, before, after)
