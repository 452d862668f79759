"""Bank statements are worked through, some lines at a time."""

from typing import Any

from booking import money


async def work_through_statement(payload: dict[str, Any]) -> None:
    await money.work_through(payload["statement_id"], start=payload["start"])
