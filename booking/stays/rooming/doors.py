"""What the base adds: the numbers on the doors, and its rule for the one who is left over."""

from collections.abc import Mapping

from booking import rosters
from booking.people import demand
from booking.rosters.rooming import ODD_RULES
from booking.stays.access import stay_of_operator
from booking.stays.models import Stay
from booking.stays.rooming.board import board_of
from booking.stays.rooming.reading import party_id_of
from booking.stays.rooming.refusals import NotOnTheList
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.listings import SiteUnknown
from sites.listings.models import Site

LONGEST = 20


@transaction
async def number_rooms(public_id: str, numbers: Mapping[str, str], *, by: Actor) -> None:
    """Door numbers by the keys of the rooms; an empty one takes it away. Refused: NotGranted, StayUnknown, NotOnTheList."""
    demand(by, "stays.receive")
    stay = await stay_of_operator(public_id, by=by)
    stay = await Stay.filter(id=stay.id).select_for_update(no_key=True).get()
    board = await board_of(stay, await party_id_of(stay), None)
    kept = {key: number.strip()[:LONGEST] for key, number in numbers.items()}
    if set(kept) - {slot.key for slot in board.slots}:
        raise NotOnTheList
    await rosters.write_room_numbers(stay.id, kept)


@transaction
async def set_odd_rule(site_code: str, rule: str, *, by: Actor) -> None:
    """How unions' lists treat the odd person at this base from now on. Refused: NotGranted, SiteUnknown."""
    demand(by, "stays.answer")
    site = (
        await Site.filter(code=site_code, operator_id=by.organisation_id)
        .select_for_update(no_key=True)
        .first()
    )
    if site is None or rule not in ODD_RULES:
        raise SiteUnknown
    await rosters.write_odd_rule(site.id, rule, by=by)
