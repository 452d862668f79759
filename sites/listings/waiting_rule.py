"""How a base's waiting list is fair: declared by its operator, shown to everybody, obeyed by the program. Pure."""

from dataclasses import dataclass
from datetime import datetime

from sites.listings.models import Site

STRICT, SKIP = "strict", "skip"


@dataclass(frozen=True, slots=True)
class WaitingRule:
    """`strict`: nobody is passed. `skip`: whoever does not fit is passed by who does, at most `passes` times, and
    never after `days` days on the list. `offer_hours` of the base's open desk are the time to answer an offer.
    """

    kind: str = STRICT
    passes: int = 3
    days: int = 14
    offer_hours: int = 24

    def lets_pass(self, *, passed: int, since: datetime, now: datetime) -> bool:
        """Whether somebody who joined then, and was passed so often already, may be passed once more."""
        return self.kind == SKIP and passed < self.passes and (now - since).days < self.days


def rule_of(site: Site) -> WaitingRule:
    return WaitingRule(
        site.waiting_rule, site.waiting_passes, site.waiting_days, site.waiting_offer_hours
    )
