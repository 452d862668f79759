"""The organiser writes the trip card, and closes it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from booking.people import demand
from booking.rosters.card_models import TripCard
from booking.rosters.phones import phone_number
from booking.stays.access import stay_of_union
from booking.stays.models import Party, Stay
from booking.stays.moves import record
from booking.stays.refusals import AlreadyMoved
from booking.stays.states import State
from booking.stays.trip_card.refusals import MeetingUnfit
from sites.foundation import clock, sealing
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import public_id as new_id
from sites.foundation.language import _

CARRIED_IN = (State.HELD, State.SUBMITTED, State.CONFIRMED, State.IN_HOUSE, State.DEPARTED)


@dataclass(frozen=True, slots=True)
class CardDraft:
    """`leader_phone` as typed; everything may be empty while it is not known yet."""

    meets_at: datetime | None = None
    meeting_point: str = ""
    coach: str = ""
    leader: str = ""
    leader_phone: str = field(repr=False, default="")
    note: str = ""


@transaction
async def write_card(public_id: str, draft: CardDraft, *, by: Actor) -> None:
    """Make the card of the stay's party, or change the one that stands; its link stays.

    Refused: NotGranted, StayUnknown, AlreadyMoved, MeetingUnfit, PhoneUnsound.
    """
    demand(by, "rosters.write")
    stay, party = await _own(public_id, by=by)
    if draft.meets_at is not None and not _fits(draft.meets_at, stay):
        raise MeetingUnfit(field="meets_on")
    row = await TripCard.filter(party_id=party.id, closed_at=None).first()
    own = row.public_id if row else new_id()
    values = _values(draft, own)
    if row is None:
        await TripCard.create(
            public_id=own, party_id=party.id, made_at=clock.now(), by_user_id=by.user_id, **values
        )
    else:
        await TripCard.filter(id=row.id).update(**values)
    await record(stay, act="card_written", by=by)


@transaction
async def close_card(public_id: str, *, by: Actor) -> None:
    """The link is dead; the leader's number is deleted. Refused: NotGranted, StayUnknown, AlreadyMoved."""
    demand(by, "rosters.write")
    stay, party = await _own(public_id, by=by)
    standing = TripCard.filter(party_id=party.id, closed_at=None)
    if await standing.update(closed_at=clock.now(), leader_phone_sealed=""):
        await record(stay, act="card_closed", by=by)


async def _own(public_id: str, *, by: Actor) -> tuple[Stay, Party]:
    stay = await stay_of_union(public_id, by=by)
    if State(stay.state) not in CARRIED_IN:
        raise AlreadyMoved(state=_(State(stay.state).words))
    own = Party.filter(trip_id=stay.trip_id, organisation_id=stay.union_id)
    return stay, await own.select_for_update(no_key=True).get()


def _fits(at: datetime, stay: Stay) -> bool:
    return stay.check_in - timedelta(days=1) <= clock.day_of(at) <= stay.check_in


def _values(draft: CardDraft, own: str) -> dict[str, Any]:
    phone = phone_number(draft.leader_phone)
    kept = sealing.seal(phone, place=place_of(own)) if phone else ""
    return {
        "meets_at": draft.meets_at, "meeting_point": draft.meeting_point[:160], "coach": draft.coach[:120],
        "leader": draft.leader[:60], "leader_phone_sealed": kept, "note": draft.note[:600],
    }  # fmt: skip


def place_of(card: str) -> str:
    return f"trip_cards|{card}|leader_phone"
