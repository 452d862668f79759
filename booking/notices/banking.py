"""Who is told of a changed account, of slips that wait or found no money, and of a refund to confirm."""

from typing import Any

from booking.money.bank_models import (
    BankAccount,
    BankLine,
    BankStatement,
    BatchItem,
    LineShare,
    Slip,
)
from booking.money.online_models import HeldDecision, OnlineDifference
from booking.money.refund_links import link_to
from booking.notices.audience import Reader, readers
from booking.notices.letters import write_letter
from booking.notices.telling import tell_one
from booking.people.models import Organisation, User
from sites.foundation.database import transaction

MONEY_DESK = {"operator": "/operator/money", "service_centre": "/centre/money"}


@transaction
async def tell_bank_account(account_id: int) -> int:
    """Tell everybody of the organisation who sees its money, and whoever entered the account before."""
    account = await BankAccount.get(id=account_id).prefetch_related("organisation")
    owner = account.organisation
    facts = {"union": [owner.name, owner.name_en], "bank": account.bank, "end": account.number_end}
    told = {r.user_id: r for r in await readers(owner.id, "money.see")}
    old = await BankAccount.filter(organisation_id=owner.id, id__lt=account.id).order_by("-id").first()  # fmt: skip
    for user in await User.filter(id=old.by_user_id) if old else ():
        told.setdefault(user.id, Reader(user.id, owner.id, user.email, user.language))
    path = "/union" if owner.kind == "union" else f"{MONEY_DESK[owner.kind]}/account"
    return await _tell(told.values(), f"account:{account.id}", "bank_account_entered", path, facts)


@transaction
async def tell_slip(slip_id: int) -> int:
    """Ask the payee's finance whether the money came, while nobody has answered."""
    slip = await Slip.filter(id=slip_id, state="waiting").prefetch_related("charge__payee", "charge__party__organisation").first()  # fmt: skip
    if slip is None:
        return 0
    payee = slip.charge.payee
    path = f"{MONEY_DESK[payee.kind]}/slips/{slip.public_id}"
    asked = await readers(payee.id, "money.record")
    return await _tell(asked, f"slip:{slip.id}", "slip_sent", path, _facts(slip))


@transaction
async def tell_slip_missing(slip_id: int) -> int:
    """Tell those who pay for the union that the payee found no money."""
    slip = await Slip.filter(id=slip_id, state="missing").prefetch_related("charge__stay", "charge__party__organisation").first()  # fmt: skip
    if slip is None:
        return 0
    union = slip.charge.party.organisation
    path = f"/union/stays/{slip.charge.stay.public_id}"
    payers = await readers(union.id, "money.pay")
    return await _tell(payers, f"slip:{slip.id}:missing", "slip_missing", path, _facts(slip))


@transaction
async def tell_refund_to_confirm(item_id: int) -> int:
    """Ask those who pay for the union to confirm account and amount, while nobody has."""
    about = "refund__charge__party__organisation", "batch__payee"
    item = await BatchItem.filter(id=item_id, confirmed_at=None, withdrawn_at=None).prefetch_related(*about).first()  # fmt: skip
    if item is None:
        return 0
    union, payee = item.refund.charge.party.organisation, item.batch.payee
    facts = {
        "union": [union.name, union.name_en], "payee": [payee.name, payee.name_en], "total": item.minor,
    }  # fmt: skip
    told, source, topic = 0, f"refund_item:{item.id}", "refund_to_confirm"
    for payer in await readers(union.id, "money.pay"):
        path = f"/union/refunds/{item.public_id}"
        new = await tell_one(payer, source=source, topic=topic, path=path, facts=facts, by_mail=False)  # fmt: skip
        if new:
            # The letter leads to a page of its own, which asks for no session: whoever keeps the books may have none.
            link = f"/refund-confirmation/{link_to(item.public_id, payer.user_id)}"
            await write_letter(payer, source=source, topic=topic, path=link, facts=facts)
        told += new
    return told


@transaction
async def tell_lines_wait(statement_id: int) -> int:
    """Tell whoever records the payee's money that lines of a worked-through statement wait; nothing once all are decided."""
    statement = await BankStatement.get(id=statement_id).prefetch_related("payee")
    waiting = await BankLine.filter(statement_id=statement.id, state="open").count()
    if not waiting:
        return 0
    payee = statement.payee
    facts = {"union": [payee.name, payee.name_en], "count": waiting}
    asked = await readers(payee.id, "money.record")
    path = f"{MONEY_DESK[payee.kind]}/lines"
    return await _tell(asked, f"lines:{statement.id}", "lines_wait", path, facts)


@transaction
async def tell_online_differs(difference_id: int) -> int:
    """Tell whoever records the payee's money of something that the provider sees differently; nothing once it is settled."""
    row = await OnlineDifference.get(id=difference_id).prefetch_related("payee")
    if row.settled_at is not None:
        return 0
    payee = row.payee
    facts = {"union": [payee.name, payee.name_en]}
    asked = await readers(payee.id, "money.record")
    path = f"{MONEY_DESK[payee.kind]}/online/{row.public_id}"
    return await _tell(asked, f"differs:{row.id}", "online_differs", path, facts)


@transaction
async def tell_decision_waits(share_id: int) -> int:
    """Ask whoever may agree to a decision over the limit, but not who made it; nothing once it was answered."""
    share = await LineShare.filter(id=share_id, done_at=None, undone_at=None).prefetch_related("line__payee").first()  # fmt: skip
    if share is None:
        return 0
    payee = share.line.payee
    facts = {"union": [payee.name, payee.name_en], "total": abs(share.minor)}
    asked = await readers(payee.id, "money.approve", but=share.by_user_id)
    path = f"{MONEY_DESK[payee.kind]}/lines/{share.line.public_id}"
    return await _tell(asked, f"decision:{share.id}", "decision_waits", path, facts)


@transaction
async def tell_held_waits(decision_id: int) -> int:
    """Ask whoever may agree where held money goes, but not who decided; nothing once it was answered."""
    row = await HeldDecision.filter(id=decision_id, done_at=None, undone_at=None).prefetch_related("payment__charge__payee").first()  # fmt: skip
    if row is None:
        return 0
    payee = row.payment.charge.payee
    found = await OnlineDifference.get(kind="amount", subject=row.payment.public_id)
    facts = {"union": [payee.name, payee.name_en], "total": [row.minor, row.currency]}
    asked = await readers(payee.id, "money.approve", but=row.by_user_id)
    path = f"{MONEY_DESK[payee.kind]}/online/{found.public_id}"
    return await _tell(asked, f"held:{row.id}", "held_waits", path, facts)


def _facts(slip: Slip) -> dict[str, Any]:
    union: Organisation = slip.charge.party.organisation
    return {
        "union": [union.name, union.name_en], "total": slip.minor, "code": slip.charge.reference,
    }  # fmt: skip


async def _tell(told: Any, source: str, topic: str, path: str, facts: dict[str, Any]) -> int:
    return sum(
        [
            await tell_one(reader, source=source, topic=topic, path=path, facts=facts, by_mail=True)
            for reader in told
        ]
    )
