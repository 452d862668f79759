"""Ticking people at the door. Ticks are always kept, however late they come, and each of them once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from booking import rosters
from booking.people import demand
from booking.rosters.attendance import NOTHING, Attendance
from booking.rosters.entry_codes import as_code, entry_code
from booking.rosters.ticks import ACTS, WAYS, NewTick, attendances, keep_ticks, known_ticks
from booking.stays.access import stay_of_operator
from booking.stays.attending.following import follow
from booking.stays.models import Party, Stay
from booking.stays.refusals import AlreadyMoved, TooEarly
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import _

MOST = 2000


@dataclass(frozen=True, slots=True)
class Answer:
    """`result` is came, already, left, absent, undone, or unknown: not on this list. `at` is when the person first came."""

    id: str
    result: str
    who: str = ""
    at: datetime | None = None


@transaction
async def tick(public_id: str, ticks: Sequence[NewTick], *, by: Actor) -> tuple[Answer, ...]:
    """One answer for each. `who` may be a person's id or their code. The counts of the nights follow.

    A tick that we have already changes nothing and is answered again. Whoever is not on the list is kept nowhere.
    Refused: NotGranted, StayUnknown, TooEarly before the day, AlreadyMoved where the group never goes.
    """
    demand(by, "stays.receive")
    stay = await stay_of_operator(public_id, by=by)
    stay = await Stay.filter(id=stay.id).select_for_update(no_key=True).get()
    if (refusal := door_refusal(State(stay.state), stay.check_in)) is not None:
        raise refusal
    party = await Party.filter(trip_id=stay.trip_id, organisation_id=stay.union_id).get()
    people = (await rosters.roster_of(party.public_id)).people
    named = {person.public_id: person.public_id for person in people}
    named |= {entry_code(person.public_id): person.public_id for person in people}
    before, done = await attendances(stay.id), await known_ticks(one.id for one in ticks)
    found = [(one, _who(one, named)) for one in ticks[:MOST] if is_public_id(one.id)]
    new = {
        one.id: replace(one, who=who)
        for one, who in found
        if who and one.id not in done and _is_sound(one)
    }
    await keep_ticks(stay.id, party.id, new.values(), by=by)
    after = await attendances(stay.id)
    if new:
        await follow(stay, people, after, by=by)
    return tuple(_answer(one, who, before, after, is_new=one.id in new) for one, who in found)


def door_refusal(state: State, check_in: date) -> Refusal | None:
    """Why nobody is checked in to a group just now; None while the door is open."""
    if not (state.effects.travels or state is State.NO_SHOW):
        return AlreadyMoved(state=_(state.words))
    return TooEarly(day=check_in) if clock.today() < check_in else None


def _who(one: NewTick, named: dict[str, str]) -> str:
    return named.get(one.who) or named.get(as_code(one.who), "")


def _is_sound(one: NewTick) -> bool:
    return one.act in ACTS and one.way in WAYS


def _answer(
    one: NewTick, who: str, before: dict[str, Attendance], after: dict[str, Attendance], *, is_new: bool
) -> Answer:  # fmt: skip
    if not who:
        return Answer(one.id, "unknown")
    now = after.get(who, NOTHING)
    was_here = before.get(who, NOTHING).is_here
    result = "already" if one.act == "came" and is_new and was_here else one.act
    return Answer(one.id, result, who, now.came.at if now.came else None)
