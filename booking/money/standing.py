"""Where a charge stands: what is still owed, or what is to be given back. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from sites.foundation.amounts import Money

NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """Charged now, received so far, paid back so far, and written off. Never both owed and due back.

    A write-off counts as far as something is unpaid, and never makes a refund.
    """

    charged: Money
    received: Money
    refunded: Money
    written_off: Money = NOTHING

    @property
    def owed(self) -> Money:
        return self._unpaid - self._forgone

    @property
    def refund_due(self) -> Money:
        return max(-self._net, self._net * 0)

    @property
    def is_square(self) -> bool:
        return not self.owed and not self.refund_due

    @property
    def too_much_written_off(self) -> Money:
        """What was written off and is paid, or no longer charged: to be taken back."""
        return self.written_off - self._forgone if self.written_off else self.written_off

    @property
    def covered(self) -> Money:
        """What of the charge asks for nothing more: it came and stayed, or is written off."""
        return self.received - self.refunded + self.written_off

    @property
    def worth(self) -> Money:
        """What the payee has of the charge, paid or not."""
        return self.charged - self.written_off

    def charged_instead(self, to: Money) -> "Standing":
        """The same payments against another amount: what a cancellation or correction would leave."""
        return Standing(to, self.received, self.refunded, self.written_off)

    @property
    def _net(self) -> Money:
        return self.charged - self.received + self.refunded

    @property
    def _unpaid(self) -> Money:
        return max(self._net, self._net * 0)

    @property
    def _forgone(self) -> Money:
        return min(self.written_off, self._unpaid) if self.written_off else self._net * 0


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
