"""Opening a case: by a union on its page, or by the federation's clerk for a telephone call."""

from dataclasses import dataclass

from booking.cases.kinds import PAGE, TELEPHONE, due_day
from booking.cases.models import Case, CaseMessage
from booking.cases.numbering import next_serial, shown_number
from booking.cases.refusals import AskerMissing
from booking.people import demand
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import public_id


@dataclass(frozen=True)
class NewCase:
    """`stay_id` and `site_id` are inner ids that the caller may refer to; both empty: about nothing in
    particular. `union_id` and `caller` are the clerk's to fill in; a union's own case is always its own.
    """

    kind: str
    subject: str
    text: str
    stay_id: int | None = None
    site_id: int | None = None
    union_id: int | None = None
    caller: str = ""


@transaction
async def open_case(new: NewCase, *, by: Actor, key: Key | None = None) -> str:
    """Give it a number and a deadline, and tell the federation. Answers the public id; once for each key.

    A clerk's case is the clerk's own from the beginning. Needs `cases.write`. Refused: AskerMissing.
    """
    demand(by, "cases.write")
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    for_call = by.kind == "federation"
    union_id = new.union_id if for_call else by.organisation_id
    if union_id is None and not new.caller:
        raise AskerMissing(field="caller")
    made = await _write(new, union_id=union_id, for_call=for_call, by=by)
    await CaseMessage.create(
        case_id=made.id, at=made.opened_at, user_id=by.user_id, organisation_id=by.organisation_id,
        by_name=by.name, text=new.text,
    )  # fmt: skip
    await outbox.post("case.opened", {"case_id": made.id})
    await idempotency.keep(key, made.public_id, by=by)
    return made.public_id


@transaction
async def open_for_participant(new: NewCase, *, key: Key | None = None) -> str:
    """A case that somebody of a union's group opens without an account; the shown number. `caller` is a name or empty.

    It is the union's own case, so its people read it, and the federation answers it.
    """
    if earlier := await idempotency.claim(key, by=SYSTEM):
        return earlier
    number = await open_within(new)
    await idempotency.keep(key, number, by=SYSTEM)
    return number


async def open_within(new: NewCase) -> str:
    """The same in a transaction of the caller, for what the program finds by itself."""
    demand_transaction()
    made = await _write(new, union_id=new.union_id, for_call=False, by=SYSTEM)
    if new.caller:
        await Case.filter(id=made.id).update(caller=new.caller[:120])
    await CaseMessage.create(
        case_id=made.id, at=made.opened_at, user_id=0, organisation_id=new.union_id or 0, by_name=new.caller[:60], text=new.text,
    )  # fmt: skip
    await outbox.post("case.opened", {"case_id": made.id})
    return shown_number(made.year, made.serial)


async def _write(new: NewCase, *, union_id: int | None, for_call: bool, by: Actor) -> Case:
    today = clock.today()
    return await Case.create(
        public_id=public_id(), year=today.year, serial=await next_serial(today.year), kind=new.kind,
        channel=TELEPHONE if for_call else PAGE, subject=new.subject, union_id=union_id,
        caller=new.caller if for_call else "", stay_id=new.stay_id, site_id=new.site_id,
        owner_id=by.user_id if for_call else None, owner_name=by.name if for_call else "",
        opened_by_id=by.user_id, opened_at=clock.now(), due_on=due_day(new.kind, today),
    )  # fmt: skip
