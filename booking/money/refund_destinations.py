"""To which account a refund goes: the one on file, else the one from which the money came."""

from dataclasses import dataclass
from typing import Any

from booking.money.bank_accounts import account_to_pay
from booking.money.bank_models import BankLine, LineShare
from booking.money.models import RefundOrder
from sites.foundation import sealing
from sites.foundation.errors import Refusal
from sites.foundation.language import N_


class NoAccountForRefund(Refusal):
    code = "no_account_for_refund"
    words = N_(
        "No account is known for the refund to %(holder)s. Ask for it: a union enters its own."
    )


class AccountTooNew(Refusal):
    code = "account_too_new"
    words = N_("%(holder)s changed its account; nothing is paid to it before %(moment)s.")


@dataclass(frozen=True, slots=True)
class Destination:
    holder: str
    number: str
    purpose: str
    bank: str = ""
    branch: str = ""


async def destination_of(paper: Any) -> Destination:
    """Of a refund order (its charge and party at hand) or of a return (its line at hand).

    Refused: NoAccountForRefund, AccountTooNew.
    """
    if not isinstance(paper, RefundOrder):
        return _source(paper.line, paper.line.serial)
    charge = paper.charge
    kept = await account_to_pay(charge.party.organisation_id)
    if kept.number:
        if not kept.may_be_paid_out:
            raise AccountTooNew(holder=kept.holder, moment=kept.pays_from)
        return Destination(kept.holder, kept.number, charge.reference, kept.bank, kept.branch)
    came = LineShare.filter(charge_id=charge.id, fate="applied", undone_at=None, done_at__isnull=False)  # fmt: skip
    newest = await came.order_by("-id").prefetch_related("line").first()
    if newest is None:
        raise NoAccountForRefund(holder=kept.name)
    return _source(newest.line, charge.reference)


def seal_number(number: str, *, item: str) -> str:
    return sealing.seal(number, place=f"refund_batch_items|{item}|number")


def _source(line: BankLine, purpose: str) -> Destination:
    if not line.payer_account_sealed:
        raise NoAccountForRefund(holder=line.payer or line.remark)
    place = f"bank_lines|{line.public_id}|payer_account"
    return Destination(line.payer, sealing.unseal(line.payer_account_sealed, place=place), purpose)
