"""The numbers that have to agree before a trip is reimbursed: heads of every record, and money to the fen."""

from dataclasses import dataclass

from booking import money, people
from booking.money import ChargeInvoices, StayAccount
from booking.stays import StayPage, deciding, packs
from booking.stays.packs import PeopleFigures
from booking.stays.states import State
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total


@dataclass(frozen=True, slots=True)
class InvoiceFigures:
    """One charge of the union: `charge` is its public id. `titles` and `codes` are those of the invoices that stand."""

    charge: str
    reference: str
    charged: Money
    invoiced: Money
    is_waived: bool
    titles: frozenset[str]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """`title` and `code` are the union's, as an invoice has to name it. `missing_papers` are codes of deciding.KINDS."""

    people: PeopleFigures
    charged: Money
    paid: Money
    owed: Money
    refund_due: Money
    invoices: tuple[InvoiceFigures, ...]
    title: str
    code: str
    is_over: bool
    has_account: bool
    missing_papers: tuple[str, ...]

    @property
    def invoiced(self) -> Money:
        return total(one.invoiced for one in self.invoices)

    @property
    def settled_heads(self) -> int | None:
        """Charged heads of the fullest night."""
        known = [night.charged for night in self.people.nights if night.charged is not None]
        return max(known, default=None)

    @property
    def signed_in(self) -> int | None:
        """Who came: by name where people were ticked, else the fullest night's count."""
        if self.people.is_ticked:
            return self.people.came
        counted = [night.counted for night in self.people.nights if night.counted is not None]
        return max(counted, default=None)


OVER = (State.DEPARTED, State.NO_SHOW, State.RECONCILED, State.SETTLED)


async def figures_of(page: StayPage, *, by: Actor) -> Figures:
    """For the union, by somebody who may see money. Refused: StayUnknown."""
    stay = page.line.public_id
    account = await money.account_of(page.id)
    invoices = await money.invoices_of(page.id)
    title, code = await people.unit_title(page.union_id)
    return Figures(
        people=await packs.people_figures(stay, by=by),
        charged=account.charged, paid=account.received - account.refunded, owed=account.owed,
        refund_due=account.refund_due, invoices=_union_only(account, invoices), title=title, code=code,
        is_over=page.line.state in OVER, has_account=_has_account(page),
        missing_papers=(await deciding.decision_of(stay, by=by)).missing,
    )  # fmt: skip


def _has_account(page: StayPage) -> bool:
    return any(night.heads["charged"] is not None for night in page.nights)


def _union_only(
    account: StayAccount, invoices: tuple[ChargeInvoices, ...]
) -> tuple[InvoiceFigures, ...]:
    """What workers and families bear themselves is invoiced to them; the union reimburses its own charges."""
    own = {charge.id for charge in account.charges if charge.bearer == "union"}
    return tuple(_invoice(one) for one in invoices if one.id in own)


def _invoice(one: ChargeInvoices) -> InvoiceFigures:
    standing = [line for line in one.invoices if not line.is_withdrawn and line.counted.minor > 0]
    return InvoiceFigures(
        one.id, one.reference, one.standing.charged, one.standing.invoiced, one.standing.is_waived,
        frozenset(line.title for line in standing), frozenset(line.tax_number for line in standing),
    )  # fmt: skip
