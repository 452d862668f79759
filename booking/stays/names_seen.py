"""What of the list a base sees and when: names once the stay is sure, numbers around the stay alone, for the registration of guests."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from booking import rosters
from booking.people import demand
from booking.rosters import Difference, ListVersion, Person, Revealed
from booking.stays.access import stay_of_operator, stay_of_union
from booking.stays.models import Party, Stay
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

NAMED_STATES = (State.CONFIRMED, State.IN_HOUSE, State.DEPARTED, State.RECONCILED)
NAMES_AFTER, NUMBERS_BEFORE, NUMBERS_AFTER = timedelta(days=14), timedelta(days=1), timedelta(days=3)  # fmt: skip


class NumbersClosed(Refusal):
    code = "numbers_closed"
    kind = Kind.FORBIDDEN
    words = N_(
        "Full numbers are shown for the registration of guests alone: from %(first)s to %(last)s."
    )


@dataclass(frozen=True, slots=True)
class SeenList:
    """`people` is empty while names are closed; numbers and phones are masked, and empty while they are closed.

    `difference` is between version `since` and the newest.
    """

    named: int
    people: tuple[Person, ...]
    has_names: bool
    has_numbers: bool
    numbers_from: date
    numbers_until: date
    versions: tuple[ListVersion, ...]
    since: int
    difference: tuple[Difference, ...]


def may_see_names(state: State, check_out: date) -> bool:
    return state in NAMED_STATES and clock.today() <= check_out + NAMES_AFTER


def may_see_numbers(state: State, check_in: date, check_out: date) -> bool:
    around = check_in - NUMBERS_BEFORE <= clock.today() <= check_out + NUMBERS_AFTER
    return around and may_see_names(state, check_out)


async def list_for_base(public_id: str, *, since: int | None = None, by: Actor) -> SeenList:
    """`since` is a version; without it the one before the newest. Refused: NotGranted, StayUnknown."""
    demand(by, "rosters.see")
    stay = await stay_of_operator(public_id, by=by)
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    found = (await rosters.roster_of(party.public_id)).people
    names, numbers = _open(stay)
    versions = await rosters.versions_of(party.public_id) if names else ()
    newest = versions[0].number if versions else 0
    start = max(0, newest - 1) if since is None else min(since, newest)
    return SeenList(
        len(found), tuple(_seen(one, numbers=numbers) for one in found) if names else (), names, numbers,
        stay.check_in - NUMBERS_BEFORE, stay.check_out + NUMBERS_AFTER, versions, start,
        await rosters.differences(party.public_id, since=start) if names else (),
    )  # fmt: skip


def _open(stay: Stay) -> tuple[bool, bool]:
    state = State(stay.state)
    return may_see_names(state, stay.check_out), may_see_numbers(state, stay.check_in, stay.check_out)  # fmt: skip


def _seen(person: Person, *, numbers: bool) -> Person:
    return person if numbers else replace(person, number="", phone="")


@transaction
async def reveal_for_registration(
    public_id: str, traveller: str, *, reason: str, by: Actor
) -> Revealed:
    """Open number and phone of a guest of the own base around the stay; who looked and why is logged, and read by the union.

    Refused: NotGranted, StayUnknown, NumbersClosed, TravellerUnknown.
    """
    demand(by, "rosters.reveal")
    stay = await stay_of_operator(public_id, by=by)
    if not _open(stay)[1]:
        raise NumbersClosed(
            first=stay.check_in - NUMBERS_BEFORE, last=stay.check_out + NUMBERS_AFTER
        )
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    return await rosters.reveal_of(traveller, party_id=party.id, reason=reason, by=by)


@transaction
async def reveal_everybody(public_id: str, *, reason: str, by: Actor) -> dict[str, Revealed]:
    """Open number and phone of everybody on the list for a paper, by public id: one look on record for each of them.

    Refused: NotGranted, StayUnknown, NumbersClosed for a base outside the days of registration.
    """
    demand(by, "rosters.reveal")
    stay = await (stay_of_operator if by.kind == "operator" else stay_of_union)(public_id, by=by)
    if by.kind == "operator" and not _open(stay)[1]:
        raise NumbersClosed(
            first=stay.check_in - NUMBERS_BEFORE, last=stay.check_out + NUMBERS_AFTER
        )
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    return {
        one.public_id: await rosters.reveal_of(
            one.public_id, party_id=party.id, reason=reason, by=by
        )
        for one in (await rosters.roster_of(party.public_id)).people
    }
