"""Somebody paid the union their own part; and what was noted by mistake."""

from booking.people import demand, demand_principal
from booking.rosters.collected_models import CollectedShare
from booking.rosters.models import Traveller
from booking.rosters.refusals import TravellerUnknown
from booking.stays.access import stay_of_union
from booking.stays.collecting.reading import page_of_stay
from booking.stays.models import Stay
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction


@transaction
async def note_paid(public_id: str, traveller: str, *, by: Actor) -> None:
    """Tick somebody off who paid the union their part. Ticked already, it changes nothing.

    Refused: NotGranted, StayUnknown, TravellerUnknown, also for whoever pays nothing to the union.
    """
    stay = await _locked(public_id, by=by)
    shares = {one.person.public_id: one for one in (await page_of_stay(stay)).people}
    if traveller not in shares:
        raise TravellerUnknown
    if shares[traveller].paid is None:
        row = await Traveller.get(public_id=traveller)
        amount = shares[traveller].amount
        await CollectedShare.create(
            stay_id=stay.id, traveller_id=row.id, minor=amount.minor, currency=amount.currency,
            noted_at=clock.now(), by_user_id=by.user_id, by_name=by.name[:60],
        )  # fmt: skip


@transaction
async def take_back_paid(public_id: str, traveller: str, *, by: Actor) -> None:
    """The tick was a mistake, or the money went back. Refused: NotGranted, StayUnknown."""
    stay = await _locked(public_id, by=by)
    mine = CollectedShare.filter(stay_id=stay.id, traveller__public_id=traveller, undone_at=None)
    found = await mine.first()
    if found is not None:
        await CollectedShare.filter(id=found.id).update(undone_at=clock.now())


async def _locked(public_id: str, *, by: Actor) -> Stay:
    for permission in ("rosters.see", "money.pay"):
        demand(by, permission)
    demand_principal(by)
    stay = await stay_of_union(public_id, by=by)
    return await Stay.filter(id=stay.id).select_for_update(no_key=True).get()
