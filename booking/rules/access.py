"""Who keeps which document: a federation those that name its own regions, the host all others too, a union its own measures."""

from booking.people import demand
from booking.people.models import Organisation
from booking.rules.documents import Document
from booking.rules.places import is_within
from booking.rules.refusals import PolicyNotYours, PolicyUnknown
from booking.rules.shelf import timelines
from booking.rules.timeline import Timeline
from sites.foundation.actor import Actor

SEES, WRITES = "rules.see", "rules.write"


async def policies_seen(*, by: Actor) -> tuple[Timeline, ...]:
    """A union sees its own measures beside the documents that all see. Needs `rules.see`."""
    demand(by, SEES)
    own = by.organisation_id if by.kind == "union" else None
    return tuple(one for one in await timelines() if one.holder_id in {None, own})


async def policy_seen(public_id: str, *, by: Actor) -> Timeline:
    """Refused: PolicyUnknown, also for another union's own measures."""
    for one in await policies_seen(by=by):
        if one.public_id == public_id:
            return one
    raise PolicyUnknown


async def may_write(document: Document, *, holder_id: int | None, by: Actor) -> bool:
    if not by.may(WRITES):
        return False
    if by.kind == "union":
        return holder_id == by.organisation_id
    keeper = await Organisation.get(id=by.organisation_id)
    if holder_id is not None:
        return False
    return keeper.is_host or all(is_within(code, keeper.area_code) for code in document.origin)


async def demand_keeper(document: Document, *, holder_id: int | None, by: Actor) -> None:
    """Refused: NotGranted, PolicyNotYours."""
    demand(by, WRITES)
    if not await may_write(document, holder_id=holder_id, by=by):
        raise PolicyNotYours
