"""When a charge is paid: its parts and their dates by a frozen plan. Pure.

A deposit's date is only known once the base has said yes. All dates end at 24:00.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sites.foundation.amounts import Money
from sites.listings import Payment


@dataclass(frozen=True, slots=True)
class Part:
    """`kind` is `deposit` or `balance`; `due_on` of a deposit is None before the base's yes."""

    number: int
    kind: str
    amount: Money
    due_on: date | None


def parts_of(
    amount: Money, plan: Payment, *, today: date, accepted_on: date | None, check_in: date, check_out: date
) -> tuple[Part, ...]:  # fmt: skip
    """The parts of a charge, adding up to it; parts of nothing are left out."""
    deposit = amount.percent(plan.deposit_percent)
    yes = deposit_due(plan, accepted_on, check_in=check_in) if accepted_on else None
    rest = balance_due(plan, today=today, check_in=check_in, check_out=check_out)
    found = [("deposit", deposit, yes), ("balance", amount - deposit, rest)]
    kept = [one for one in found if one[1]]
    return tuple(Part(number, *one) for number, one in enumerate(kept, start=1))


def deposit_due(plan: Payment, accepted_on: date, *, check_in: date) -> date:
    """So many days after the yes, but not after the day of arrival."""
    return max(accepted_on, min(accepted_on + timedelta(days=plan.deposit_days), check_in))


def balance_due(plan: Payment, *, today: date, check_in: date, check_out: date) -> date:
    """Before arrival, at once where that day is over; or after departure."""
    if plan.is_after:
        return check_out + timedelta(days=plan.balance_days)
    return max(today, check_in - timedelta(days=plan.balance_days))


def refilled(to: Money, minors: list[int]) -> list[Money]:
    """Parts of a charge that has become `to`: the earlier keep what they were as far as it reaches, the last has the
    rest.
    """
    found: list[Money] = []
    left = to
    for minor in minors[:-1]:
        part = min(Money(minor, to.currency), left)
        found.append(part)
        left = left - part
    return [*found, left]


def filled(received: Money, minors: list[int]) -> list[Money]:
    """How much of each part is paid, in their order."""
    found: list[Money] = []
    left = received
    for minor in minors:
        part = min(Money(minor, received.currency), max(left, left * 0))
        found.append(part)
        left = left - part
    return found
