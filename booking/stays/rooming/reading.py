"""The rooming list as a page shows it: to the union as it works on it, to the base as it was sent last."""

from dataclasses import dataclass
from datetime import date, datetime

from booking import rosters
from booking.people import demand
from booking.rosters import Named, Version
from booking.rosters.rooming import Choices, Room, choices, why
from booking.stays.access import stay_of_operator, stay_of_union
from booking.stays.models import Party, Stay
from booking.stays.rooming.board import Board, board_of, odd_rule
from booking.stays.rooming.meals import DayMeals, meals_of
from booking.stays.states import EFFECTS, State
from sites.foundation.actor import Actor
from sites.foundation.language import choose


@dataclass(frozen=True)
class GuestView:
    """`nights` are set where they are fewer than the group's."""

    id: str
    name: str
    sex: str
    kind: str
    department: str
    bond: str
    diet: str
    care: str
    nights: tuple[date, ...]


@dataclass(frozen=True)
class RoomView:
    """`number` is what stands on the door, once the base has said it; `place` counts the rooms of the type."""

    key: str
    number: str
    place: int
    type_name: str
    beds: int
    is_locked: bool
    why: str
    guests: tuple[GuestView, ...]
    nights: tuple[date, ...]


@dataclass(frozen=True)
class RoomingPage:
    """`version` is 0 where nobody was laid yet. `sent` is the version that the base has, 0 for none."""

    version: int
    kept_at: datetime | None
    by_name: str
    sent: int
    sent_at: datetime | None
    odd_rule: str
    nights: tuple[date, ...]
    rooms: tuple[RoomView, ...]
    left: tuple[GuestView, ...]
    meals: tuple[DayMeals, ...]
    picked: GuestView | None = None
    choices: Choices | None = None

    @property
    def lodged(self) -> int:
        return sum(len(room.guests) for room in self.rooms)

    @property
    def used(self) -> int:
        return sum(bool(room.guests) for room in self.rooms)

    @property
    def by_name_order(self) -> list[tuple[GuestView, RoomView]]:
        """Everybody with their room, by name."""
        everybody = [(guest, room) for room in self.rooms for guest in room.guests]
        return sorted(everybody, key=lambda one: one[0].name)


async def party_id_of(stay: Stay) -> int:
    party = await Party.filter(trip_id=stay.trip_id, organisation_id=stay.union_id).get()
    return party.id


async def rooming_of(public_id: str, *, by: Actor, picked: str = "") -> RoomingPage:
    """The union's own, the newest version; with where a `picked` person may lie. Refused: NotGranted, StayUnknown."""
    demand(by, "rosters.see")
    stay = await stay_of_union(public_id, by=by)
    newest = await rosters.newest_version(stay.id)
    sent = await rosters.newest_version(stay.id, sent=True)
    return await page_of_version(stay, newest, sent, picked)


async def sent_rooming(public_id: str, *, by: Actor) -> RoomingPage | None:
    """The last version that the base was sent, from the confirmation on; None before. Whoever left since is not on it.

    Refused: NotGranted, StayUnknown.
    """
    demand(by, "rosters.see")
    stay = await stay_of_operator(public_id, by=by)
    sent = await rosters.newest_version(stay.id, sent=True)
    if sent is None or not EFFECTS[State(stay.state)].travels:
        return None
    return await page_of_version(stay, sent, sent)


async def odd_rule_of(public_id: str, *, by: Actor) -> str:
    """What the base does with the odd person, for itself. Refused: StayUnknown."""
    return await odd_rule(await stay_of_operator(public_id, by=by))


async def page_of_version(
    stay: Stay, version: Version | None, sent: Version | None = None, picked: str = ""
) -> RoomingPage:
    """The list in that version, for whoever may already see it."""
    board = await board_of(stay, await party_id_of(stay), version)
    numbers = await rosters.room_numbers_of(stay.id)
    one = board.people.get(picked)
    return RoomingPage(
        board.number, version.kept_at if version else None, version.by_name if version else "",
        sent.number if sent else 0, sent.sent_at if sent else None, board.odd_rule, board.nights,
        tuple(_room(board, room, numbers) for room in board.rooms),
        tuple(_guest(board, one) for one in board.left),
        meals_of(board.people.values(), board.nights),
        _guest(board, one) if one else None, choices(board.rooms, one.guest) if one else None,
    )  # fmt: skip


def _room(board: Board, room: Room, numbers: dict[str, str]) -> RoomView:
    slot, kind = room.slot, board.types[room.slot.room_type_id]
    return RoomView(
        slot.key, numbers.get(slot.key, ""), int(slot.key.rpartition("-")[2]), choose(kind.name, kind.name_en),
        slot.beds, room.is_locked, why(room, board.odd_rule),
        tuple(_guest(board, board.people[guest.id]) for guest in room.guests),
        tuple(sorted(slot.nights)) if len(slot.nights) < len(board.nights) else (),
    )  # fmt: skip


def _guest(board: Board, one: Named) -> GuestView:
    guest, needs = one.guest, one.needs
    apart = tuple(sorted(guest.nights)) if len(guest.nights) < len(board.nights) else ()
    return GuestView(
        guest.id, one.name, guest.sex, guest.kind, needs.department, needs.bond, needs.diet, needs.care, apart
    )  # fmt: skip
