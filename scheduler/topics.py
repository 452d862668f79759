"""Which job does what a verb posted to the outbox. A topic without a job waits untouched."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from scheduler.jobs import booked, mail, told
from sites.foundation.settings import Settings

Job = Callable[[dict[str, Any]], Awaitable[None]]
Topics = Mapping[str, Job]


def topics_of(settings: Settings) -> Topics:
    """The whole table; settings decide only which way mail goes out."""
    return {
        "stay.submitted": booked.confirm_stay,
        "stay.accepted": booked.confirm_stay,
        "stay.moved": told.tell_event,
        "stay.message": told.tell_message,
        "approval.asked": told.ask_approver,
        "money.received": told.tell_receipt,
        "money.refund_ordered": told.tell_refund_ordered,
        "money.refund_paid": told.tell_refund_paid,
        "people.standing_changed": told.tell_judgement,
        "people.handed_over": booked.hand_over_tasks,
        "mail.send": mail.sending(settings),
        "mail.link": mail.write_link,
    }
