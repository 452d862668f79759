"""Who is asked to agree to a write-off, and who is told of the answer."""

from typing import Any

from booking.money import link_to_write_off
from booking.money.write_off_models import WriteOff
from booking.money.write_offs.finding import ANSWERS, asked_organisation
from booking.notices.audience import Reader, readers
from booking.notices.letters import write_letter
from booking.notices.telling import tell_one
from booking.people.models import Organisation
from sites.foundation.database import transaction

DESK = {"operator": "/operator/money", "service_centre": "/centre/money", "union": "/union"}


@transaction
async def tell_write_off(write_off_id: int) -> int:
    """A proposal to whoever may answer it; an answer to whoever records the payee's money, and a yes to who owed it."""
    about = "charge__payee", "charge__party__organisation"
    row = await WriteOff.get(id=write_off_id).prefetch_related(*about)
    if row.state == "proposed":
        return await _ask(row)
    if row.state == "withdrawn":
        return 0
    told = await _tell(row, row.charge.payee, "money.record", f"write_off_{row.state}")
    if row.state == "agreed" and row.asks != "payer":
        told += await _tell(row, row.charge.party.organisation, "money.pay", "written_off")
    return told


async def _ask(row: Any) -> int:
    asked = await Organisation.get(id=await asked_organisation(row))
    told = 0
    for reader in await readers(asked.id, ANSWERS[row.asks], but=row.by_user_id):
        told += await (_ask_payer(row, reader) if row.asks == "payer" else _one(row, reader, asked, "write_off_asked"))  # fmt: skip
    return told


async def _ask_payer(row: Any, reader: Reader) -> int:
    """The letter leads to a page of its own, which asks for no session: whoever keeps the books may have none."""
    facts, source, topic = _facts(row), f"write_off:{row.id}", "write_off_to_confirm"
    path = f"/union/write-offs/{row.public_id}"
    new = await tell_one(reader, source=source, topic=topic, path=path, facts=facts, by_mail=False)
    if new:
        link = f"/write-off-confirmation/{link_to_write_off(row.public_id, reader.user_id)}"
        await write_letter(reader, source=source, topic=topic, path=link, facts=facts)
    return new


async def _tell(row: Any, to: Organisation, permission: str, topic: str) -> int:
    return sum([await _one(row, reader, to, topic) for reader in await readers(to.id, permission)])


async def _one(row: Any, reader: Reader, to: Organisation, topic: str) -> int:
    path = f"{DESK[to.kind]}/write-offs/{row.public_id}"
    source = f"{topic}:{row.id}"
    return await tell_one(
        reader, source=source, topic=topic, path=path, facts=_facts(row), by_mail=True
    )


def _facts(row: Any) -> dict[str, Any]:
    payee, payer = row.charge.payee, row.charge.party.organisation
    return {
        "union": [payer.name, payer.name_en], "payee": [payee.name, payee.name_en],
        "total": row.minor, "code": row.charge.reference,
    }  # fmt: skip
