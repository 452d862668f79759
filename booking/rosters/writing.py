"""The one writer of a list: who comes, who changes and who leaves become one version of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from booking.rosters.adding import row_of
from booking.rosters.drafts import TravellerDraft
from booking.rosters.held_end import end_held
from booking.rosters.models import Traveller
from booking.rosters.needs import forget_needs, write_departments
from booking.rosters.numbers import masked
from booking.rosters.phones import masked_phone
from booking.rosters.places import index_of, sealed
from booking.rosters.refusals import AlreadyOnRoster, TravellerUnknown
from booking.rosters.version_model import RosterChange, RosterVersion
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction

EMPTIED = {
    "name": "", "sex": "", "id_sealed": "", "id_index": None, "id_masked": "", "phone_sealed": "",
    "phone_masked": "", "note": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """What one act does to a list. `changes` are (traveller, what it says now, names of the fields that differ)."""

    way: str
    coming: Sequence[TravellerDraft] = ()
    changes: Sequence[tuple[str, TravellerDraft, tuple[str, ...]]] = ()
    leaving: Sequence[str] = ()


async def write(party_id: int, edit: Edit, *, by: Actor) -> int:
    """Write it, all or nothing, as a new version; the version's number, or 0 where nothing differs.

    Works in the caller's transaction, which holds the party's row. Refused: AlreadyOnRoster, TravellerUnknown.
    """
    demand_transaction()
    standing = {row.public_id: row for row in await Traveller.filter(party_id=party_id, removed_at=None)}  # fmt: skip
    if not {*edit.leaving, *(one for one, _, _ in edit.changes)} <= standing.keys():
        raise TravellerUnknown
    said = [await _left(standing.pop(one)) for one in edit.leaving]
    rows = [row_of(party_id, person) for person in edit.coming]
    numbered = {one: person for one, person, names in edit.changes if "number" in names}
    _demand_once([*_standing_then(standing.values(), numbered), *((row.name, row.id_index) for row in rows)])  # fmt: skip
    said += [await _changed(standing[one], person, names) for one, person, names in edit.changes]
    await Traveller.bulk_create(rows)
    await _write_departments(party_id, rows, edit)
    said += [_change("added", row) for row in rows]
    if not said:
        return 0
    return await _version(party_id, edit.way, said, people=len(standing) + len(rows), by=by)


def _standing_then(
    rows: Iterable[Traveller], numbered: Mapping[str, TravellerDraft]
) -> Iterator[tuple[str, str | None]]:
    """Name and keyed hash of everybody who stays, as they are once numbers have changed."""
    for row in rows:
        person = numbered.get(row.public_id)
        index = index_of(person.document, person.number) if person else row.id_index
        yield row.name, index


def _demand_once(people: Iterable[tuple[str, str | None]]) -> None:
    seen: set[str] = set()
    for name, index in people:
        if index in seen:
            raise AlreadyOnRoster(name=name, field="number")
        seen |= {index} if index else set()


async def _write_departments(party_id: int, rows: Sequence[Traveller], edit: Edit) -> None:
    """Rooming reads them where it reads diet and nights: beside the person, not in their row."""
    told = {row.public_id: person.department for row, person in zip(rows, edit.coming, strict=True)}
    told |= {one: person.department for one, person, names in edit.changes if "department" in names}
    named = {one: department for one, department in told.items() if department}
    if named:
        inner = Traveller.filter(party_id=party_id, public_id__in=[*named])
        await write_departments({row.id: named[row.public_id] for row in await inner})


async def _left(row: Traveller) -> RosterChange:
    """What is personal is shredded at once; the name stays in the version until the list is shredded."""
    said = _change("left", row)
    await Traveller.filter(id=row.id).update(removed_at=clock.now(), **EMPTIED)
    await forget_needs([row.id])
    await end_held([row.id])
    return said


async def _changed(row: Traveller, person: TravellerDraft, names: tuple[str, ...]) -> RosterChange:
    for name in {"name", "kind", "sex", "note"} & {*names}:
        setattr(row, name, getattr(person, name))
    if "number" in names:
        row.document, row.id_masked = person.document, masked(person.number)
        row.id_sealed = sealed(row.public_id, "id", person.number)
        row.id_index = index_of(person.document, person.number)
        row.guardian_agrees = person.guardian_agrees
    if "phone" in names:
        row.phone_sealed = sealed(row.public_id, "phone", person.phone)
        row.phone_masked = masked_phone(person.phone)
    await row.save()
    return _change("changed", row, ",".join(names))


def _change(act: str, row: Traveller, names: str = "") -> RosterChange:
    return RosterChange(traveller=row.public_id, act=act, name=row.name, kind=row.kind, fields_changed=names)  # fmt: skip


async def _version(
    party_id: int, way: str, said: Sequence[RosterChange], *, people: int, by: Actor
) -> int:
    last = await RosterVersion.filter(party_id=party_id).order_by("-number").first()
    made = await RosterVersion.create(
        party_id=party_id, number=last.number + 1 if last else 1, way=way, people=people, at=clock.now(),
        by_user_id=by.user_id, by_name=by.signature,
    )  # fmt: skip
    for one in said:
        one.version_id = made.id
    await RosterChange.bulk_create(said)
    return made.number
