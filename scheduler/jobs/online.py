"""What is asked of the payment provider: each job asks, and then one verb brings in what it shows."""

from collections.abc import Awaitable, Callable
from typing import Any

from booking.money import online
from booking.money.gateway import Gateway, gateway_of
from sites.foundation.settings import Settings

Job = Callable[[dict[str, Any]], Awaitable[None]]
Ask = Callable[[dict[str, Any], Gateway], Awaitable[object]]


def asking(settings: Settings) -> dict[str, Job]:
    """The jobs by topic, with the provider of these settings."""
    at = gateway_of(settings)
    return {topic: _job(ask, at) for topic, ask in ASKS.items()}


def _job(ask: Ask, at: Gateway | None) -> Job:
    async def job(payload: dict[str, Any]) -> None:
        if at is None:
            raise online.OnlinePaymentOff
        await ask(payload, at)

    return job


async def _event(payload: dict[str, Any], at: Gateway) -> None:
    await online.handle_event(payload["event_id"], at=at)


async def _payment(payload: dict[str, Any], at: Gateway) -> None:
    await online.look(payload["payment_id"], at=at)


async def _refund(payload: dict[str, Any], at: Gateway) -> None:
    await online.look_at_refund(payload["refund_id"], at=at)


async def _comparison(payload: dict[str, Any], at: Gateway) -> None:
    await online.reconcile(payload["account_id"], at=at)


ASKS: dict[str, Ask] = {
    "online.event": _event,
    "online.ask": _payment,
    "online.refund": _refund,
    "online.reconcile": _comparison,
}
