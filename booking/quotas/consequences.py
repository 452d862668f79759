"""What a change would do, in numbers: shown before its button, never more than the change itself does."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from booking.quotas.figures import Figures
from booking.quotas.filling import Moved
from booking.quotas.nodes import Node
from booking.quotas.planning import Plan
from booking.quotas.tree import Tree
from sites.foundation import clock


@dataclass(frozen=True, slots=True)
class Trips:
    """So many trips with so much of the quota's unit; `coming` of them have not begun."""

    count: int = 0
    amount: int = 0
    coming: int = 0


@dataclass(frozen=True, slots=True)
class Consequences:
    """`before` is None for a quota that does not exist yet. `above` is the quota that gives the share: its name,
    and what of it no share has and nobody uses, before and after. `lender` likewise where another share lends.
    """

    name: str
    unit: str
    before: Figures | None
    after: Figures
    comes: Trips
    leaves: Trips
    above: tuple[str, int, int] | None
    lender: tuple[str, int, int] | None = None
    shares: int = 0

    @property
    def is_lowered_below_use(self) -> bool:
        return self.after.over > (self.before.over if self.before else 0)


def consequences_of(plan: Plan, *, lender: Node | None = None) -> Consequences:
    within = plan.after.forest.within(plan.node_id)
    was, above = plan.was, plan.node.parent_id
    return Consequences(
        name=plan.node.name, unit=plan.node.unit,
        before=_figures(plan.before, was) if was else None, after=_figures(plan.after, plan.node),
        comes=_trips(plan.moved, lambda one: _of(one.after, within) - _of(one.before, within)),
        leaves=_trips(plan.moved, lambda one: _of(one.before, within) - _of(one.after, within)),
        above=_rest(plan, above) if above is not None else None,
        lender=_rest(plan, lender.id) if lender and lender.id != above else None,
        shares=len(within) - 1,
    )  # fmt: skip


def _figures(tree: Tree, node: Node) -> Figures:
    within = tree.forest.within(node.id)
    sums: Counter[bool] = Counter()
    for claim in tree.claims:
        if claim.quota_id in within:
            sums[claim.is_firm] += claim.amount
    return Figures(node.ceiling, sums[True], sums[False])


def _of(amounts: Mapping[int, int], within: set[int]) -> int:
    return sum(n for id_, n in amounts.items() if id_ in within)


def _trips(moved: Iterable[Moved], differs_by: Callable[[Moved], int]) -> Trips:
    found = [(one, differs_by(one)) for one in moved if differs_by(one) > 0]
    today = clock.today()
    coming = sum(one.taking.asked.check_in >= today for one, _ in found)
    return Trips(len(found), sum(amount for _, amount in found), coming)


def _rest(plan: Plan, node_id: int) -> tuple[str, int, int]:
    before, after = plan.before.node(node_id), plan.after.node(node_id)
    return after.name, before.left_here, after.left_here
