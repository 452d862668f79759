"""Approvals as those see them who are asked: their own, and those of people whose deputy they are today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from booking.people import standins
from booking.stays.approval import open_beside
from booking.stays.lines import StayLine, lines_by_id
from booking.stays.models import ApprovalStep
from booking.stays.refusals import ApprovalNotYours
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.identifiers import is_public_id


@dataclass(frozen=True)
class AskedStep:
    """One step for one reader. `instead_of` is a name where the reader is a deputy, else empty.

    `also` are further stays of the trip for which the same answer counts.
    """

    public_id: str
    step: int
    state: str
    asked_at: datetime
    answered_at: datetime | None
    note: str
    instead_of: str
    line: StayLine
    also: tuple[StayLine, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether an answer would still be taken."""
        return self.state == "asked" and self.line.shown_state is State.HELD


async def asked_of(by: Actor) -> list[AskedStep]:
    """What waits for this person's answer, the hold that ends first in front."""
    names = await _acts_for(by)
    rows = ApprovalStep.filter(
        approver_id__in=list(names), state="asked", stay__union_id=by.organisation_id,
        stay__state=State.HELD, stay__hold_expires_at__gt=clock.now(),
    )  # fmt: skip
    found = await rows.order_by("stay__hold_expires_at", "id").prefetch_related("stay")
    lines = await lines_by_id(row.stay_id for row in found)
    together: dict[tuple[int, int, int], list[ApprovalStep]] = {}
    for row in found:
        together.setdefault((row.stay.trip_id, row.approver_id, row.step), []).append(row)
    return [
        _asked(first, names, lines[first.stay_id], [lines[row.stay_id] for row in others])
        for first, *others in together.values()
    ]


async def asked_step(step_id: str, *, by: Actor) -> AskedStep:
    """One step, answered or not, for whoever may answer it. Refused: ApprovalNotYours."""
    if not is_public_id(step_id):
        raise ApprovalNotYours
    names = await _acts_for(by)
    known = ApprovalStep.filter(
        public_id=step_id, approver_id__in=list(names), stay__union_id=by.organisation_id
    )
    row = await known.prefetch_related("stay").first()
    if row is None:
        raise ApprovalNotYours
    further = await _further(row)
    lines = await lines_by_id([row.stay_id, *further])
    return _asked(row, names, lines[row.stay_id], [lines[one] for one in further])


async def _further(step: ApprovalStep) -> list[int]:
    """Stays about which an answer to this step, while it is open, counts as well."""
    if step.state != "asked":
        return []
    beside = open_beside(step).exclude(id=step.id)
    live = beside.filter(stay__state=State.HELD, stay__hold_expires_at__gt=clock.now())
    return [row.stay_id for row in await live.order_by("stay__check_in")]


async def _acts_for(by: Actor) -> dict[int, str]:
    """Whose approvals this person may answer today: their own under "", others' under their name."""
    today = clock.today()
    absent = {
        one.user_id: one.name
        for one in await standins(by.organisation_id)
        if one.deputy_id == by.user_id and one.starts_on <= today <= one.ends_on
    }
    return {by.user_id: ""} | (absent if by.may("stays.approve") else {})


def _asked(
    row: ApprovalStep, names: dict[int, str], stay: StayLine, also: Iterable[StayLine] = ()
) -> AskedStep:
    return AskedStep(
        row.public_id, row.step, row.state, row.asked_at, row.answered_at, row.note,
        names[row.approver_id], stay, tuple(also),
    )  # fmt: skip
