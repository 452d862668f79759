"""What is told: events, messages, questions to approvers, a federation's answer, and dates that come near."""

from typing import Any

from booking import notices


async def tell_event(payload: dict[str, Any]) -> None:
    await notices.tell_event(payload["event_id"])


async def tell_message(payload: dict[str, Any]) -> None:
    await notices.tell_message(payload["message_id"])


async def ask_approver(payload: dict[str, Any]) -> None:
    await notices.tell_approval(payload["step_id"])


async def tell_judgement(payload: dict[str, Any]) -> None:
    await notices.tell_judgement(payload["organisation"])


async def tell_receipt(payload: dict[str, Any]) -> None:
    await notices.tell_receipt(payload["receipt_id"])


async def tell_refund_ordered(payload: dict[str, Any]) -> None:
    await notices.tell_refund_ordered(payload["refund_id"])


async def tell_refund_paid(payload: dict[str, Any]) -> None:
    await notices.tell_refund_paid(payload["refund_id"])


async def remind_of_hold(stay_id: int) -> None:
    await notices.remind(stay_id, "hold_ending")


async def remind_of_contract(stay_id: int) -> None:
    await notices.remind(stay_id, "contract_missing")


async def remind_of_names(stay_id: int) -> None:
    await notices.remind(stay_id, "names_due")
