"""The organiser opens a trip to the members of the union, changes what is offered, and closes it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from booking.people import demand
from booking.rosters import enrolling
from booking.rosters.enrolling import ClosingDayUnfit, EnrolmentUnfit
from booking.rosters.enrolment_models import Enrolment
from booking.stays.models import Party, Stay
from booking.stays.moves import record
from booking.stays.naming import demand_names_open, own_party
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import public_id as new_id

MOST_FAMILY = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """`places` are heads, family included; `family_most` is how many may come along with one member."""

    places: int
    closes_on: date
    family_most: int = 0
    note: str = ""


@transaction
async def open_enrolment(public_id: str, offer: Offer, *, by: Actor) -> None:
    """Make the link, or change what the open one offers; places that are added go to who waits.

    Refused: NotGranted, StayUnknown, AlreadyMoved, HoldOver, NamesClosed, EnrolmentUnfit, ClosingDayUnfit.
    """
    demand(by, "rosters.write")
    stay, party = await own_party(public_id, by=by)
    demand_names_open(stay)
    _demand_fit(offer, party, stay)
    values: dict[str, Any] = {
        "places": offer.places, "closes_on": offer.closes_on, "family_most": offer.family_most, "note": offer.note[:300],
    }  # fmt: skip
    standing = await Enrolment.filter(party_id=party.id, closed_at=None).first()
    if standing is None:
        await Enrolment.create(
            public_id=new_id(), party_id=party.id, opened_at=clock.now(), opened_by_id=by.user_id, **values
        )  # fmt: skip
    else:
        row = await enrolling.locked_enrolment(standing.id)
        await row.update_from_dict(values).save(update_fields=list(values))
        await enrolling.fill_places(row)
    await record(stay, act="enrolment_opened", by=by, facts={"places": offer.places, "until": offer.closes_on.isoformat()})  # fmt: skip


def _demand_fit(offer: Offer, party: Party, stay: Stay) -> None:
    most = party.workers + party.family
    if not (1 <= offer.places <= most and 0 <= offer.family_most <= MOST_FAMILY):
        raise EnrolmentUnfit(field="places", most=most)
    if not clock.today() <= offer.closes_on <= stay.check_in - timedelta(days=1):
        raise ClosingDayUnfit(field="closes_on")


@transaction
async def close_enrolment(public_id: str, *, by: Actor) -> None:
    """The link is dead from now on; who waits for an answer still gets one. Refused: NotGranted, StayUnknown, AlreadyMoved, HoldOver."""
    demand(by, "rosters.write")
    stay, party = await own_party(public_id, by=by)
    standing = Enrolment.filter(party_id=party.id, closed_at=None)
    if await standing.update(closed_at=clock.now()):
        await record(stay, act="enrolment_closed", by=by)
