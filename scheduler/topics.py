"""Which job does what a verb posted to the outbox. A topic without a job waits untouched."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from scheduler.jobs import banking, booked, files, mail, online, programs, told
from sites.foundation.settings import Settings

Job = Callable[[dict[str, Any]], Awaitable[None]]
Topics = Mapping[str, Job]
# What moves stays and tasks, and says nothing to anybody: after a backup was put back it is still done.
WORK = frozenset({
    "stay.submitted", "stay.accepted", "people.handed_over", "nights.freed", "inquiry.granted",
    "online.event", "online.ask", "online.refund", "online.reconcile", "bank.statement", "pack.asked",
    "files.shredded",
})  # fmt: skip


def topics_of(settings: Settings) -> Topics:
    """The whole table; settings decide only which way mail goes out."""
    return {
        "stay.submitted": booked.confirm_stay,
        "stay.accepted": booked.confirm_stay,
        "stay.moved": told.tell_event,
        "stay.acted_for": told.tell_acted_for,
        "stay.message": told.tell_message,
        "inquiry.granted": booked.tell_outcompeted,
        "wait.moved": told.tell_wait,
        "pool.moved": told.tell_pool,
        "approval.asked": told.ask_approver,
        "mandate.changed": told.tell_mandate,
        "plan.asked": told.ask_about_plan,
        "plan.answered": told.tell_plan_answered,
        "money.received": booked.take_receipt,
        "money.refund_ordered": told.tell_refund_ordered,
        "money.refund_paid": told.tell_refund_paid,
        "money.write_off": told.tell_write_off,
        "invoice.requested": told.tell_invoice_requested,
        "invoice.turned_down": told.tell_invoice_turned_down,
        "invoice.issued": told.tell_invoice_issued,
        "collection.changed": told.tell_collection,
        "payout.prepared": told.tell_payouts_prepared,
        "payout.paid": told.tell_payout_paid,
        "subsidy.moved": told.tell_subsidy,
        "invoice.waived": told.tell_invoice_waived,
        "bank.account_entered": told.tell_bank_account,
        "bank.slip_sent": told.tell_slip,
        "bank.slip_missing": told.tell_slip_missing,
        "bank.lines_wait": told.tell_lines_wait,
        "bank.decision_waits": told.tell_decision_waits,
        "online.decision_waits": told.tell_held_waits,
        "online.dispute_decided": told.tell_dispute_decided,
        "online.differs": told.tell_online_differs,
        "bank.confirm_refund": banking.ask_for_confirmation,
        "bank.statement": banking.work_through_statement,
        "case.opened": told.tell_case_opened,
        "case.handed": told.tell_case_handed,
        "case.answered": told.tell_case_answered,
        "case.overdue": told.tell_case_overdue,
        "case.message": told.tell_case_message,
        "people.signed_up": told.tell_sign_up,
        "people.standing_changed": told.tell_judgement,
        "people.deputy_changed": told.tell_deputy,
        "people.base_moved": told.tell_tenure,
        "site.limit_recorded": told.tell_limit,
        "people.handed_over": booked.hand_over_tasks,
        "nights.changed": programs.note_nights,
        "nights.freed": booked.offer_freed_rooms,
        "stay_nights.picked_up": programs.note_picked_up,
        "quota.changed": programs.note_quotas,
        "quota.opened": told.tell_quota_opened,
        "quota.released": told.tell_quota_released,
        "quota.nearly_spent": told.tell_quota_nearly_spent,
        "webhook.send": programs.sending(settings),
        "webhook.switched_off": programs.tell_switched_off,
        **online.asking(settings),
        "pack.asked": files.drawing_packs(settings),
        "files.shredded": files.deleting(settings),
        "mail.send": mail.sending(settings),
        "mail.link": mail.write_link,
    }
