"""Everybody who travels by a union's annual plan: one list over all its batches, filled by one file, moved from batch to batch."""

from booking.stays.plan_people.filing import (
    drop_plan_file,
    mend_plan_file,
    plan_file,
    send_plan_file,
    take_plan_file,
)
from booking.stays.plan_people.groups import CLOSED
from booking.stays.plan_people.listing import BatchLine, PlanPeople, PlanPerson, plan_people
from booking.stays.plan_people.moving import move_to_batch
from booking.stays.plan_people.previewing import MovePreview, MoveTarget, Moving, move_preview
from booking.stays.plan_people.refusals import BatchClosed, PlanBatchFull, PlanListsMoved
from booking.stays.plan_people.verdicts import Verdict

__all__ = [
    "CLOSED",
    "BatchClosed",
    "BatchLine",
    "MovePreview",
    "MoveTarget",
    "Moving",
    "PlanBatchFull",
    "PlanListsMoved",
    "PlanPeople",
    "PlanPerson",
    "Verdict",
    "drop_plan_file",
    "mend_plan_file",
    "move_preview",
    "move_to_batch",
    "plan_file",
    "plan_people",
    "send_plan_file",
    "take_plan_file",
]
