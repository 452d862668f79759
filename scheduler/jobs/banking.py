"""Bank statements are worked through, some lines at a time; unions confirm where their refund goes."""

from typing import Any

from booking import money, notices


async def work_through_statement(payload: dict[str, Any]) -> None:
    await money.work_through(payload["statement_id"], start=payload["start"])


async def ask_for_confirmation(payload: dict[str, Any]) -> None:
    await notices.tell_refund_to_confirm(payload["item_id"])
