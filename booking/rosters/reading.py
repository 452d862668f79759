"""A party's list as a screen may show it: everything masked."""

from dataclasses import dataclass

from booking.rosters.models import Traveller
from sites.packages import Heads


@dataclass(frozen=True, slots=True)
class Person:
    """`number` and `phone` are masked; empty where they are still missing."""

    public_id: str
    name: str
    kind: str
    sex: str
    document: str
    number: str
    phone: str
    note: str


@dataclass(frozen=True, slots=True)
class Roster:
    people: tuple[Person, ...]

    @property
    def named(self) -> Heads:
        kinds = [person.kind for person in self.people]
        return Heads(kinds.count("worker"), kinds.count("family"), kinds.count("crew"))

    @property
    def without_number(self) -> int:
        return sum(not person.number for person in self.people)


async def roster_of(party: str) -> Roster:
    """The list of the party with this public id. Whoever asks must already be allowed to see it."""
    rows = await Traveller.filter(party__public_id=party, removed_at=None).order_by("id")
    return Roster(
        tuple(
            Person(
                row.public_id, row.name, row.kind, row.sex, row.document, row.id_masked,
                row.phone_masked, row.note,
            )
            for row in rows
        )
    )  # fmt: skip
