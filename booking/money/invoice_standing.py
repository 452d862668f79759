"""What is invoiced of a charge, what is asked for, and what is missing. Pure."""

from dataclasses import dataclass

from sites.foundation.amounts import Money


@dataclass(frozen=True, slots=True)
class InvoiceStanding:
    """`invoiced` is less red letters; `asked` is what stands in requests without an invoice."""

    charged: Money
    invoiced: Money
    asked: Money
    is_waived: bool = False

    @property
    def missing(self) -> Money:
        """Charged and not invoiced; nothing where the payer waived it."""
        return self._nothing if self.is_waived else max(self._gap, self._nothing)

    @property
    def over(self) -> Money:
        """Invoiced beyond what is charged: a red letter is due."""
        return max(-self._gap, self._nothing)

    @property
    def free(self) -> Money:
        """What can still be asked for, or be invoiced without having been asked for."""
        return max(self._gap - self.asked, self._nothing)

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.over

    @property
    def _gap(self) -> Money:
        return self.charged - self.invoiced

    @property
    def _nothing(self) -> Money:
        return self.charged * 0
