"""Invoices of a stay's charges, issued by the payee's finance person."""

from itertools import count
from types import SimpleNamespace

from booking import money
from booking.money import Buyer, InvoiceFile, Issued
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money

# A code whose check character fits; an invented unit.
CODE = "81330100000000772F"
FILE = InvoiceFile("示例发票.pdf", "", "application/pdf", 1)
_numbers = count(1)


def issued(amount: Money, number: str = "") -> Issued:
    return Issued(number or f"示例{next(_numbers):08d}", clock.today(), amount, FILE)


async def invoiced(story: SimpleNamespace, *, by: Actor | None = None) -> list[str]:
    """Everything that the stay's charges demand and that is not invoiced yet; the invoices' public ids."""
    return [
        await money.issue_invoice(
            charge.id, issued(charge.standing.free), buyer=Buyer("示例工会", part="family"),
            by=by or story.operator.finance,
        )
        for charge in await money.invoices_of(story.number)
        if charge.standing.free
    ]  # fmt: skip
