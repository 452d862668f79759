"""Money online: paying by the provider's page, refunds by the same way, and what it tells us."""

from booking.money.online.accounts import (
    open_account,
    stop_taking_online,
    take_online,
)
from booking.money.online.applying import apply_payment, give_up
from booking.money.online.asking import (
    accounts_to_reconcile,
    ask_about_payment,
    ask_about_refund,
    ask_for_reconciliation,
    payments_to_ask_about,
    refunds_to_ask_about,
)
from booking.money.online.deciding import (
    HeldPreview,
    approve_held,
    decide_held,
    drop_held,
    preview_held,
)
from booking.money.online.differences import settle_difference
from booking.money.online.dispute_deciding import (
    DisputePreview,
    decide_dispute,
    preview_dispute,
)
from booking.money.online.foreign import dismiss_foreign_refund, record_foreign_refund
from booking.money.online.inbox import handle_event, take_event
from booking.money.online.intending import GRACE, OPEN_FOR, intend, is_under_way, payment_of_party
from booking.money.online.looking import end_payment, look, open_checkout
from booking.money.online.reading import (
    DifferenceLine,
    OnlineDesk,
    PaymentLine,
    difference_of,
    has_account,
    held_waiting,
    live_payments,
    online_desk,
    online_payment,
    open_differences,
    payable_online,
)
from booking.money.online.reconciling import reconcile
from booking.money.online.refunding import look_at_refund, send_refund
from booking.money.online.refusals import (
    NotPaidOnline,
    OnlinePaymentOff,
    OutcomeNotKnown,
    PaymentUnderWay,
    ProviderSaysNo,
)

__all__ = [
    "GRACE",
    "OPEN_FOR",
    "DifferenceLine",
    "DisputePreview",
    "HeldPreview",
    "NotPaidOnline",
    "OnlineDesk",
    "OnlinePaymentOff",
    "OutcomeNotKnown",
    "PaymentLine",
    "PaymentUnderWay",
    "ProviderSaysNo",
    "accounts_to_reconcile",
    "apply_payment",
    "approve_held",
    "ask_about_payment",
    "ask_about_refund",
    "ask_for_reconciliation",
    "decide_dispute",
    "decide_held",
    "difference_of",
    "dismiss_foreign_refund",
    "drop_held",
    "end_payment",
    "give_up",
    "handle_event",
    "has_account",
    "held_waiting",
    "intend",
    "is_under_way",
    "live_payments",
    "look",
    "look_at_refund",
    "online_desk",
    "online_payment",
    "open_account",
    "open_checkout",
    "open_differences",
    "payable_online",
    "payment_of_party",
    "payments_to_ask_about",
    "preview_dispute",
    "preview_held",
    "reconcile",
    "record_foreign_refund",
    "refunds_to_ask_about",
    "send_refund",
    "settle_difference",
    "stop_taking_online",
    "take_event",
    "take_online",
]
