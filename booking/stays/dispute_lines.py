"""The lines of a stay's account that can be disputed: what both sides see, by a code that stays the same."""

from dataclasses import dataclass
from datetime import date

from booking.money import charged_for
from booking.stays.account_preview import account_for
from booking.stays.figures import latest
from booking.stays.models import Stay, StayNight
from booking.stays.states import State
from sites.foundation.amounts import Money

FEE, SUPPLEMENTS, ADDED, KEPT, SHORT = "fee", "supplements", "added", "kept", "short"


@dataclass(frozen=True, slots=True)
class DisputableLine:
    """`code` is a night's ISO date, or a word of this file; `night` is None for the latter."""

    code: str
    amount: Money
    night: date | None = None


async def lines_of_account(stay: Stay) -> tuple[DisputableLine, ...]:
    """Of a stay that did not take place its fee alone; lines of nothing are left out, but for nights."""
    if State(stay.state) is not State.DEPARTED:
        fee = await charged_for(stay.id, currency=stay.currency)
        return (DisputableLine(FEE, fee),) if fee else ()
    rows = latest(await StayNight.filter(stay_id=stay.id))
    account = account_for(stay, rows, before=Money(0, stay.currency))
    nights = [DisputableLine(one.date.isoformat(), one.amount, one.date) for one in account.nights]
    others = [
        (SUPPLEMENTS, account.supplements), (ADDED, account.added), (KEPT, account.kept),
        (SHORT, account.short),
    ]  # fmt: skip
    return (*nights, *(DisputableLine(code, amount) for code, amount in others if amount))
