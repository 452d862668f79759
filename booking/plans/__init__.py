"""A union's annual plan: who is entitled, which batches go when and where, approved within the union, version by version."""

from booking.plans.approving import agree_to_plan, ask_for_plan, send_plan_back
from booking.plans.content import (
    MOST_BATCHES,
    TERRITORIES,
    BatchChange,
    PlanContent,
    PlannedBatch,
    differences,
    sums_by,
)
from booking.plans.drafting import keep_plan
from booking.plans.finding import FoundPlan, found_plan, lock_plan
from booking.plans.linking import link, linked_trips, plan_with, trip_for, unlink
from booking.plans.reading import (
    PlanPage,
    Version,
    asked_plans,
    batches_to_hold,
    plan_page,
)
from booking.plans.refusals import (
    BatchTaken,
    BatchUnknown,
    PlanAnswerNotYours,
    PlanEmpty,
    PlanMoved,
    PlanNobodyToApprove,
    PlanNotAsked,
    PlanNoteMissing,
    PlanOutsideYear,
    PlanOverEntitled,
    PlanReasonMissing,
    PlanSame,
    PlanUnknown,
    PlanUnsound,
)
from booking.plans.telling import AnsweredPlan, AskedOf, answered_plan, asked_of_whom
from booking.plans.widening import let_plan_end, plans_to_follow

__all__ = [
    "MOST_BATCHES",
    "TERRITORIES",
    "AnsweredPlan",
    "AskedOf",
    "BatchChange",
    "BatchTaken",
    "BatchUnknown",
    "FoundPlan",
    "PlanAnswerNotYours",
    "PlanContent",
    "PlanEmpty",
    "PlanMoved",
    "PlanNobodyToApprove",
    "PlanNotAsked",
    "PlanNoteMissing",
    "PlanOutsideYear",
    "PlanOverEntitled",
    "PlanPage",
    "PlanReasonMissing",
    "PlanSame",
    "PlanUnknown",
    "PlanUnsound",
    "PlannedBatch",
    "Version",
    "agree_to_plan",
    "answered_plan",
    "ask_for_plan",
    "asked_of_whom",
    "asked_plans",
    "batches_to_hold",
    "differences",
    "found_plan",
    "keep_plan",
    "let_plan_end",
    "link",
    "linked_trips",
    "lock_plan",
    "plan_page",
    "plan_with",
    "plans_to_follow",
    "send_plan_back",
    "sums_by",
    "trip_for",
    "unlink",
]
