"""Why a plan is not kept, not approved, or not linked."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class PlanUnknown(Refusal):
    code = "plan_unknown"
    kind = Kind.UNKNOWN
    words = N_("Your union has no such plan.")


class PlanEmpty(Refusal):
    code = "plan_empty"
    kind = Kind.BAD_INPUT
    words = N_("A plan has at least one batch, and %(most)s at most.")


class PlanOverEntitled(Refusal):
    code = "plan_over_entitled"
    kind = Kind.BAD_INPUT
    words = N_("The batches together are %(people)s people, and only %(entitled)s are entitled.")


class PlanOutsideYear(Refusal):
    code = "plan_outside_year"
    kind = Kind.BAD_INPUT
    words = N_("A batch of this plan arrives in %(year)s.")


class PlanUnsound(Refusal):
    code = "plan_unsound"
    kind = Kind.BAD_INPUT
    words = N_("A batch has 1 to 30 nights, at least one person, and a territory of the list.")


class PlanReasonMissing(Refusal):
    code = "plan_reason_missing"
    kind = Kind.BAD_INPUT
    words = N_("Say why the plan is changed; it stands beside the version.")


class PlanMoved(Refusal):
    code = "plan_moved"
    words = N_("Somebody has changed the plan meanwhile. Look at the newest version first.")


class PlanSame(Refusal):
    code = "plan_same"
    words = N_("Nothing differs from the version that stands.")


class PlanNobodyToApprove(Refusal):
    code = "plan_nobody_to_approve"
    words = N_(
        "Your union has no steps of approval yet. Its administrator names them under Team, then the plan can be approved."
    )


class PlanNotAsked(Refusal):
    code = "plan_not_asked"
    words = N_("This version does not wait for an answer any more. Load the page again.")


class PlanAnswerNotYours(Refusal):
    code = "plan_answer_not_yours"
    kind = Kind.FORBIDDEN
    words = N_("This step of the plan's approval is asked of somebody else.")


class PlanNoteMissing(Refusal):
    code = "plan_note_missing"
    kind = Kind.BAD_INPUT
    words = N_("Write what should change, so that the organiser can put it right.")


class BatchUnknown(Refusal):
    code = "plan_batch_unknown"
    words = N_("This batch is not in your union's approved plan. Choose another one, or none.")


class BatchTaken(Refusal):
    code = "plan_batch_taken"
    words = N_("A group is already held for this batch. Choose another one, or none.")
