"""What an agency does by its mandate: coach, insurance, and the word that all is prepared. Each act looks for the mandate anew."""

import re
from dataclasses import dataclass

from booking.people import demand
from booking.rosters.insurance import Policy
from booking.stays.insuring.recording import keep_policy
from booking.stays.mandate_models import Mandate, TripCoach
from booking.stays.mandates.refusals import CoachTooSmall, MandateUnknown
from booking.stays.models import Party, Stay
from booking.stays.moves import record
from booking.stays.papers import StoredUpload
from booking.stays.refusals import AlreadyMoved
from booking.stays.states import State
from booking.stays.trip_stays import alone_with, standing
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import _

OPEN = (State.HELD, State.SUBMITTED, State.CONFIRMED, State.IN_HOUSE)


@dataclass(frozen=True, slots=True)
class Coach:
    """`leaves_at` is HH:MM or empty. No driver's name or phone: who drives stands on the list."""

    company: str
    plate: str
    seats: int
    meeting: str
    leaves_at: str


async def open_mandate(public_id: str, *, by: Actor) -> Mandate:
    """The agency's own, not taken back, on one of its days. Refused: MandateUnknown."""
    today = clock.today()
    own = Mandate.filter(
        public_id=public_id, agency_id=by.organisation_id, revoked_at=None, starts_on__lte=today, ends_on__gte=today
    )  # fmt: skip
    found = await own.first() if by.kind == "agency" and is_public_id(public_id) else None
    if found is None:
        raise MandateUnknown
    return found


@transaction
async def enter_coach(mandate: str, coach: Coach, *, by: Actor) -> None:
    """The coach of the trip, in the place of the one before. Needs `mandates.work`.

    Refused: NotGranted, MandateUnknown, AlreadyMoved once the group has left, CoachTooSmall.
    """
    found, stay, party = await _work(mandate, by=by)
    heads = party.workers + party.family + party.crew
    if coach.seats < heads:
        raise CoachTooSmall(seats=coach.seats, heads=heads, field="seats")
    leaves = coach.leaves_at if re.fullmatch(r"[0-2][0-9]:[0-5][0-9]", coach.leaves_at) else ""
    await TripCoach.filter(trip_id=found.trip_id).delete()
    await TripCoach.create(
        trip_id=found.trip_id, company=coach.company[:80], plate=coach.plate[:20], seats=coach.seats,
        meeting=coach.meeting[:120], leaves_at=leaves, entered_at=clock.now(), by_name=by.signature,
        by_organisation_id=by.organisation_id,
    )  # fmt: skip
    await record(stay, act="coach_entered", by=by, facts={"seats": coach.seats})


@transaction
async def insure_by_mandate(
    mandate: str, policy: Policy, *, paper: StoredUpload | None = None, by: Actor, key: Key | None = None
) -> None:  # fmt: skip
    """Record the group's policy for the union. Needs `mandates.work`. A request sent twice records once.

    Refused: NotGranted, MandateUnknown, AlreadyMoved, PolicyUnfit.
    """
    if await idempotency.claim(key, by=by) is not None:
        return
    _found, stay, party = await _work(mandate, by=by)
    await keep_policy(stay, party.id, policy, paper=paper, by=by)
    await idempotency.keep(key, "insured", by=by)


@transaction
async def report_prepared(mandate: str, *, note: str = "", by: Actor) -> None:
    """Tell the union that the trip is prepared; it looks, approves and submits itself. Needs `mandates.work`.

    Refused: NotGranted, MandateUnknown, AlreadyMoved.
    """
    found, stay, _party = await _work(mandate, by=by)
    await Mandate.filter(id=found.id).update(prepared_at=clock.now())
    await record(stay, act="prepared", by=by, note=note[:300])


async def _work(public_id: str, *, by: Actor) -> tuple[Mandate, Stay, Party]:
    """The mandate, the trip's first stay that may still be prepared, and its party, alone from here on."""
    demand(by, "mandates.work")
    found = await open_mandate(public_id, by=by)
    await alone_with(found.trip_id)
    stays = await standing(found.trip_id)
    stay = next((one for one in stays if State(one.state) in OPEN), None)
    if stay is None:
        raise AlreadyMoved(state=_(State(stays[-1].state).words) if stays else "")
    own = Party.filter(trip_id=found.trip_id, organisation_id=found.union_id)
    return found, stay, await own.select_for_update(no_key=True).get()
