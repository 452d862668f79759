"""Who owes it is told when a lost dispute is decided, and when the bank gave the money back after all."""

from booking.money.online_models import DisputeDecision
from booking.notices.audience import readers
from booking.notices.telling import tell_one
from sites.foundation.database import transaction


@transaction
async def tell_dispute_decided(decision_id: int) -> int:
    """Those who pay for the union; nobody where nothing rose, or while a write-off waits or was agreed to."""
    about = "dispute__payment__charge__payee", "dispute__payment__charge__party__organisation", "dispute__payment__charge__stay", "write_off"  # fmt: skip
    row = await DisputeDecision.get(id=decision_id).prefetch_related(*about)
    forgone = row.write_off is not None and row.write_off.state in ("proposed", "agreed")
    topic = "owed_no_more" if row.undone_at else "owed_again"
    if not row.owed_minor or (forgone and not row.undone_at):
        return 0
    charge = row.dispute.payment.charge
    payee, union = charge.payee, charge.party.organisation
    facts = {
        "union": [union.name, union.name_en], "payee": [payee.name, payee.name_en],
        "total": row.owed_minor, "code": charge.reference,
    }  # fmt: skip
    path, source = f"/union/stays/{charge.stay.public_id}", f"{topic}:{row.id}"
    return sum([
        await tell_one(reader, source=source, topic=topic, path=path, facts=facts, by_mail=True)
        for reader in await readers(union.id, "money.pay")
    ])  # fmt: skip
