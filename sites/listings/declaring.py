"""An operator declares how the waiting list of its base is fair."""

from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.listings.models import Site
from sites.listings.profile import SiteUnknown
from sites.listings.waiting_rule import WaitingRule

MOST_PASSES, MOST_DAYS, MOST_HOURS = 20, 180, 120


class WaitingRuleUnfit(Refusal):
    code = "waiting_rule_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Choose a number between %(least)s and %(most)s.")


@transaction
async def declare_waiting(site_id: int, rule: WaitingRule, *, by: Actor) -> None:
    """The rule of an own base from now on, also for those who wait already.

    Refused: WaitingRuleUnfit naming the field; SiteUnknown, also for another operator's base.
    """
    _demand_within("passes", rule.passes, MOST_PASSES)
    _demand_within("days", rule.days, MOST_DAYS)
    _demand_within("offer_hours", rule.offer_hours, MOST_HOURS)
    declared = await Site.filter(id=site_id, operator_id=by.organisation_id).update(
        waiting_rule=rule.kind, waiting_passes=rule.passes, waiting_days=rule.days,
        waiting_offer_hours=rule.offer_hours,
    )  # fmt: skip
    if not declared:
        raise SiteUnknown


def _demand_within(field: str, value: int, most: int) -> None:
    if not 1 <= value <= most:
        raise WaitingRuleUnfit(least=1, most=most, field=field)
