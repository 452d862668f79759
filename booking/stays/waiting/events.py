"""What happens to an entry is written once and posted to those who must know."""

from typing import Any

from booking.stays.waiting.models import Wait, WaitEvent
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction


async def write_event(
    wait: Wait, *, act: str, by: Actor, site_id: int | None = None, **facts: Any
) -> None:
    """In the caller's transaction. `site_id` is the base at which it happened."""
    demand_transaction()
    event = await WaitEvent.create(
        wait_id=wait.id, at=clock.now(), act=act, site_id=site_id, by_user_id=by.user_id,
        by_kind=by.kind, by_name=by.name, by_agent=by.agency, facts=facts,
    )  # fmt: skip
    await outbox.post("wait.moved", {"event_id": event.id})
