"""What goes out to programs: webhooks, by the way that the settings choose."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from booking import notices, webhooks
from sites.foundation.settings import Settings


def sending(settings: Settings) -> Callable[[dict[str, Any]], Awaitable[None]]:
    """The job of one attempt. In the demonstration nothing leaves the machine but to hosts that are named."""
    sender = webhooks.Chosen(allowed=settings.inner_hosts, demo=settings.demo)

    async def send(payload: dict[str, Any]) -> None:
        await webhooks.deliver(payload["delivery_id"], attempt=payload["attempt"], sender=sender)

    return send


async def note_nights(payload: dict[str, Any]) -> None:
    first, until = (date.fromisoformat(payload[name]) for name in ("first", "until"))
    await webhooks.note_nights(
        payload["site_id"], first=first, until=until, source=payload["source"]
    )


async def note_picked_up(payload: dict[str, Any]) -> None:
    await webhooks.note_picked_up(payload["stay_id"], source=payload["source"])


async def note_quotas(payload: dict[str, Any]) -> None:
    await webhooks.note_quotas(payload["quotas"], source=payload["source"])


async def tell_switched_off(payload: dict[str, Any]) -> None:
    await notices.tell_webhook_off(
        payload["organisation"], endpoint=payload["endpoint"], since=payload["since"]
    )
