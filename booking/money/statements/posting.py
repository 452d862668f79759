"""Entries of lines and of what became of them: money of a line lies in suspense until somebody has said what it is."""

from booking.money.bank_models import BankLine
from booking.money.ledger import Kind, Leg, post
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money


async def post_line(line: BankLine, *, by: Actor) -> None:
    """The bank shows it, nobody has said yet what it is."""
    amount = Money(line.minor, line.currency)
    legs = [Leg(Kind.BANK, "", amount), Leg(Kind.SUSPENSE, line.public_id, -amount)]
    await post(book_of=line.payee_id, what="bank_line", legs=legs, by=by)


async def take_out(line: BankLine, amount: Money, *, what: str, by: Actor) -> None:
    """So much of the line is in the books already, or is none of theirs: neither bank nor suspense shows it twice."""
    legs = [Leg(Kind.SUSPENSE, line.public_id, amount), Leg(Kind.BANK, "", -amount)]
    await post(book_of=line.payee_id, what=what, legs=legs, by=by)


async def owe_back(line: BankLine, amount: Money, *, what: str, by: Actor) -> None:
    """So much is due back to whoever sent it; a negative amount lies in suspense again."""
    legs = [
        Leg(Kind.SUSPENSE, line.public_id, amount), Leg(Kind.REFUND_DUE, line.public_id, -amount),
    ]  # fmt: skip
    await post(book_of=line.payee_id, what=what, legs=legs, by=by)


async def sent_back(line: BankLine, amount: Money, *, by: Actor) -> None:
    """What was due back has left the bank."""
    legs = [Leg(Kind.REFUND_DUE, line.public_id, amount), Leg(Kind.BANK, "", -amount)]
    await post(book_of=line.payee_id, what="return_paid", legs=legs, by=by)
