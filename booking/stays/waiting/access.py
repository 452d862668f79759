"""Whose entry it is: the union finds its own, everybody else finds nothing."""

from booking.stays.waiting.models import Wait, WaitPlace
from booking.stays.waiting.refusals import WaitUnknown
from sites.foundation.actor import Actor
from sites.foundation.identifiers import is_public_id


async def own_wait(public_id: str, *, by: Actor) -> Wait:
    """Refused: WaitUnknown."""
    found = None
    if is_public_id(public_id):
        found = await Wait.filter(public_id=public_id, union_id=by.organisation_id).first()
    if found is None:
        raise WaitUnknown
    return found


async def places_of(wait: Wait) -> list[WaitPlace]:
    """In the union's order of preference."""
    return await WaitPlace.filter(wait_id=wait.id).order_by("position")
