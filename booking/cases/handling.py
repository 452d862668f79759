"""From opening to the answer: taken on, handed to the operator, written about, answered once."""

from booking.cases.access import case_of, open_case_of
from booking.cases.models import Case, CaseMessage
from booking.cases.refusals import CaseAnswered, NobodyToHandTo
from booking.people import demand
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.listings.models import Site


@transaction
async def take_case(public_id: str, *, by: Actor) -> None:
    """Become its owner: whoever answers for it and is reminded. Needs `cases.answer`.

    Refused: CaseUnknown, CaseAnswered.
    """
    demand(by, "cases.answer")
    case = await open_case_of(public_id, by=by)
    await _change(case, owner_id=by.user_id, owner_name=by.name)


@transaction
async def hand_case(public_id: str, *, by: Actor) -> None:
    """Show it to the operator of its base, who may write to it; the answer stays the federation's.

    Needs `cases.answer`. Refused: CaseUnknown, CaseAnswered, NobodyToHandTo. A second time changes nothing.
    """
    demand(by, "cases.answer")
    case = await open_case_of(public_id, by=by)
    operator = await _operator_of(case)
    if operator is None:
        raise NobodyToHandTo
    if case.handed_to_id != operator:
        await _change(case, handed_to_id=operator)
        await outbox.post("case.handed", {"case_id": case.id})


@transaction
async def write_to_case(public_id: str, *, text: str, by: Actor, key: Key | None = None) -> None:
    """Add a message; the other sides are told. Needs `cases.write`. Refused: CaseUnknown."""
    demand(by, "cases.write")
    if await idempotency.claim(key, by=by):
        return
    case = await case_of(public_id, by=by)
    message = await CaseMessage.create(
        case_id=case.id, at=clock.now(), user_id=by.user_id, organisation_id=by.organisation_id,
        by_name=by.name, text=text,
    )  # fmt: skip
    await outbox.post("case.message", {"message_id": message.id})
    await idempotency.keep(key, str(message.id), by=by)


@transaction
async def answer_case(public_id: str, *, answer: str, by: Actor) -> None:
    """Give the one answer, which closes the case, in time or late. Needs `cases.answer`.

    Whoever answers a case without an owner becomes it. Refused: CaseUnknown, CaseAnswered.
    """
    demand(by, "cases.answer")
    case = await open_case_of(public_id, by=by)
    mine = {} if case.owner_id else {"owner_id": by.user_id, "owner_name": by.name}
    await _change(
        case, answer=answer, answered_by_name=by.name, answered_at=clock.now(), **mine
    )  # fmt: skip
    await outbox.post("case.answered", {"case_id": case.id})


async def _change(case: Case, **changes: object) -> None:
    """Only while nobody has answered: of two who do, one is refused."""
    if not await Case.filter(id=case.id, answered_at=None).update(**changes):
        raise CaseAnswered


async def _operator_of(case: Case) -> int | None:
    if case.stay_id:
        row = await Case.filter(id=case.id).first().values("stay__operator_id")
        return int(row["stay__operator_id"]) if row else None
    site = await Site.get_or_none(id=case.site_id) if case.site_id else None
    return site.operator_id if site else None
