"""What follows an act on a stay: the confirmation, and another person's tasks."""

from typing import Any

from booking import notices, stays
from booking.stays import waiting


async def confirm_stay(payload: dict[str, Any]) -> None:
    await stays.confirm(payload["stay_id"])


async def take_receipt(payload: dict[str, Any]) -> None:
    """Both sides are told, and what waited for its deposit is looked at again."""
    await notices.tell_receipt(payload["receipt_id"])
    await stays.confirm(payload["stay_id"])


async def tell_outcompeted(payload: dict[str, Any]) -> None:
    await waiting.tell_outcompeted(payload["stay_id"])


async def offer_freed_rooms(payload: dict[str, Any]) -> None:
    await waiting.offer(payload["site_id"])


async def hand_over_tasks(payload: dict[str, Any]) -> None:
    await stays.take_over(
        organisation_id=payload["organisation"],
        from_user_id=payload["from"],
        to_user_id=payload["to"],
    )
