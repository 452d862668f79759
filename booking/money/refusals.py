"""Why a payment cannot be put on record."""

from datetime import date

from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

# Ten million yuan: a slip of the finger is more likely than such a transfer.
MOST = 10_000_000_00


class ChargeUnknown(Refusal):
    code = "charge_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such charge, or it is not paid to your organisation.")


class ReceiptUnknown(Refusal):
    code = "receipt_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such receipt, or it is not your organisation's.")


class RefundUnknown(Refusal):
    code = "refund_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such refund, or it is not your organisation's to pay.")


class AmountOutOfRange(Refusal):
    code = "amount_out_of_range"
    kind = Kind.BAD_INPUT
    words = N_("Enter an amount from %(least)s to %(most)s.")


class OtherCurrency(Refusal):
    code = "other_currency"
    kind = Kind.BAD_INPUT
    words = N_("This charge is in %(wanted)s.")


class DayInFuture(Refusal):
    code = "day_in_future"
    kind = Kind.BAD_INPUT
    words = N_("%(day)s has not come yet. Enter the day on which the bank booked it.")


class VoucherMissing(Refusal):
    code = "voucher_missing"
    kind = Kind.BAD_INPUT
    words = N_("Enter the number of the bank voucher.")


class AlreadyRecorded(Refusal):
    code = "receipt_already_recorded"
    words = N_("Voucher %(voucher)s is on record for this charge already: %(amount)s on %(day)s.")


class AlreadyWithdrawn(Refusal):
    code = "receipt_already_withdrawn"
    words = N_("This receipt was withdrawn already.")


class SeenInStatement(Refusal):
    code = "receipt_seen_in_statement"
    words = N_(
        "A line of the bank statement stands behind this receipt. Undo what was decided about the line."
    )


class PaidBackAlready(Refusal):
    code = "paid_back_already"
    words = N_("%(refunded)s were paid back from this receipt, so it cannot be withdrawn.")


class RefundPaid(Refusal):
    code = "refund_already_paid"
    words = N_("This refund is on record as paid on %(day)s, voucher %(voucher)s.")


class RefundWithdrawn(Refusal):
    code = "refund_withdrawn"
    words = N_("This refund is no longer due: the charge has changed. Load the page again.")


class RefundGoesOnline(Refusal):
    code = "refund_goes_online"
    words = N_("This refund goes back by the way it came, without anybody paying it by hand.")


class ReceiptCameOnline(Refusal):
    code = "receipt_came_online"
    words = N_("The payment provider holds this payment, so it is refunded and never withdrawn.")


def demand_amount(amount: Money, *, currency: str) -> None:
    if amount.currency != currency:
        raise OtherCurrency(wanted=currency, field="amount")
    if not 1 <= amount.minor <= MOST:
        raise AmountOutOfRange(least=Money(1), most=Money(MOST), field="amount")


def demand_voucher(voucher: str) -> str:
    """The voucher's number without the space around and inside it."""
    bare = "".join(voucher.split())[:60]
    if not bare:
        raise VoucherMissing(field="voucher")
    return bare


def demand_past(day: date, *, field: str) -> None:
    if day > clock.today():
        raise DayInFuture(day=day, field=field)
