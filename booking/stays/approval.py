"""Approval inside the union: one to three people, one after the other, each for the same frozen offer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tortoise.queryset import QuerySet

from booking.people import Approval, approval_of, demand, demand_principal, deputies_on
from booking.people.memberships import open_roles
from booking.stays.access import stay_of_union
from booking.stays.models import ApprovalStep, Paper, Stay
from booking.stays.moves import record
from booking.stays.prolonging import demand_live_hold, is_live
from booking.stays.reckoning import Change
from booking.stays.refusals import (
    ApprovalAnswered,
    ApprovalNotYours,
    ApproverUnfit,
    NobodyToApprove,
)
from booking.stays.trip_stays import alone_with, held_of
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import is_public_id
from sites.foundation.identifiers import public_id as new_id


@transaction
async def ask_approval(public_id: str, *, by: Actor) -> None:
    """Ask the union's first approver; the others wait. Asking anew withdraws what was asked before.

    All stays of the trip that are held are asked about together. Refused: NobodyToApprove,
    HoldOver, AlreadyMoved.
    """
    stay = await stay_of_union(public_id, by=by)
    demand_live_hold(stay)
    steps = (await approval_of(stay.union_id)).steps
    if not steps:
        raise NobodyToApprove
    # Two who ask at once ask one after the other, so that the first round is withdrawn.
    await alone_with(stay.trip_id)
    live = [one for one in await held_of(stay.trip_id) if is_live(one)]
    for one in live:
        await _ask_round(one, steps, tells=one is live[0], by=by)


async def _ask_round(stay: Stay, steps: Sequence[int], *, tells: bool, by: Actor) -> None:
    earlier = await ApprovalStep.filter(stay_id=stay.id).order_by("-round").first()
    await ApprovalStep.filter(stay_id=stay.id, state__in=["asked", "waiting"]).update(
        state="withdrawn"
    )
    for number, approver_id in enumerate(steps, start=1):
        step = await ApprovalStep.create(
            public_id=new_id(), stay_id=stay.id, round=(earlier.round if earlier else 0) + 1,
            step=number, approver_id=approver_id, state="asked" if number == 1 else "waiting",
            asked_at=clock.now(), offer=offer_of(stay),
        )  # fmt: skip
        if number == 1 and tells:
            await outbox.post("approval.asked", {"step_id": step.id})
    await record(stay, act="approval_asked", by=by)


@transaction
async def agree(step_id: str, *, note: str = "", by: Actor) -> None:
    """Say yes to a step, for all stays of the trip that wait for it; the next person is asked. Needs `stays.approve`.

    Refused: ApprovalNotYours, ApprovalAnswered, HoldOver.
    """
    for number, step in enumerate(await _asked_together(step_id, by=by)):
        await _answer(step, "agreed", note=note, by=by)
        following = await _waiting(step).order_by("step").first()
        if following:
            await ApprovalStep.filter(id=following.id).update(state="asked", asked_at=clock.now())
        if following and number == 0:
            await outbox.post("approval.asked", {"step_id": following.id})
        act = "step_agreed" if following else "approved"
        await record(step.stay, act=act, by=by, note=note, facts={"step": step.step})


@transaction
async def send_back(step_id: str, *, note: str, by: Actor) -> None:
    """Say no, with what should change; the whole round is withdrawn and the organiser is told. Needs `stays.approve`."""
    for step in await _asked_together(step_id, by=by):
        await _answer(step, "sent_back", note=note, by=by)
        await _waiting(step).update(state="withdrawn")
        await record(step.stay, act="sent_back", by=by, note=note, facts={"step": step.step})


@transaction
async def hand_on(step_id: str, *, to_user_id: int, note: str = "", by: Actor) -> None:
    """Let a colleague who may approve answer this step. Needs `stays.approve`.

    Refused: ApproverUnfit, ApprovalNotYours, ApprovalAnswered.
    """
    asked = await _asked_together(step_id, by=by)
    approves = "approver" in await open_roles(to_user_id, by.organisation_id)
    if to_user_id == by.user_id or not approves:
        raise ApproverUnfit
    for number, step in enumerate(asked):
        await _answer(step, "handed_on", note=note, by=by)
        handed = await ApprovalStep.create(
            public_id=new_id(), stay_id=step.stay_id, round=step.round, step=step.step,
            approver_id=to_user_id, state="asked", asked_at=clock.now(), offer=step.offer,
        )  # fmt: skip
        if number == 0:
            await outbox.post("approval.asked", {"step_id": handed.id})
        await record(step.stay, act="handed_on", by=by, note=note, facts={"step": step.step})


def _waiting(step: ApprovalStep) -> QuerySet[ApprovalStep]:
    return ApprovalStep.filter(stay_id=step.stay_id, round=step.round, state="waiting")


async def is_approved(stay: Stay) -> bool:
    """Whether every step of the newest round agreed to an offer that the present one stays within,
    or the signed paper was uploaded; a union without steps needs neither.
    """
    rule = await approval_of(stay.union_id)
    if not rule.steps:
        return True
    if await _paper_covers(stay, offer_of(stay), rule):
        return True
    newest = await ApprovalStep.filter(stay_id=stay.id).order_by("-round").first()
    if newest is None:
        return False
    steps = await ApprovalStep.filter(stay_id=stay.id, round=newest.round).exclude(
        state="handed_on"
    )
    agreed = bool(steps) and all(step.state == "agreed" for step in steps)
    return agreed and _covers(newest.offer, offer_of(stay), rule)


async def _paper_covers(stay: Stay, offer: dict[str, Any], rule: Approval) -> bool:
    """A signed paper approves what stood when it was added, whichever of the trip's stays it was sent up for; later
    changes within the tolerance only notify.
    """
    papers = await Paper.filter(stay__trip_id=stay.trip_id, kind="approval")
    signed = [one for paper in papers for one in (paper.offer, *paper.offer.get("beside", ()))]
    return any(_covers(one, offer, rule) for one in signed)


def _covers(approved: dict[str, Any], offer: dict[str, Any], rule: Approval) -> bool:
    return within_tolerance(
        approved, offer, percent=rule.tolerance_percent, heads=rule.tolerance_heads
    )


async def outgrows_approval(stay: Stay, offer: dict[str, Any]) -> bool:
    """Whether an approval was asked for or given for this hold that would no longer cover it."""
    rule = await approval_of(stay.union_id)
    if not rule.steps or await _paper_covers(stay, offer, rule):
        return False
    newest = await ApprovalStep.filter(stay_id=stay.id).order_by("-round").first()
    given = await _signed(stay).exists()
    return not _covers(newest.offer, offer, rule) if newest else given


async def withdraw_outgrown(stay: Stay) -> None:
    """Whoever is asked for an offer that the stay has outgrown is no longer asked: the union asks anew."""
    rule = await approval_of(stay.union_id)
    asked = ApprovalStep.filter(stay_id=stay.id, state__in=["asked", "waiting"])
    now = offer_of(stay)
    outgrown = [step.id for step in await asked if not _covers(step.offer, now, rule)]
    await ApprovalStep.filter(id__in=outgrown).update(state="withdrawn")


async def demand_own_approval(stay: Stay, *, by: Actor) -> None:
    """Whoever submits for a union (代办) rests on that union's own yes, by its steps or its signed paper.

    Refused: PrincipalsOwn where submitting is itself the union's yes.
    """
    has_steps = bool((await approval_of(stay.union_id)).steps)
    if not has_steps and not await _signed(stay).exists():
        demand_principal(by)


def _signed(stay: Stay) -> QuerySet[Paper]:
    """The trip's signed papers, whichever of its stays they were sent up for; this one must have been there."""
    signed = Paper.filter(stay__trip_id=stay.trip_id, kind="approval")
    return signed.filter(added_at__gte=stay.created_at)


async def was_approved_as(stay: Stay, offer: dict[str, Any], *, since: datetime) -> bool:
    """Whether what the union approved covers this offer too, or a signed paper came after `since`."""
    rule = await approval_of(stay.union_id)
    papers = _signed(stay).filter(added_at__gte=since)
    if not rule.steps or await papers.exists() or await _paper_covers(stay, offer, rule):
        return True
    newest = await ApprovalStep.filter(stay_id=stay.id, state="agreed").order_by("-round").first()
    return newest is not None and _covers(newest.offer, offer, rule)


async def is_last_approver(stay: Stay, *, by: Actor) -> bool:
    """The person whose yes ends the union's approval, or the deputy of today."""
    steps = (await approval_of(stay.union_id)).steps
    if not steps or not by.may("stays.approve"):
        return False
    deputies = await deputies_on(
        clock.today(), user_id=steps[-1], organisation_id=by.organisation_id
    )
    return by.user_id in {steps[-1], *deputies}


def within_tolerance(
    approved: dict[str, Any], now: dict[str, Any], *, percent: int, heads: int
) -> bool:
    """Same site and dates, at most so many per cent dearer and so many heads more: later changes only notify."""
    same = all(approved[name] == now[name] for name in ("site", "check_in", "check_out"))
    dearer = now["price"] * 100 > approved["price"] * (100 + percent)
    return same and not dearer and now["heads"] <= approved["heads"] + heads


def offer_with(stay: Stay, change: Change) -> dict[str, Any]:
    """What the union would have to have approved for the stay to become this."""
    return {
        "site": stay.site_id,
        "check_in": change.check_in.isoformat(),
        "check_out": change.check_out.isoformat(),
        "price": change.quote.total.minor,
        "heads": change.heads.total,
    }


async def offer_signed(stay: Stay) -> dict[str, Any]:
    """What a signed paper approves: this stay, and `beside` it what else is held of the trip."""
    held = [one for one in await held_of(stay.trip_id) if one.id != stay.id]
    return {**offer_of(stay), "beside": [offer_of(one) for one in held]}


def offer_of(stay: Stay) -> dict[str, Any]:
    return {
        "site": stay.site_id,
        "check_in": stay.check_in.isoformat(),
        "check_out": stay.check_out.isoformat(),
        "price": stay.price_minor,
        "heads": int(stay.quote.get("heads", 0)),
    }


async def _asked_together(step_id: str, *, by: Actor) -> list[ApprovalStep]:
    """The step for whoever answers it: the approver who is asked, or today's deputy; and those that ask the
    same person in the same place of the approval about further stays of the trip, alone with the trip.

    Refused: NotGranted, ApprovalNotYours, HoldOver, AlreadyMoved.
    """
    demand(by, "stays.approve")
    known = ApprovalStep.filter(public_id=step_id) if is_public_id(step_id) else None
    step = await known.prefetch_related("stay").first() if known else None
    if step is None or step.stay.union_id != by.organisation_id:
        raise ApprovalNotYours
    deputies = await deputies_on(
        clock.today(), user_id=step.approver_id, organisation_id=by.organisation_id
    )
    if by.user_id not in {step.approver_id, *deputies}:
        raise ApprovalNotYours
    demand_live_hold(step.stay)
    await alone_with(step.stay.trip_id)
    further = open_beside(step).exclude(id=step.id).order_by("id").prefetch_related("stay")
    return [step, *(one for one in await further if is_live(one.stay))]


def open_beside(step: ApprovalStep) -> QuerySet[ApprovalStep]:
    """Open steps of the same trip that wait for the same person in the same place."""
    return ApprovalStep.filter(
        stay__trip_id=step.stay.trip_id, approver_id=step.approver_id, step=step.step, state="asked"
    )


async def _answer(step: ApprovalStep, state: str, *, note: str, by: Actor) -> None:
    answered = await ApprovalStep.filter(id=step.id, state="asked").update(
        state=state, answered_by_id=by.user_id, answered_at=clock.now(), note=note
    )
    if not answered:
        raise ApprovalAnswered
