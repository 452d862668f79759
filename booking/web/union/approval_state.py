"""How far the approval inside the union has come, step by step, with names."""

from dataclasses import dataclass
from datetime import datetime

from booking.stays.reading import StepLine
from booking.web.union.facts import StayFacts
from sites.foundation.language import N_, _

STATES: dict[str, str] = {
    "waiting": N_("comes after the step before"),
    "asked": N_("asked"),
    "agreed": N_("agreed"),
    "sent_back": N_("sent back"),
    "handed_on": N_("handed on"),
    "withdrawn": N_("withdrawn"),
}
TONES = {"agreed": "good", "sent_back": "stop", "asked": "ask"}


@dataclass(frozen=True, slots=True)
class StepShown:
    number: int
    who: str
    words: str
    tone: str
    at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class ApprovalShown:
    """`needed` is false for a union without steps: then nothing is shown."""

    needed: bool
    given: bool
    asked: bool
    sent_back: bool
    by_paper: bool
    steps: tuple[StepShown, ...]


def approval_state(facts: StayFacts) -> ApprovalShown:
    every = facts.page.approvals
    newest = max((step.round for step in every), default=0)
    steps = tuple(step for step in every if step.round == newest)
    states = {step.state for step in steps}
    return ApprovalShown(
        needed=facts.has_steps,
        given=facts.page.is_approved,
        asked="asked" in states,
        sent_back="sent_back" in states,
        by_paper=any(paper.kind == "approval" for paper in facts.page.papers),
        steps=tuple(_step(step, facts.names) for step in steps),
    )


def _step(step: StepLine, names: dict[int, str]) -> StepShown:
    return StepShown(
        step.step,
        names.get(step.approver_id, "—"),
        _(STATES[step.state]),
        TONES.get(step.state, ""),
        step.answered_at or (step.asked_at if step.state == "asked" else None),
        step.note,
    )
