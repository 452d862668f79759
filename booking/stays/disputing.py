"""A side disputes a line of the account; the other answers, and the federation decides what they cannot agree on."""

from typing import Any

from booking.money import charged_for, decide_charge
from booking.people.permissions import demand
from booking.stays.access import stay_of_side
from booking.stays.dispute_lines import lines_of_account
from booking.stays.dispute_model import Dispute
from booking.stays.dispute_papers import keep_dispute_paper
from booking.stays.dispute_refusals import (
    AnswerFirst,
    DisputeClosed,
    DisputeUnknown,
    LineDisputed,
    LineUnknown,
    NothingDisputed,
    NotYoursToAnswer,
    WindowOver,
)
from booking.stays.locking import locked
from booking.stays.models import Stay
from booking.stays.moves import record
from booking.stays.papers import StoredUpload
from booking.stays.reconciliation_window import window_end
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.identifiers import is_public_id
from sites.foundation.identifiers import public_id as new_id

WAITING = ("open", "answered")
IN_WINDOW = (State.DEPARTED, State.NO_SHOW, State.CANCELLED)


@transaction
async def dispute_line(
    public_id: str,
    line: str,
    *,
    wanted: Money,
    reason: str,
    file: StoredUpload | None = None,
    by: Actor,
) -> str:
    """Say what a line of the account should be, and why; the dispute's public id. The stay waits for its end.
    A `file` is a paper of the stay that both sides and whoever decides may read.

    Refused: NotGranted, StayUnknown, WindowOver, LineUnknown, LineDisputed, NothingDisputed.
    """
    demand(by, "stays.reconcile")
    stay = await locked(await stay_of_side(public_id, by=by))
    now = clock.now()
    is_open = State(stay.state) in IN_WINDOW and stay.dispute_until is not None
    if not is_open or (stay.dispute_until is not None and stay.dispute_until <= now):
        raise WindowOver
    shown = {one.code: one.amount for one in await lines_of_account(stay)}
    if line not in shown:
        raise LineUnknown(field="line")
    if await Dispute.filter(stay_id=stay.id, line=line).exclude(state="withdrawn").exists():
        raise LineDisputed(field="line")
    if wanted == shown[line]:
        raise NothingDisputed(field="wanted")
    dispute = await Dispute.create(
        public_id=new_id(), stay_id=stay.id, side=by.kind, line=line, shown_minor=shown[line].minor,
        wanted_minor=wanted.minor, currency=stay.currency, reason=reason, opened_at=now,
        answer_until=window_end(now), by_user_id=by.user_id, by_name=by.name,
    )  # fmt: skip
    await keep_dispute_paper(stay, dispute, file, by=by)
    await record(stay, act="line_disputed", by=by, note=reason, facts=_facts(dispute))
    return str(dispute.public_id)


@transaction
async def answer_dispute(
    public_id: str,
    dispute: str,
    *,
    agrees: bool,
    note: str = "",
    file: StoredUpload | None = None,
    by: Actor,
) -> None:
    """The other side's word: a yes corrects the charge by what was asked; a no goes to the federation.

    Refused: NotGranted, StayUnknown, DisputeUnknown, DisputeClosed, NotYoursToAnswer.
    """
    demand(by, "stays.reconcile")
    stay = await locked(await stay_of_side(public_id, by=by))
    found = await _waiting(dispute, stay_id=stay.id)
    if found.side == by.kind:
        raise NotYoursToAnswer
    await keep_dispute_paper(stay, found, file, by=by)
    if agrees:
        await _close(stay, found, "agreed", to=found.wanted_minor, by=by, answer=note)
        return
    await Dispute.filter(id=found.id).update(state="answered", answer=note)
    await record(stay, act="dispute_answered", by=by, note=note, facts=_facts(found))


@transaction
async def withdraw_dispute(public_id: str, dispute: str, *, by: Actor) -> None:
    """Who disputed a line takes it back. Refused: NotGranted, StayUnknown, DisputeUnknown, DisputeClosed."""
    demand(by, "stays.reconcile")
    stay = await locked(await stay_of_side(public_id, by=by))
    found = await _waiting(dispute, stay_id=stay.id)
    if found.side != by.kind:
        raise DisputeUnknown
    await Dispute.filter(id=found.id).update(state="withdrawn", closed_at=clock.now())
    await record(stay, act="dispute_withdrawn", by=by, facts=_facts(found))


@transaction
async def decide_dispute(dispute: str, *, to: Money, note: str, by: Actor) -> None:
    """The host federation says what the line becomes, once the other side has answered or its time is over.

    Refused: NotGranted, DisputeUnknown, DisputeClosed, AnswerFirst.
    """
    demand(by, "cases.answer")
    known = await Dispute.get_or_none(public_id=dispute) if is_public_id(dispute) else None
    if known is None:
        raise DisputeUnknown
    stay = await locked(await Stay.get(id=known.stay_id))
    found = await _waiting(dispute, stay_id=stay.id)
    if found.state == "open" and found.answer_until > clock.now():
        raise AnswerFirst(until=found.answer_until)
    await _close(stay, found, "decided", to=to.minor, by=by, decision=note)


async def _waiting(dispute: str, *, stay_id: int) -> Dispute:
    """Refused: DisputeUnknown, DisputeClosed."""
    own = Dispute.filter(public_id=dispute, stay_id=stay_id)
    found = await own.first() if is_public_id(dispute) else None
    if found is None:
        raise DisputeUnknown
    if found.state not in WAITING:
        raise DisputeClosed
    return found


async def _close(
    stay: Stay, found: Dispute, state: str, *, to: int, by: Actor, **words: str
) -> None:
    """Close it, and post the difference as an entry of its own."""
    await Dispute.filter(id=found.id).update(
        state=state, decided_minor=to, closed_at=clock.now(), **words
    )
    before = await charged_for(stay.id, currency=stay.currency)
    after = max(before.minor + to - found.shown_minor, 0)
    await decide_charge(stay.id, to=Money(after, stay.currency), by=by)
    facts = {**_facts(found), "decided": to, "total": after}
    act = "dispute_agreed" if state == "agreed" else "dispute_decided"
    await record(stay, act=act, by=by, note="".join(words.values()), facts=facts)


def _facts(found: Dispute) -> dict[str, Any]:
    return {"line": found.line, "shown": found.shown_minor, "wanted": found.wanted_minor}
