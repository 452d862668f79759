"""Who came, as the door and both sides read it; what the ticks say beside what was counted."""

from dataclasses import dataclass
from datetime import date

from booking import rosters
from booking.people import demand
from booking.rosters import Person
from booking.rosters.attendance import NOTHING, Attendance
from booking.rosters.entry_codes import entry_code
from booking.rosters.ticks import Signature, attendances, signatures_of
from booking.stays.access import stay_of_side
from booking.stays.attending.following import heads_on
from booking.stays.counting import NightCount, night_count
from booking.stays.figures import latest
from booking.stays.models import Party, Stay, StayNight
from booking.stays.rooming.board import board_of
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.packages import Heads


@dataclass(frozen=True)
class PersonHere:
    """`room` is the number on the door, or empty; `mates` are who shares it."""

    person: Person
    code: str
    attendance: Attendance
    room: str = ""
    mates: tuple[str, ...] = ()


@dataclass(frozen=True)
class NightAttendance:
    """`ticked` are heads by the ticks; `signed` by side, only while the count is still the signed one."""

    count: NightCount
    ticked: Heads
    signed: dict[str, Signature]

    @property
    def differs(self) -> bool:
        """The ticks say another number than was counted."""
        return self.count.arrived is not None and self.ticked.total not in (
            0,
            self.count.arrived.total,
        )


@dataclass(frozen=True)
class AttendancePage:
    people: tuple[PersonHere, ...]
    nights: tuple[NightAttendance, ...]

    @property
    def here(self) -> int:
        return sum(one.attendance.came is not None for one in self.people)


async def attendance_of(public_id: str, *, by: Actor) -> AttendancePage:
    """For both sides. Refused: NotGranted, StayUnknown."""
    demand(by, "rosters.see")
    stay = await stay_of_side(public_id, by=by)
    party = await Party.filter(trip_id=stay.trip_id, organisation_id=stay.union_id).get()
    people, attended = (await rosters.roster_of(party.public_id)).people, await attendances(stay.id)
    rows = latest(await StayNight.filter(stay_id=stay.id).prefetch_related("room_type"))
    signed, nights = await signatures_of(stay.id), sorted({row.date for row in rows})
    counts = [night_count(night, [row for row in rows if row.date == night]) for night in nights]
    rooms = await rooms_by_person(stay, party.id)
    return AttendancePage(
        tuple(_person(one, attended, rooms) for one in people),
        tuple(
            NightAttendance(count, heads_on(count.date, people, attended), _standing(count, signed))
            for count in counts
            if count.date <= clock.today()
        ),
    )


async def door_list(public_id: str, *, by: Actor) -> AttendancePage:
    """The same for the desk that ticks. Refused: NotGranted, StayUnknown."""
    demand(by, "stays.receive")
    return await attendance_of(public_id, by=by)


def _person(
    one: Person, attended: dict[str, Attendance], rooms: dict[str, tuple[str, tuple[str, ...]]]
) -> PersonHere:
    room, mates = rooms.get(one.public_id, ("", ()))
    return PersonHere(
        one, entry_code(one.public_id), attended.get(one.public_id, NOTHING), room, mates
    )


async def rooms_by_person(stay: Stay, party_id: int) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Door number and mates by person, from the list that the base has."""
    sent = await rosters.newest_version(stay.id, sent=True)
    if sent is None:
        return {}
    board, numbers = await board_of(stay, party_id, sent), await rosters.room_numbers_of(stay.id)
    return {
        guest.id: (
            numbers.get(room.slot.key, ""),
            tuple(board.people[mate.id].name for mate in room.guests if mate.id != guest.id),
        )
        for room in board.rooms
        for guest in room.guests
    }


def _standing(count: NightCount, signed: dict[tuple[date, str], Signature]) -> dict[str, Signature]:
    return {
        side: one
        for side in ("operator", "union")
        if (one := signed.get((count.date, side))) and one.heads == count.arrived
    }
