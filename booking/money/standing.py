"""Where a charge stands: what is still owed, or what is to be given back. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from sites.foundation.amounts import Money


@dataclass(frozen=True, slots=True)
class Standing:
    """Charged now, received so far, and paid back so far. Never both owed and due back."""

    charged: Money
    received: Money
    refunded: Money

    @property
    def owed(self) -> Money:
        return max(self._net, self._net * 0)

    @property
    def refund_due(self) -> Money:
        return max(-self._net, self._net * 0)

    @property
    def is_square(self) -> bool:
        return not self._net

    def charged_instead(self, to: Money) -> "Standing":
        """The same payments against another amount: what a cancellation or correction would leave."""
        return Standing(to, self.received, self.refunded)

    @property
    def _net(self) -> Money:
        return self.charged - self.received + self.refunded


def parts(to: Money, *, minors: Sequence[int], live: Sequence[bool]) -> list[Money]:
    """Share a stay's new amount over its charges in proportion to what stands.

    Voided charges take nothing, unless all are void: then they rise again in their old proportion.
    """
    if to.minor < 0 or (to and not minors):
        msg = f"{to} cannot be charged to {len(minors)} charges"
        raise ValueError(msg)
    alive = live if any(live) else [True] * len(live)
    weights = [minor if is_alive else 0 for minor, is_alive in zip(minors, alive, strict=True)]
    return to.shared(weights) if weights else []
