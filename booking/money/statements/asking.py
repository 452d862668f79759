"""Charges of a payee as the matching sees them."""

from collections.abc import Collection, Iterable
from typing import Any

from booking.money.bank_models import BankAccount, LineShare
from booking.money.models import Charge, Receipt, RefundOrder
from booking.money.standing import Standing
from booking.money.statements.matching import Asked, Recorded, bare_name
from booking.money.written_off import written_off_of
from booking.people.models import Organisation
from sites.foundation.amounts import Money


async def asked_by_reference(charges: Collection[Charge]) -> dict[str, Asked]:
    """As they stand now. Six queries, however many charges."""
    ids = [charge.id for charge in charges]
    receipts = await Receipt.filter(charge_id__in=ids, withdrawn_at=None) if ids else []
    refunds = await RefundOrder.filter(charge_id__in=ids, paid_on__isnull=False) if ids else []
    shares = LineShare.filter(receipt_id__in=[one.id for one in receipts], undone_at=None)
    seen = set(await shares.values_list("receipt_id", flat=True)) if receipts else set()
    payers, forgone = await _payers(charges), await written_off_of(charges)
    return {
        charge.reference: _asked(
            charge,
            [one for one in receipts if one.charge_id == charge.id],
            [one for one in refunds if one.charge_id == charge.id],
            seen=seen, payers=payers[charge.id], forgone=forgone[charge.id],
        )
        for charge in charges
    }  # fmt: skip


def _asked(
    charge: Charge, receipts: list[Receipt], refunds: list[RefundOrder], *, seen: set[Any], payers: frozenset[str],
    forgone: Money,
) -> Asked:  # fmt: skip
    charged = 0 if charge.voided_at else charge.minor
    asked, received, refunded = (
        Money(minor, charge.currency) for minor in (charged, _sum(receipts), _sum(refunds))
    )
    standing = Standing(asked, received, refunded, forgone)
    recorded = [
        Recorded(one.minor, one.received_on, one.voucher, one.id in seen or one.way != "transfer")
        for one in receipts
    ]
    return Asked(
        charge.id, charge.reference, charged, standing.owed.minor, charge.currency, charge.due_on,
        payers, tuple(recorded),
    )  # fmt: skip


def _sum(papers: list[Receipt] | list[RefundOrder]) -> int:
    return sum(one.minor for one in papers)


async def _payers(charges: Iterable[Charge]) -> dict[int, frozenset[str]]:
    """By charge: its union's name, and the name in which its account at the bank is."""
    parties = {c.id: c.party_id for c in charges}
    rows = Charge.filter(id__in=[*parties]).values_list("id", "party__organisation_id")
    unions = dict(await rows) if parties else {}
    names = dict(await Organisation.filter(id__in=[*set(unions.values())]).values_list("id", "name"))  # fmt: skip
    accounts = BankAccount.filter(organisation_id__in=[*names], replaced_at=None)
    holders = dict(await accounts.values_list("organisation_id", "holder"))
    return {
        charge: frozenset(bare_name(one) for one in (names[union], holders.get(union)) if one)
        for charge, union in unions.items()
    }
