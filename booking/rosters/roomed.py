"""A party's people as rooming sees them, and the versions of a stay's rooming list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.rosters.models import Traveller
from booking.rosters.needs import NOTHING, Needs, needs_of
from booking.rosters.rooming import Guest, Room, Slot
from booking.rosters.rooming_models import OddPersonRule, RoomingVersion, RoomNumber
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction


@dataclass(frozen=True, slots=True)
class Named:
    """One person of the list with what rooming shows of them."""

    guest: Guest
    name: str
    needs: Needs


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    act: str
    rooms: tuple[Mapping[str, Any], ...]
    kept_at: datetime
    by_name: str
    sent_at: datetime | None


async def people_in(party_id: int, nights: Iterable[date]) -> dict[str, Named]:
    """By public id, in the order of the list. Whoever asks may see it."""
    needs, group = await needs_of(party_id), tuple(nights)
    rows = await Traveller.filter(party_id=party_id, removed_at=None).order_by("id")
    return {row.public_id: _named(row, needs.get(row.public_id, NOTHING), group) for row in rows}


def _named(row: Traveller, needs: Needs, group: tuple[date, ...]) -> Named:
    guest = Guest(
        row.public_id, row.sex, row.kind, needs.nights(group), needs.department, needs.bond, row.id
    )
    return Named(guest, row.name, needs)


def rooms_from(
    version: Version | None, slots: Iterable[Slot], people: Mapping[str, Named]
) -> list[Room]:
    """The rooms of a version that are still there, with those of its people who still travel."""
    known = {slot.key: slot for slot in slots}
    return [
        Room(
            known[kept["key"]],
            tuple(people[one].guest for one in kept["people"] if one in people),
            bool(kept["locked"]),
        )
        for kept in (version.rooms if version else ())
        if kept["key"] in known
    ]


async def newest_version(stay_id: int, *, sent: bool = False, below: int = 0) -> Version | None:
    """The last one; with `sent` the last that the base was given; `below` a number the one before it."""
    found = RoomingVersion.filter(stay_id=stay_id)
    if sent:
        found = found.filter(sent_at__isnull=False)
    if below:
        found = found.filter(version__lt=below)
    row = await found.order_by("-version").first()
    if row is None:
        return None
    return Version(row.version, row.act, tuple(row.rooms), row.kept_at, row.by_name, row.sent_at)


async def keep_version(
    stay_id: int, number: int, rooms: Iterable[Room], *, act: str, by: Actor
) -> None:
    """Works in the caller's transaction, which holds the stay's row and read the number before."""
    demand_transaction()
    kept = [
        {"key": room.slot.key, "locked": room.is_locked, "people": [g.id for g in room.guests]}
        for room in rooms
        if room.guests or room.is_locked
    ]
    await RoomingVersion.create(
        stay_id=stay_id, version=number, act=act, rooms=kept, kept_at=clock.now(),
        by_user_id=by.user_id, by_name=by.name,
    )  # fmt: skip


async def note_sent(stay_id: int, number: int) -> bool:
    """Whether it was not sent before. Works in the caller's transaction."""
    demand_transaction()
    unsent = RoomingVersion.filter(stay_id=stay_id, version=number, sent_at=None)
    return bool(await unsent.update(sent_at=clock.now()))


async def room_numbers_of(stay_id: int) -> dict[str, str]:
    """What stands on the doors, by the keys of the rooms."""
    rows = await RoomNumber.filter(stay_id=stay_id).values_list("key", "number")
    return dict(rows)


async def write_room_numbers(stay_id: int, numbers: Mapping[str, str]) -> None:
    """Replace them all. Works in the caller's transaction, which holds the stay's row."""
    demand_transaction()
    await RoomNumber.filter(stay_id=stay_id).delete()
    await RoomNumber.bulk_create(
        [
            RoomNumber(stay_id=stay_id, key=key, number=number)
            for key, number in numbers.items()
            if number
        ]
    )


async def odd_rule_of(site_id: int) -> str:
    """Empty where the base said nothing yet."""
    row = await OddPersonRule.filter(site_id=site_id).first()
    return row.rule if row else ""


async def write_odd_rule(site_id: int, rule: str, *, by: Actor) -> None:
    """Works in the caller's transaction."""
    demand_transaction()
    await OddPersonRule.filter(site_id=site_id).delete()
    await OddPersonRule.create(
        site_id=site_id, rule=rule, set_at=clock.now(), by_user_id=by.user_id
    )
