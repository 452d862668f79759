"""A group with names, as rooming tests need it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from booking import rosters, stays
from sites.packages import Heads
from tests.factories.places import TWIN
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import held

BORN = date(1980, 5, 1)


async def named(men: int, women: int, *, make: Any = held, **changes: Any) -> SimpleNamespace:
    """A story whose workers are on the list: `.people` are their public ids, men first."""
    rooms = changes.pop("rooms", {TWIN: -(-men // 2) - (-women // 2)})
    story = await make(heads=changes.pop("heads", Heads(men + women)), rooms=rooms, **changes)
    people = [
        rosters.draft(
            name=f"示例{chr(0x7532 + n)}", kind="worker",
            number=resident_number_for(BORN, woman=n >= men),
        )
        for n in range(men + women)
    ]  # fmt: skip
    await stays.name_travellers(story.id, people, by=story.union.organiser)
    page = await stays.page_of(story.id, by=story.union.organiser)
    listed = (await rosters.roster_of(page.party_id)).people
    story.people = [person.public_id for person in listed]
    return story
