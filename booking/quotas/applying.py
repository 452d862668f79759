"""What quotas would say to a trip that is not held yet: which apply, what is left of them, and why not."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.quotas.candidates import buyer_of, forest_for
from booking.quotas.matching import Asked, matches
from booking.quotas.nodes import PERSON_NIGHTS, Forest, Node
from booking.quotas.refusals import PersonNightsSpent, QuotaNotOpen, QuotaSpent
from sites.foundation import clock
from sites.foundation.errors import Refusal


@dataclass(frozen=True, slots=True)
class Applying:
    """A quota from which the trip would draw `asked`. `left` is what a claim could take of it now."""

    name: str
    unit: str
    first_day: date
    last_day: date
    asked: int
    left: int
    opens_at: datetime | None

    @property
    def why_not(self) -> Refusal | None:
        """The refusal that holding would meet; None where the trip fits."""
        if self.opens_at and self.opens_at > clock.now():
            return QuotaNotOpen(quota=self.name, opens=self.opens_at)
        if self.asked <= self.left:
            return None
        no = PersonNightsSpent if self.unit == PERSON_NIGHTS else QuotaSpent
        return no(
            quota=self.name, first=self.first_day, last=self.last_day, left=self.left,
            asked=self.asked,
        )  # fmt: skip


async def applying(asked: Asked) -> list[Applying]:
    """The quotas that a trip would draw from, the scarcest first; none where nothing limits it."""
    buyer = await buyer_of(asked.union_id)
    forest = await forest_for(asked, buyer)
    found = [
        applying_of(forest, forest.nodes[one.quota_id], one.amount)
        for one in matches(forest, asked, buyer)
    ]
    return sorted(found, key=lambda one: (one.why_not is None, one.left - one.asked, one.name))


def applying_of(forest: Forest, node: Node, amount: int) -> Applying:
    return Applying(
        node.name, node.unit, node.starts_on, node.last_day, amount, forest.left(node.id),
        forest.opens_at(node.id),
    )  # fmt: skip
