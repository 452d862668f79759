"""Saying how a base was chosen, keeping what was compared as it stood, and the dates of the internal notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from booking.people import demand
from booking.stays.access import stay_of_union
from booking.stays.deciding.models import StayDecision
from booking.stays.models import Stay
from booking.stays.moves import record
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

METHODS: dict[str, str] = {
    "negotiated": N_("Negotiated by a meeting"),
    "inquiry": N_("Prices asked of several bases"),
    "invited": N_("Invited tender"),
    "open": N_("Open tender"),
    "framework": N_("From a list already procured"),
    "direct": N_("Given directly, with the reason"),
}
FEWEST, MOST = 2, 4


class DecisionUnfit(Refusal):
    code = "decision_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Choose a way of choosing from the list, and let the notice end no earlier than it begins.")  # fmt: skip


class ComparisonUnfit(Refusal):
    code = "comparison_unfit"
    kind = Kind.BAD_INPUT
    words = N_("A comparison has two to four bases.")


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What the union writes; everything may wait and be written later."""

    method: str = ""
    reason: str = ""
    budget_line: str = ""
    decided_on: date | None = None
    notice_from: date | None = None
    notice_until: date | None = None
    notice_place: str = ""
    objections_to: str = ""


@transaction
async def write_decision(public_id: str, draft: DecisionDraft, *, by: Actor) -> None:
    """Replace what the union said of its choice; who wrote last is kept, the comparison stays as it is.

    Refused: NotGranted, StayUnknown, DecisionUnfit.
    """
    demand(by, "stays.book")
    stay = await stay_of_union(public_id, by=by)
    _demand_fit(draft)
    said = {name: getattr(draft, name) for name in DecisionDraft.__dataclass_fields__}
    await _write(stay, said, by=by)
    await record(stay, act="decision_written", by=by, facts={"method": draft.method})


@transaction
async def keep_comparison(public_id: str, compared: Mapping[str, Any], *, by: Actor) -> None:
    """Keep what was compared with the stay, word for word; a later one takes its place, and the history says so.

    `compared` has `asked` (pairs), `names` of the rows, and `columns` with code, name and cells.
    Refused: NotGranted, StayUnknown, ComparisonUnfit.
    """
    demand(by, "stays.book")
    stay = await stay_of_union(public_id, by=by)
    columns = compared.get("columns", ())
    if not FEWEST <= len(columns) <= MOST:
        raise ComparisonUnfit
    await _write(stay, {"compared": dict(compared), "compared_at": clock.now()}, by=by)
    await record(stay, act="comparison_kept", by=by, facts={"bases": len(columns)})


async def _write(stay: Stay, values: dict[str, Any], *, by: Actor) -> None:
    who = {"written_at": clock.now(), "by_user_id": by.user_id, "by_name": by.name}
    await Stay.filter(id=stay.id).select_for_update(no_key=True).get()
    row = await StayDecision.get_or_none(stay_id=stay.id) or StayDecision(stay_id=stay.id)
    row.update_from_dict({**values, **who})
    await row.save()


def _demand_fit(draft: DecisionDraft) -> None:
    first, last = draft.notice_from, draft.notice_until
    if draft.method and draft.method not in METHODS:
        raise DecisionUnfit(field="method")
    if bool(first) != bool(last) or (first and last and first > last):
        raise DecisionUnfit(field="notice_until")
