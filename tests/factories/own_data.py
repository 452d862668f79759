"""A person of a list, a link that shows them what is held, and the phone that opened it."""

from types import SimpleNamespace
from typing import Any

from booking import rosters
from booking.rosters import held
from booking.rosters.models import Traveller
from booking.stays import held_data
from booking.stays.models import Party, Stay
from booking.stays.naming import NAMEABLE, count_names
from sites.foundation.database import transaction
from tests.factories.plan_people import number_of
from tests.factories.stays import confirmed


async def listed(story: SimpleNamespace | None = None, **changes: Any) -> SimpleNamespace:
    """The story with `.traveller` (public id) and `.own_number`: a worker with number, telephone and department."""
    story = story or await confirmed()
    values = {"name": "示例甲", "kind": "worker", "number": number_of(), "phone": "13800138000", "department": "示例科"}  # fmt: skip
    person = rosters.draft(**{**values, **changes})
    await _put(story, person)
    row = await Traveller.all().order_by("-id").first()
    assert row
    story.traveller, story.own_number = row.public_id, person.number
    return story


@transaction
async def _put(story: SimpleNamespace, person: rosters.TravellerDraft) -> None:
    """Also on the list of a group that has left, as if they had been named in time."""
    stay = await Stay.get(public_id=story.id)
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    await rosters.write(party.id, rosters.Edit("typed", coming=(person,)), by=story.union.organiser)
    if stay.state in NAMEABLE:
        await count_names(stay, party)


async def linked(story: SimpleNamespace) -> str:
    made = await held_data.make_held_link(story.id, story.traveller, by=story.union.organiser)
    return made.token


async def opened(story: SimpleNamespace) -> tuple[str, str]:
    """Token and holder of a link that was opened."""
    token = await linked(story)
    return token, await held.open_link(token)
