"""Telling of cases: to the federation or its owner, the union that asked, the operator it was handed to."""

from typing import Any

from booking.cases.models import Case, CaseMessage
from booking.cases.numbering import shown_number
from booking.notices.audience import Reader, readers
from booking.notices.case_words import CASE_TELLINGS
from booking.notices.telling import tell_one
from booking.people.models import Organisation
from sites.foundation.database import transaction


@transaction
async def tell_case(case_id: int, topic: str) -> int:
    """Tell everybody whom the telling names, once for each person; how many notices were new."""
    case = await Case.get(id=case_id)
    but = case.opened_by_id if topic == "case_opened" else 0
    mark = f":{case.handed_to_id}" if topic == "case_handed" else ""
    return await _tell(case, topic, source=f"{topic}:{case.id}{mark}", but=but)


@transaction
async def tell_case_message(message_id: int) -> int:
    """Tell the sides that did not write it; its text stays on the page."""
    message = await CaseMessage.get(id=message_id).prefetch_related("case")
    return await _tell(
        message.case, "case_message", source=f"case_message:{message.id}", but=message.user_id,
        silent=message.organisation_id,
    )  # fmt: skip


@transaction
async def remind_of_case(case_id: int) -> int:
    """Remind the owner, or everybody who may answer where there is none, once for each deadline and person."""
    case = await Case.filter(id=case_id, answered_at=None).first()
    if case is None:
        return 0
    return await _tell(case, "case_near", source=f"case_near:{case.id}:{case.due_on}")


async def _tell(case: Case, topic: str, *, source: str, but: int = 0, silent: int = 0) -> int:
    told = 0
    facts = {
        "number": shown_number(case.year, case.serial),
        "due_on": case.due_on.isoformat(),
    }
    for desk, reader in await _readers(case, topic, but=but):
        if reader.organisation_id != silent:
            told += await tell_one(
                reader, source=source, topic=topic, path=f"/{desk}/cases/{case.public_id}",
                facts=facts, by_mail=CASE_TELLINGS[topic].by_mail,
            )  # fmt: skip
    return told


async def _readers(case: Case, topic: str, *, but: int) -> list[tuple[str, Reader]]:
    telling = CASE_TELLINGS[topic]
    sides: list[tuple[str, Any, str]] = [
        ("federation", await _host(), telling.federation),
        ("union", case.union_id, telling.union),
        ("operator", case.handed_to_id, telling.operator),
    ]
    found = [
        (desk, reader)
        for desk, organisation_id, permission in sides
        if organisation_id
        for reader in await readers(organisation_id, permission, but=but)
    ]
    owned = [one for one in found if one[0] == "federation" and one[1].user_id == case.owner_id]
    others = [one for one in found if one[0] != "federation"]
    return [*owned, *others] if owned else found


async def _host() -> int | None:
    host = await Organisation.filter(kind="federation", is_host=True, standing="verified").first()
    return host.id if host else None
