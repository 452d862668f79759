"""Telling people what happened: in the program, by mail, and as a short text for the chat."""

from booking.notices.acting import tell_acted_for
from booking.notices.banking import (
    tell_bank_account,
    tell_decision_waits,
    tell_held_waits,
    tell_lines_wait,
    tell_online_differs,
    tell_refund_to_confirm,
    tell_slip,
    tell_slip_missing,
)
from booking.notices.cases import remind_of_case, tell_case, tell_case_message
from booking.notices.channels import Channel, Mailbox, channel_for
from booking.notices.delivery import deliver, write_link_letter
from booking.notices.deputies import DeputyChange, tell_deputy
from booking.notices.disputes import tell_dispute_decided
from booking.notices.enrolments import remind_of_enrolment, tell_of_members
from booking.notices.gateways import Channels
from booking.notices.inbox import (
    LetterLine,
    NoticeLine,
    mailbox,
    notices_of,
    open_notice,
    read_all,
    short_text,
    unread,
)
from booking.notices.invoices import (
    tell_invoice_issued,
    tell_invoice_requested,
    tell_invoice_turned_down,
    tell_invoice_waived,
)
from booking.notices.limits import tell_limit
from booking.notices.mandates import tell_mandate
from booking.notices.payments import (
    remind_of_payment,
    tell_receipt,
    tell_refund_ordered,
    tell_refund_paid,
)
from booking.notices.payouts import tell_collection, tell_payout_paid, tell_payouts_prepared
from booking.notices.plans import tell_plan_answered, tell_plan_asked
from booking.notices.pools import tell_pool
from booking.notices.programs import tell_webhook_off
from booking.notices.quotas import tell_quota
from booking.notices.returns import remind_of_return
from booking.notices.robots import KINDS as ROBOT_KINDS
from booking.notices.robots import RobotLine, add_robot, remove_robot, robots_of
from booking.notices.rooms import remind_of_rooms
from booking.notices.subsidies import tell_subsidy
from booking.notices.telling import (
    remind,
    tell_approval,
    tell_event,
    tell_judgement,
    tell_message,
    tell_sign_up,
)
from booking.notices.tenures import tell_tenure
from booking.notices.waits import tell_wait
from booking.notices.write_offs import tell_write_off

__all__ = [
    "ROBOT_KINDS",
    "Channel",
    "Channels",
    "DeputyChange",
    "LetterLine",
    "Mailbox",
    "NoticeLine",
    "RobotLine",
    "add_robot",
    "channel_for",
    "deliver",
    "mailbox",
    "notices_of",
    "open_notice",
    "read_all",
    "remind",
    "remind_of_case",
    "remind_of_enrolment",
    "remind_of_payment",
    "remind_of_return",
    "remind_of_rooms",
    "remove_robot",
    "robots_of",
    "short_text",
    "tell_acted_for",
    "tell_approval",
    "tell_bank_account",
    "tell_case",
    "tell_case_message",
    "tell_collection",
    "tell_decision_waits",
    "tell_deputy",
    "tell_dispute_decided",
    "tell_event",
    "tell_held_waits",
    "tell_invoice_issued",
    "tell_invoice_requested",
    "tell_invoice_turned_down",
    "tell_invoice_waived",
    "tell_judgement",
    "tell_limit",
    "tell_lines_wait",
    "tell_mandate",
    "tell_message",
    "tell_of_members",
    "tell_online_differs",
    "tell_payout_paid",
    "tell_payouts_prepared",
    "tell_plan_answered",
    "tell_plan_asked",
    "tell_pool",
    "tell_quota",
    "tell_receipt",
    "tell_refund_ordered",
    "tell_refund_paid",
    "tell_refund_to_confirm",
    "tell_sign_up",
    "tell_slip",
    "tell_slip_missing",
    "tell_subsidy",
    "tell_tenure",
    "tell_wait",
    "tell_webhook_off",
    "tell_write_off",
    "unread",
    "write_link_letter",
]
