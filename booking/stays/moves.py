"""The one way in which a stay moves: a guarded update, its event, and the letter to whoever must know."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from booking.people import demand_principal
from booking.stays.models import Stay
from booking.stays.pool_places import leave_pool
from booking.stays.refusals import AlreadyMoved
from booking.stays.states import State
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, insert
from sites.foundation.language import _

# What somebody may do for a consenting side (代办). Every other act is that side's own.
CLERICAL = frozenset({
    "inquired", "granted", "held", "prolonged", "approval_asked", "submitted", "accepted", "declined",
    "cancelled", "contract_sealed", "paper_added", "arrived", "counted", "departed", "wrote_for",
    "offer_kept", "went_waiting", "facts_stated",
})  # fmt: skip


async def move(
    stay: Stay, to: State, *, by: Actor, act: str, reason: str = "", note: str = "",
    facts: dict[str, Any] | None = None, only_if: Mapping[str, Any] | None = None, **changes: Any,
) -> None:  # fmt: skip
    """Move from the state that was read to `to`, or raise AlreadyMoved when somebody else moved it.

    The row is now this transaction's; `changes` are further columns written in the same UPDATE.
    `only_if` are columns that the move rests on, as they were read: they may change within a state.
    """
    demand_transaction()
    origin = State(stay.state)
    if not origin.may_become(to):
        raise AlreadyMoved(state=_(origin.words))
    same = Stay.filter(id=stay.id, state=origin, **(only_if or {}))
    if not await same.update(state=to, **changes):
        now_in = await Stay.get(id=stay.id)
        raise AlreadyMoved(state=_(State(now_in.state).words))
    stay.update_from_dict({"state": to.value, **changes})
    if not to.effects.takes_nights:
        await leave_pool(stay.id)
    await record(stay, act=act, origin=origin, by=by, reason=reason, note=note, facts=facts)


async def touch(stay: Stay, *, only_if: Mapping[str, Any] | None = None, **changes: Any) -> None:
    """Change columns while the stay stays in the state that was read; else AlreadyMoved.

    `only_if` are further columns as they were read: of two who do the same at once, one does it.
    """
    demand_transaction()
    same = Stay.filter(id=stay.id, state=stay.state, **(only_if or {}))
    if not await same.update(**changes):
        now_in = await Stay.get(id=stay.id)
        raise AlreadyMoved(state=_(State(now_in.state).words))
    stay.update_from_dict(changes)


async def record(
    stay: Stay, *, act: str, by: Actor, origin: State | None = None, reason: str = "",
    note: str = "", facts: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """Write what happened and post it to those who must know, in the caller's transaction.

    Refused: PrincipalsOwn to whoever acts for a side, but for clerical acts.
    """
    if act not in CLERICAL:
        demand_principal(by)
    origin_words = stay.state if origin is None else origin.value
    await _write(
        stay, act=act, from_state=origin_words, by=by, reason=reason, note=note, facts=facts or {}
    )


@dataclass(frozen=True, slots=True)
class NewStay:
    """A stay that has just been written."""

    id: int
    public_id: str
    trip_id: int
    state: State


async def record_first(stay: NewStay, *, act: str, by: Actor, facts: dict[str, Any]) -> None:
    """The event of a stay that has just been made: from no state into its first."""
    await _write(stay, act=act, from_state="", by=by, facts=facts)


async def _write(
    stay: Stay | NewStay, *, act: str, from_state: str, by: Actor, facts: dict[str, Any], reason: str = "",
    note: str = "",
) -> None:  # fmt: skip
    event_id = await insert(
        "stay_events", stay_id=stay.id, at=clock.now(), act=act, from_state=from_state,
        to_state=stay.state, by_user_id=by.user_id, by_organisation_id=by.organisation_id,
        by_kind=by.kind, by_name=by.name, by_agent=by.agency, reason=reason, note=note,
        facts=json.dumps(facts),
    )  # fmt: skip
    await outbox.post("stay.moved", {"event_id": event_id})
    if by.is_agent:  # whatever was done for somebody, they are told
        await outbox.post("stay.acted_for", {"event_id": event_id})
