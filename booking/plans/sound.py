"""The rule of a plan: what it may say, pure."""

from booking.people import PROGRAMMES
from booking.plans.content import MOST_BATCHES, TERRITORIES, PlanContent, PlannedBatch
from booking.plans.refusals import PlanEmpty, PlanOutsideYear, PlanOverEntitled, PlanUnsound

MOST_NIGHTS, MOST_PEOPLE = 30, 2000


def demand_sound(content: PlanContent, *, year: int) -> None:
    """Refused: PlanEmpty, PlanUnsound, PlanOutsideYear, PlanOverEntitled. Going over the budget is shown, not refused."""
    if not 1 <= len(content.batches) <= MOST_BATCHES:
        raise PlanEmpty(most=MOST_BATCHES)
    if content.entitled < 1 or content.budget < 0 or not all(map(_is_sound, content.batches)):
        raise PlanUnsound
    if any(one.day.year != year for one in content.batches):
        raise PlanOutsideYear(year=year)
    if content.people > content.entitled:
        raise PlanOverEntitled(people=content.people, entitled=content.entitled, field="entitled")


def _is_sound(one: PlannedBatch) -> bool:
    sizes = 1 <= one.nights <= MOST_NIGHTS and 1 <= one.people <= MOST_PEOPLE and one.fen_each >= 0
    return sizes and one.territory in TERRITORIES and one.programme in {"", *PROGRAMMES}
