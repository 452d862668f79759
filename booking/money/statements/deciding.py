"""What a person makes of a line: it pays charges, is on record already, goes back, or is none of ours; and undoing it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from booking.money.balancing import locked
from booking.money.bank_models import BankLine, LineShare
from booking.money.models import Charge, Receipt, RefundOrder
from booking.money.refusals import ChargeUnknown, ReceiptUnknown, RefundUnknown
from booking.money.statements.carrying import carry_out, take_back
from booking.money.statements.limits import limit_of
from booking.money.statements.refusals import (
    LineUnknown,
    MoreThanLine,
    NotFitting,
    NothingChosen,
    OtherMoney,
    ReasonMissing,
    SamePerson,
    ShareSettled,
    ShareUnknown,
)
from booking.people import demand, demand_principal
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import is_public_id, public_id


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a line for the charge with this public id, or with this payment reference."""

    charge: str
    amount: Money


@transaction
async def apply_line(
    line_public_id: str, parts: Sequence[Part], *, by: Actor, why: str = "", key: Key | None = None
) -> None:
    """Let parts of a line pay charges; what exceeds a debt becomes a refund order, what is left stays on the list.

    A line above the payee's limit waits for a second person. Refused: NotGranted, LineUnknown, ChargeUnknown,
    NothingChosen, MoreThanLine, OtherMoney, NotFitting.
    """
    if await _begin(key, by=by):
        return
    charges = await _charges(parts, by=by)
    line = await _line(line_public_id, by=by)
    if line.minor <= 0:
        raise NotFitting
    if not parts or any(part.amount.minor <= 0 for part in parts):
        raise NothingChosen(field="parts")
    if any(part.amount.currency != line.currency for part in parts):
        raise OtherMoney
    await _demand_left(line, sum(part.amount.minor for part in parts))
    for charge, part in zip(charges, parts, strict=True):
        await _decide(line, part.amount.minor, "applied", by=by, why=why, charge_id=charge.id)
    await _end(line, key, by=by)


@transaction
async def link_line(
    line_public_id: str, *, to: str, by: Actor, why: str = "", key: Key | None = None
) -> None:
    """Say which paper this line is: a receipt put on record by hand, a refund order, or a return (public ids).

    An order or a return that nobody has recorded as paid becomes paid by it. A line above the payee's limit waits
    for a second person. Refused: NotGranted, LineUnknown, ReceiptUnknown, RefundUnknown, OtherMoney, MoreThanLine.
    """
    if await _begin(key, by=by):
        return
    paper = await _paper(to, by=by)
    if paper.charge_id:
        await locked(paper.charge_id)
    line = await _line(line_public_id, by=by)
    sign = 1 if isinstance(paper, Receipt) else -1
    if (line.minor, line.currency) != (sign * paper.minor, paper.currency):
        raise OtherMoney
    await _demand_left(line, line.minor)
    column = {Receipt: "receipt_id", RefundOrder: "refund_id", LineShare: "pays_id"}[type(paper)]
    await _decide(
        line, line.minor, "known", by=by, why=why, charge_id=paper.charge_id, **{column: paper.id}
    )
    await _end(line, key, by=by)


@transaction
async def return_line(line_public_id: str, *, why: str, by: Actor, key: Key | None = None) -> None:
    """Owe back to the payer what is left of a line. Refused: NotGranted, LineUnknown, ReasonMissing, MoreThanLine, NotFitting."""
    await _all_that_is_left(line_public_id, "returned", why=why, by=by, key=key)


@transaction
async def set_line_aside(
    line_public_id: str, *, why: str, by: Actor, key: Key | None = None
) -> None:
    """What is left of a line has nothing to do with groups that booked here. Refused as `return_line`."""
    await _all_that_is_left(line_public_id, "outside", why=why, by=by, key=key)


@transaction
async def approve_share(share_public_id: str, *, by: Actor) -> None:
    """The second person agrees: what was proposed is done. Refused: NotGranted, ShareUnknown, ShareSettled, SamePerson."""
    demand(by, "money.approve")
    demand_principal(by)
    line, share = await _share(share_public_id, by=by)
    if share.done_at is not None:
        raise ShareSettled
    if share.by_user_id == by.user_id:
        raise SamePerson
    await LineShare.filter(id=share.id).update(second_user_id=by.user_id)
    await carry_out(share, line, by=by)
    await _note_state(line)


@transaction
async def undo_share(share_public_id: str, *, why: str, by: Actor) -> None:
    """Take a decision back: its money lies on the list again. A proposal is taken back in the same way.

    Refused: NotGranted, ShareUnknown, ShareSettled, ReasonMissing, PaidBackAlready, LeftTheBank.
    """
    demand(by, "money.record")
    demand_principal(by)
    line, share = await _share(share_public_id, by=by)
    if not why.strip():
        raise ReasonMissing(field="why")
    if share.done_at is not None:
        await take_back(share, line, by=by)
    told = {"undone_at": clock.now(), "undone_by_id": by.user_id, "undone_why": why.strip()[:200]}
    await LineShare.filter(id=share.id).update(**told)
    await _note_state(line)


async def _all_that_is_left(
    line_public_id: str, fate: str, *, why: str, by: Actor, key: Key | None
) -> None:
    if await _begin(key, by=by):
        return
    if not why.strip():
        raise ReasonMissing(field="why")
    line = await _line(line_public_id, by=by)
    if fate == "returned" and line.minor <= 0:
        raise NotFitting
    left = await left_of(line)
    if not left and (
        line.minor or await LineShare.filter(line_id=line.id, undone_at=None).exists()
    ):
        raise MoreThanLine(left=Money(0, line.currency))
    await _decide(line, left, fate, by=by, why=why)
    await _end(line, key, by=by)


async def left_of(line: BankLine) -> int:
    """What nobody has decided yet, in minor units; proposals count as decided."""
    shares = await LineShare.filter(line_id=line.id, undone_at=None).values_list("minor", flat=True)
    return int(line.minor - sum(int(str(one)) for one in shares))


async def _begin(key: Key | None, *, by: Actor) -> bool:
    """Whether this request was carried out before."""
    demand(by, "money.record")
    demand_principal(by)
    return await idempotency.claim(key, by=by) is not None


async def _end(line: BankLine, key: Key | None, *, by: Actor) -> None:
    await _note_state(line)
    await idempotency.keep(key, line.public_id, by=by)


async def _decide(
    line: BankLine, minor: int, fate: str, *, by: Actor, why: str, **about: Any
) -> None:
    share = await LineShare.create(
        public_id=public_id(), line_id=line.id, minor=minor, currency=line.currency, fate=fate,
        why=why.strip()[:200], by_user_id=by.user_id, decided_at=clock.now(), **about,
    )  # fmt: skip
    # The whole line counts, so that no amount slips under the limit in small parts.
    if abs(line.minor) <= (await limit_of(line.payee_id)).minor:
        await carry_out(share, line, by=by)
    else:
        await outbox.post("bank.decision_waits", {"share_id": share.id})


async def _note_state(line: BankLine) -> None:
    shares = await LineShare.filter(line_id=line.id, undone_at=None, done_at__isnull=False)
    whole = bool(shares) and sum(one.minor for one in shares) == line.minor
    await BankLine.filter(id=line.id).update(state="closed" if whole else "open")


async def _demand_left(line: BankLine, minor: int) -> None:
    left = await left_of(line)
    if abs(minor) > abs(left):
        raise MoreThanLine(left=Money(abs(left), line.currency))


async def _charges(parts: Iterable[Part], *, by: Actor) -> list[Charge]:
    """Each part's charge, all locked in the one order. Refused: ChargeUnknown, also for one named twice."""
    found: list[Charge] = []
    for part in parts:
        name = "public_id" if is_public_id(part.charge) else "reference"
        row = await Charge.filter(payee_id=by.organisation_id, **{name: part.charge}).first()
        if row is None or row.id in {one.id for one in found}:
            raise ChargeUnknown(field="reference")
        found.append(row)
    for charge_id in sorted(one.id for one in found):
        await locked(charge_id)
    return found


async def _line(line_public_id: str, *, by: Actor) -> BankLine:
    known = is_public_id(line_public_id)
    own = BankLine.filter(public_id=line_public_id, payee_id=by.organisation_id)
    line = await own.select_for_update(no_key=True).first() if known else None
    if line is None:
        raise LineUnknown
    return line


async def _paper(paper_public_id: str, *, by: Actor) -> Any:
    """A receipt, an order or a return of the actor's organisation that stands. Refused: ReceiptUnknown, RefundUnknown."""
    wanted = {"public_id": paper_public_id}
    if not is_public_id(paper_public_id):
        raise ReceiptUnknown
    receipts = Receipt.filter(**wanted, charge__payee_id=by.organisation_id, withdrawn_at=None)
    orders = RefundOrder.filter(**wanted, charge__payee_id=by.organisation_id, withdrawn_at=None)
    returns = LineShare.filter(**wanted, line__payee_id=by.organisation_id, fate="returned", undone_at=None, done_at__isnull=False)  # fmt: skip
    for rows, column in ((receipts, "receipt_id"), (orders, "refund_id"), (returns, "pays_id")):
        paper: Any = await rows.first()
        if paper is not None:
            if await LineShare.filter(**{column: paper.id}, undone_at=None).exists():
                raise RefundUnknown
            return paper
    raise ReceiptUnknown


async def _share(share_public_id: str, *, by: Actor) -> tuple[BankLine, LineShare]:
    """A decision that stands, its charge and its line locked. Refused: ShareUnknown, ShareSettled."""
    own = LineShare.filter(public_id=share_public_id, line__payee_id=by.organisation_id)
    found = await own.first() if is_public_id(share_public_id) else None
    if found is None:
        raise ShareUnknown
    if found.charge_id:
        await locked(found.charge_id)
    line = await BankLine.filter(id=found.line_id).select_for_update(no_key=True).get()
    await found.refresh_from_db()
    if found.undone_at is not None:
        raise ShareSettled
    return line, found
