"""What is told: events, messages, questions to approvers, cases, a federation's answer, and dates that come near."""

from datetime import date
from typing import Any

from booking import notices, webhooks


async def tell_event(payload: dict[str, Any]) -> None:
    """People first, then the programs that listen."""
    await notices.tell_event(payload["event_id"])
    await webhooks.note_event(payload["event_id"])


async def tell_wait(payload: dict[str, Any]) -> None:
    """People first, then the programs that listen."""
    await notices.tell_wait(payload["event_id"])
    await webhooks.note_wait(payload["event_id"])


async def tell_pool(payload: dict[str, Any]) -> None:
    await notices.tell_pool(payload["member_id"], payload["act"])


async def tell_acted_for(payload: dict[str, Any]) -> None:
    await notices.tell_acted_for(payload["event_id"])


async def tell_message(payload: dict[str, Any]) -> None:
    await notices.tell_message(payload["message_id"])


async def ask_approver(payload: dict[str, Any]) -> None:
    await notices.tell_approval(payload["step_id"])


async def tell_judgement(payload: dict[str, Any]) -> None:
    await notices.tell_judgement(payload["organisation"])


async def tell_sign_up(payload: dict[str, Any]) -> None:
    await notices.tell_sign_up(payload["organisation"])


async def tell_deputy(payload: dict[str, Any]) -> None:
    days = {name: date.fromisoformat(payload[name]) for name in ("starts_on", "ends_on")}
    await notices.tell_deputy(notices.DeputyChange(**{**payload, **days}))


async def tell_limit(payload: dict[str, Any]) -> None:
    await notices.tell_limit(payload["limit"])


async def tell_tenure(payload: dict[str, Any]) -> None:
    await notices.tell_tenure(payload["tenure"])


async def remind_of_payment(stay_id: int) -> None:
    await notices.remind_of_payment(stay_id, "payment_due")


async def warn_of_payment(stay_id: int) -> None:
    await notices.remind_of_payment(stay_id, "payment_overdue")


async def tell_refund_ordered(payload: dict[str, Any]) -> None:
    await notices.tell_refund_ordered(payload["refund_id"])


async def tell_refund_paid(payload: dict[str, Any]) -> None:
    await notices.tell_refund_paid(payload["refund_id"])


async def tell_invoice_requested(payload: dict[str, Any]) -> None:
    await notices.tell_invoice_requested(payload["request_id"])


async def tell_invoice_turned_down(payload: dict[str, Any]) -> None:
    await notices.tell_invoice_turned_down(payload["request_id"])


async def tell_invoice_issued(payload: dict[str, Any]) -> None:
    await notices.tell_invoice_issued(payload["invoice_id"])


async def tell_collection(payload: dict[str, Any]) -> None:
    await notices.tell_collection(payload["collection_id"])


async def tell_payouts_prepared(payload: dict[str, Any]) -> None:
    await notices.tell_payouts_prepared(payload["batch_id"])


async def tell_payout_paid(payload: dict[str, Any]) -> None:
    await notices.tell_payout_paid(payload["payout_id"])


async def tell_subsidy(payload: dict[str, Any]) -> None:
    await notices.tell_subsidy(payload["claim_id"], payload["state"])


async def tell_invoice_waived(payload: dict[str, Any]) -> None:
    await notices.tell_invoice_waived(payload["waiver_id"])


async def tell_bank_account(payload: dict[str, Any]) -> None:
    await notices.tell_bank_account(payload["account_id"])


async def tell_slip(payload: dict[str, Any]) -> None:
    await notices.tell_slip(payload["slip_id"])


async def tell_lines_wait(payload: dict[str, Any]) -> None:
    await notices.tell_lines_wait(payload["statement_id"])


async def tell_write_off(payload: dict[str, Any]) -> None:
    await notices.tell_write_off(payload["write_off_id"])


async def tell_decision_waits(payload: dict[str, Any]) -> None:
    await notices.tell_decision_waits(payload["share_id"])


async def tell_held_waits(payload: dict[str, Any]) -> None:
    await notices.tell_held_waits(payload["decision_id"])


async def tell_online_differs(payload: dict[str, Any]) -> None:
    await notices.tell_online_differs(payload["difference_id"])


async def tell_dispute_decided(payload: dict[str, Any]) -> None:
    await notices.tell_dispute_decided(payload["decision_id"])


async def tell_slip_missing(payload: dict[str, Any]) -> None:
    await notices.tell_slip_missing(payload["slip_id"])


async def remind_of_hold(stay_id: int) -> None:
    await notices.remind(stay_id, "hold_ending")


async def remind_of_contract(stay_id: int) -> None:
    await notices.remind(stay_id, "contract_missing")


async def remind_of_insurance(stay_id: int) -> None:
    await notices.remind(stay_id, "insurance_missing")


async def remind_of_enrolment(enrolment_id: int) -> None:
    await notices.remind_of_enrolment(enrolment_id)


async def tell_of_members(enrolment_id: int) -> None:
    await notices.tell_of_members(enrolment_id)


async def remind_of_names(stay_id: int) -> None:
    await notices.remind(stay_id, "names_due")


async def remind_of_release(stay_id: int) -> None:
    await notices.remind(stay_id, "release_ahead")


async def remind_of_return(site_id: int) -> None:
    await notices.remind_of_return(site_id)


async def remind_of_rooms(site_id: int) -> None:
    await notices.remind_of_rooms(site_id)


async def tell_case_opened(payload: dict[str, Any]) -> None:
    await notices.tell_case(payload["case_id"], "case_opened")


async def tell_case_handed(payload: dict[str, Any]) -> None:
    await notices.tell_case(payload["case_id"], "case_handed")


async def tell_case_answered(payload: dict[str, Any]) -> None:
    await notices.tell_case(payload["case_id"], "case_answered")


async def tell_case_overdue(payload: dict[str, Any]) -> None:
    await notices.tell_case(payload["case_id"], "case_overdue")


async def tell_case_message(payload: dict[str, Any]) -> None:
    await notices.tell_case_message(payload["message_id"])


async def remind_of_case(case_id: int) -> None:
    await notices.remind_of_case(case_id)


async def tell_quota_opened(payload: dict[str, Any]) -> None:
    await notices.tell_quota(payload["quota_id"], "quota_opened", mark=payload["mark"])


async def tell_quota_released(payload: dict[str, Any]) -> None:
    await notices.tell_quota(payload["quota_id"], "quota_released", mark=payload["mark"])


async def tell_quota_nearly_spent(payload: dict[str, Any]) -> None:
    await notices.tell_quota(payload["quota_id"], "quota_nearly_spent", mark=payload["mark"])


async def ask_about_plan(payload: dict[str, Any]) -> None:
    await notices.tell_plan_asked(payload["step_id"])


async def tell_plan_answered(payload: dict[str, Any]) -> None:
    await notices.tell_plan_answered(payload["version_id"])


async def tell_mandate(payload: dict[str, Any]) -> None:
    await notices.tell_mandate(payload["mandate_id"])
