"""Groups received off the platform, recorded by the verbs."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from booking import receptions
from booking.receptions import GroupDraft
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import change
from sites.packages import Heads
from tests.factories.people import HANGZHOU, make_federation
from tests.factories.places import make_place


def draft(place: SimpleNamespace, *, starts_in: int = -10, **changes: Any) -> GroupDraft:
    """30 workers, 4 of their family and 2 crew of a union of Hangzhou, for three nights."""
    made = {
        "site": place.code, "check_in": clock.today() + timedelta(days=starts_in), "nights": 3,
        "name": "示例外来工会", "sender": "union", "origin_code": HANGZHOU, "heads": Heads(30, 4, 2),
        "proof_number": "示例-001",
    }  # fmt: skip
    return GroupDraft(**{**made, **changes})


async def recorded(
    place: SimpleNamespace | None = None, *, by: Actor | None = None, **changes: Any
) -> SimpleNamespace:
    """`.id` (public), `.place`, `.draft`, `.by`: recorded by the base's sales unless told otherwise."""
    place = place or await make_place()
    by, made = by or place.operator.sales, draft(place, **changes)
    public_id = await receptions.record(made, by=by)
    return SimpleNamespace(id=public_id, place=place, draft=made, by=by)


async def established(**more: Any) -> SimpleNamespace:
    """A base whose operator was here long before last month, so that it returns it."""
    place = await make_place(**more)
    long_ago, operator = clock.end_of(date(2020, 1, 1)), place.operator.organisation
    await change("UPDATE organisations SET created_at = $1 WHERE id = $2", long_ago, operator)
    return place


async def make_host() -> SimpleNamespace:
    return await make_federation()
