"""A roster file on its way to the list: kept sealed while it waits, mended cell by cell, taken row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from booking import rosters
from booking.people import demand, demand_principal
from booking.rosters import Edit, FileMoved, NoFileOpen, OpenFile, SentFile
from booking.stays.access import stay_of_union
from booking.stays.models import Party
from booking.stays.moves import record
from booking.stays.naming import count_names, demand_names_open, own_party
from sites.foundation import idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key

WRITE = "rosters.write"


@dataclass(frozen=True, slots=True)
class Taken:
    """How many came, changed and left, and how many rows wait on."""

    added: int
    changed: int
    left: int
    waiting: int


async def roster_file(public_id: str, *, by: Actor) -> OpenFile | None:
    """The own party's file that waits, judged against the list of this moment. Refused: NotGranted, StayUnknown."""
    demand(by, WRITE)
    stay = await stay_of_union(public_id, by=by)
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    return await rosters.open_file(party.id)


@transaction
async def send_roster_file(public_id: str, sent: SentFile, *, is_whole: bool, by: Actor) -> None:
    """Keep what was read, sealed and for a week; the list stays as it is. `is_whole`: who is not in it leaves the list.

    Refused: NotGranted, PrincipalsOwn, StayUnknown, AlreadyMoved, HoldOver.
    """
    demand(by, WRITE)
    demand_principal(by)
    _, party = await own_party(public_id, by=by)
    await rosters.roster_files.keep(party.id, sent, is_whole=is_whole, by=by)


@transaction
async def mend_roster_file(
    public_id: str, cells: Mapping[tuple[int, str], str], *, without: Sequence[int] = (), by: Actor
) -> None:
    """Put cells right and leave rows out; the list stays as it is. Refused: as for sending, and NoFileOpen."""
    demand(by, WRITE)
    demand_principal(by)
    _, party = await own_party(public_id, by=by)
    await rosters.roster_files.mend(party.id, cells, without=without)


@transaction
async def take_roster_file(
    public_id: str, *, edition: int, by: Actor, key: Key | None = None
) -> Taken:
    """Put every sound row on the list as one version of it; faulty rows wait on, the same ones need nothing.

    Refused: NotGranted, StayUnknown, AlreadyMoved, HoldOver, NoFileOpen, FileMoved (another edition than the one that
    was looked at), NamesClosed where somebody would be added, RosterFull. A request sent twice takes once.
    """
    demand(by, WRITE)
    if (earlier := await idempotency.claim(key, by=by)) is not None:
        return Taken(*map(int, earlier.split(",")))
    stay, party = await own_party(public_id, by=by)
    taken, facts = await _take(party.id, edition, by=by)
    if taken.added:
        demand_names_open(stay)
    named = await count_names(stay, party)
    await record(stay, act="listed", by=by, facts={**facts, "named": named.total})
    await idempotency.keep(
        key, f"{taken.added},{taken.changed},{taken.left},{taken.waiting}", by=by
    )
    return taken


@transaction
async def drop_roster_file(public_id: str, *, by: Actor) -> None:
    """Forget the file that waits; the list stays as it is. Refused: NotGranted, PrincipalsOwn, StayUnknown."""
    demand(by, WRITE)
    demand_principal(by)
    stay = await stay_of_union(public_id, by=by)
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    await rosters.roster_files.end(party.id)


async def _take(party_id: int, edition: int, *, by: Actor) -> tuple[Taken, dict[str, int]]:
    file = await rosters.open_file(party_id)
    if file is None:
        raise NoFileOpen
    if file.edition != edition:
        raise FileMoved
    judged = file.judged
    edit = Edit(
        "file", [person for _, person in judged.coming],
        [(one.traveller, one.person, one.fields) for one in judged.changes],
        [one.public_id for one in judged.leaving],
    )  # fmt: skip
    await rosters.write(party_id, edit, by=by)
    waiting = [row.line for row in judged.faulty]
    await rosters.roster_files.shorten(party_id, waiting, taken=judged.sound)
    taken = Taken(len(edit.coming), len(edit.changes), len(edit.leaving), len(waiting))
    return taken, {"added": taken.added, "changed": taken.changed, "left": taken.left}
