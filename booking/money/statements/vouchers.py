"""Under which number a line's money stands among a charge's receipts."""

from itertools import count

from booking.money.bank_models import BankLine
from booking.money.models import Receipt


async def voucher_for(line: BankLine, charge_id: int) -> str:
    """The bank's own number, or the line's; where the charge has a receipt of it already, with a count behind it."""
    standing = Receipt.filter(charge_id=charge_id, withdrawn_at=None)
    taken = {str(one) for one in await standing.values_list("voucher", flat=True)}
    own = line.serial[:50] or line.public_id[:12]
    return next(one for n in count(1) if (one := own if n == 1 else f"{own}-{n}") not in taken)
