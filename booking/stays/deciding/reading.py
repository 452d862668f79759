"""A stay's decision for its union: what is written, what was compared, and which papers are needed and there."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.stays.access import stay_of_union
from booking.stays.approval import is_approved
from booking.stays.deciding.models import StayDecision
from booking.stays.deciding.required import OnRecord, Standing, standings
from booking.stays.deciding.requiring import required_of
from booking.stays.insured import insurance_lacking
from booking.stays.models import ApprovalStep, Paper, Stay
from sites.foundation.actor import Actor


@dataclass(frozen=True)
class Decision:
    """`compared` is None before a comparison was kept. `minutes` are public ids and names of papers."""

    method: str = ""
    reason: str = ""
    budget_line: str = ""
    decided_on: date | None = None
    compared: dict[str, Any] | None = None
    compared_at: datetime | None = None
    notice_from: date | None = None
    notice_until: date | None = None
    notice_place: str = ""
    objections_to: str = ""
    written_at: datetime | None = None
    by_name: str = ""
    minutes: tuple[tuple[str, str], ...] = ()
    standings: tuple[Standing, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(one.kind for one in self.standings if one.is_missing)

    @property
    def is_asked_for(self) -> bool:
        """Whether anybody asks for any paper of this stay."""
        return any(one.is_required for one in self.standings)


WRITTEN = tuple(
    name for name in Decision.__dataclass_fields__ if name not in ("minutes", "standings")
)


async def decision_of(public_id: str, *, by: Actor) -> Decision:
    """For the union alone. Refused: StayUnknown."""
    stay = await stay_of_union(public_id, by=by)
    row = await StayDecision.get_or_none(stay_id=stay.id)
    written = {name: getattr(row, name) for name in WRITTEN} if row else {}
    kept = await Paper.filter(stay_id=stay.id, kind="minutes").order_by("id")
    minutes = tuple((one.public_id, one.shown_name) for one in kept)
    there = await _on_record(stay, row, has_minutes=bool(minutes))
    rule = await required_of(stay.union_id)
    found = standings(rule, price=stay.price_minor, there=there)
    return Decision(**written, minutes=minutes, standings=found)


async def _on_record(stay: Stay, row: StayDecision | None, *, has_minutes: bool) -> OnRecord:
    signed = await Paper.filter(stay_id=stay.id, kind="approval").exists()
    agreed = await ApprovalStep.filter(stay_id=stay.id, state="agreed").exists()
    return OnRecord(
        approval=signed or (agreed and await is_approved(stay)),
        method=bool(row and row.method and row.reason),
        comparison=bool(row and row.compared),
        minutes=has_minutes,
        budget=bool(row and row.budget_line),
        notice=bool(row and row.notice_from and row.notice_until),
        contract=stay.contract_sealed_at is not None,
        insurance=not await insurance_lacking(stay),
    )
