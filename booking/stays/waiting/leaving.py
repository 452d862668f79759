"""An entry ends without an offer: its union leaves, or its time is over."""

from booking.stays.waiting.access import own_wait, places_of
from booking.stays.waiting.events import write_event
from booking.stays.waiting.marking import mark
from booking.stays.waiting.models import Wait
from booking.stays.waiting.refusals import WaitEnded
from sites.foundation import clock, idempotency
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.idempotency import Key

BATCH = 200


@transaction
async def leave(public_id: str, *, by: Actor, key: Key | None = None) -> None:
    """Give up the place on every list. Refused: WaitUnknown, WaitEnded (also once something is offered)."""
    if await idempotency.claim(key, by=by):
        return
    wait = await own_wait(public_id, by=by)
    if not await _end(wait, "left", by=by):
        raise WaitEnded
    await idempotency.keep(key, wait.public_id, by=by)


@transaction
async def lapse(wait_id: int) -> bool:
    """End what waited long enough; false where it does not wait, or not so long. Run again, it changes nothing."""
    wait = await Wait.get(id=wait_id)
    return wait.waits_until < clock.today() and await _end(wait, "lapsed", by=SYSTEM)


async def waits_over() -> list[int]:
    rows = Wait.filter(state="waiting", waits_until__lt=clock.today()).order_by("id")
    return [row.id for row in await rows.limit(BATCH).only("id")]


async def _end(wait: Wait, state: str, *, by: Actor) -> bool:
    """Of those who end it at once, or offer it something, only one does."""
    demand_transaction()
    waiting = Wait.filter(id=wait.id, state="waiting")
    if not await waiting.update(state=state, ended_at=clock.now()):
        return False
    await mark(wait, await places_of(wait))
    await write_event(wait, act=state, by=by)
    return True
