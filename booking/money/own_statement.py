"""What an organisation owes or is owed over a period: every entry that changed it, of all its stays together."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from tortoise.expressions import Subquery

from booking.money.books import Period
from booking.money.models import Charge, Posting
from sites.foundation import clock
from sites.foundation.amounts import Money, total

OPEN = ("receivable", "refund_due")
UNION, PEOPLE = "union", "people"
BEARERS = {UNION: ("union",), PEOPLE: ("worker", "family")}


@dataclass(frozen=True, slots=True)
class OwnLine:
    """By how much more (or less) is owed, and what is then owed altogether. `what` is a code of vocabulary.ENTRY."""

    at: datetime
    what: str
    stay_id: int
    reference: str
    payee_id: int
    payer_id: int
    amount: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class OwnStatement:
    """A negative balance is to be refunded."""

    period: Period
    opening: Money
    lines: tuple[OwnLine, ...]

    @property
    def more(self) -> Money:
        return total(line.amount for line in self.lines if line.amount.minor > 0)

    @property
    def less(self) -> Money:
        return -total(line.amount for line in self.lines if line.amount.minor < 0)

    @property
    def closing(self) -> Money:
        return self.opening + self.more - self.less


async def owed_by(union_id: int, period: Period, *, of: str = UNION) -> OwnStatement:
    """What is owed to everybody for the union's groups: `of` is `union` for what it owes itself, `people` for what its
    workers and families pay themselves. Whoever asks must already be allowed to see its money.
    """
    return await _statement(period, party__organisation_id=union_id, bearer__in=BEARERS[of])


async def owed_to(payee_id: int, period: Period) -> OwnStatement:
    """What everybody owes to the payee."""
    return await _statement(period, payee_id=payee_id)


async def _statement(period: Period, **side: Any) -> OwnStatement:
    charges = await Charge.filter(**side).values(
        "public_id", "reference", "stay_id", "payee_id", "party__organisation_id"
    )
    known = {str(row["public_id"]): row for row in charges}
    own = Subquery(Charge.filter(**side).values("public_id"))
    rows = (
        await Posting.filter(account__subject__in=own, account__kind__in=OPEN)
        .filter(entry__at__lt=clock.end_of(period.last))
        .order_by("entry__at", "entry_id", "id")
        .values("entry_id", "entry__at", "entry__what", "account__subject", "minor")
    )
    return _lines(_by_entry(rows), known, period)


def _by_entry(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entries that change what is owed; moving an excess to a refund order does not."""
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        one = found.setdefault(row["entry_id"], {**row, "minor": 0})
        one["minor"] += int(row["minor"])
    return [one for one in found.values() if one["minor"]]


def _lines(
    entries: list[dict[str, Any]], known: dict[str, dict[str, Any]], period: Period
) -> OwnStatement:
    since = clock.at(period.first, time.min)
    opening = total(Money(one["minor"]) for one in entries if one["entry__at"] < since)
    balance, lines = opening, []
    for one in entries:
        if one["entry__at"] >= since:
            balance, charge = balance + Money(one["minor"]), known[one["account__subject"]]
            lines.append(
                OwnLine(
                    one["entry__at"], one["entry__what"], charge["stay_id"], charge["reference"], charge["payee_id"],
                    charge["party__organisation_id"], Money(one["minor"]), balance,
                )
            )  # fmt: skip
    return OwnStatement(period, opening, tuple(lines))
