"""Giving an agency a mandate for one trip, and taking it back."""

from datetime import date, timedelta

from booking.people import demand, demand_principal
from booking.people.models import Organisation
from booking.stays.access import stay_of_union
from booking.stays.mandate_models import Mandate
from booking.stays.mandates.refusals import (
    AgencyUnknown,
    MandateDates,
    MandateStands,
    MandateUnknown,
)
from booking.stays.moves import record
from booking.stays.papers import StoredUpload, keep_paper
from booking.stays.trip_stays import alone_with
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import is_public_id
from sites.foundation.identifiers import public_id as new_id

TOPIC = "mandate.changed"
LONGEST = timedelta(days=366)


@transaction
async def grant_mandate(
    stay_id: str, *, agency: str, starts_on: date, ends_on: date, paper: StoredUpload | None = None, by: Actor,
) -> str:  # fmt: skip
    """Let the agency prepare the stay's trip on these days; the mandate's public id. Needs `stays.book`.

    It sees that list masked, enters coach and insurance, and says when all is prepared; it never approves, submits,
    pays or reveals. Refused: NotGranted, PrincipalsOwn, StayUnknown, AgencyUnknown, MandateDates, MandateStands.
    """
    demand(by, "stays.book")
    demand_principal(by)
    stay = await stay_of_union(stay_id, by=by)
    await alone_with(stay.trip_id)
    found = await _agency(agency)
    today = clock.today()
    if not starts_on <= ends_on or ends_on < today or ends_on - today > LONGEST:
        raise MandateDates(field="ends_on")
    await Mandate.filter(trip_id=stay.trip_id, revoked_at=None, ends_on__lt=today).update(
        revoked_at=clock.now()
    )
    if await Mandate.filter(trip_id=stay.trip_id, revoked_at=None).exists():
        raise MandateStands
    paper_id = await keep_paper(stay, paper, kind="mandate", by=by) if paper else None
    made = await Mandate.create(
        public_id=new_id(), trip_id=stay.trip_id, union_id=stay.union_id, agency_id=found.id, starts_on=starts_on,
        ends_on=ends_on, paper_id=paper_id, granted_at=clock.now(), by_user_id=by.user_id, by_name=by.signature,
    )  # fmt: skip
    await record(stay, act="mandate_granted", by=by, facts={"agency_name": found.name})
    await outbox.post(TOPIC, {"mandate_id": made.id})
    return made.public_id


@transaction
async def revoke_mandate(stay_id: str, mandate: str, *, by: Actor) -> None:
    """From now on the agency sees and does nothing of this trip. Needs `stays.book`.

    Refused: NotGranted, PrincipalsOwn, StayUnknown, MandateUnknown.
    """
    demand(by, "stays.book")
    demand_principal(by)
    stay = await stay_of_union(stay_id, by=by)
    own = Mandate.filter(public_id=mandate, trip_id=stay.trip_id, union_id=stay.union_id, revoked_at=None)  # fmt: skip
    row = await own.prefetch_related("agency").first() if is_public_id(mandate) else None
    if row is None:
        raise MandateUnknown
    await own.update(revoked_at=clock.now(), revoked_by=by.signature)
    await record(stay, act="mandate_revoked", by=by, facts={"agency_name": row.agency.name})
    await outbox.post(TOPIC, {"mandate_id": row.id})


async def _agency(public_id: str) -> Organisation:
    known = Organisation.filter(public_id=public_id, kind="agency").exclude(standing="closed")
    found = await known.first() if is_public_id(public_id) else None
    if found is None:
        raise AgencyUnknown(field="agency")
    return found
