"""One line with all that could be done about it: charges it may pay, papers it may be, and what was decided so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tortoise.expressions import Q

from booking.money.bank_models import BankLine, LineShare
from booking.money.models import Charge, Receipt, RefundOrder
from booking.money.statements.asking import asked_by_reference
from booking.money.statements.deciding import left_of
from booking.money.statements.limits import limit_of
from booking.money.statements.listing import LineView, view_of
from booking.money.statements.matching import references_in
from booking.money.statements.refusals import LineUnknown
from booking.people.models import User
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.identifiers import is_public_id

MOST, AROUND = 8, timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Payable:
    """A charge that the line may pay; `proposed` is how much of it, nothing where that is anybody's guess."""

    charge: str
    reference: str
    stay_id: int
    owed: Money
    proposed: Money


@dataclass(frozen=True, slots=True)
class Paper:
    """What the line may be: `kind` is receipt, refund (an order, paid where `day` is set) or return."""

    id: str
    kind: str
    amount: Money
    day: date | None
    reference: str
    stay_id: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """`fate` is applied, known, returned or outside; it waits for a second person while `done_at` is empty."""

    id: str
    fate: str
    amount: Money
    reference: str
    stay_id: int | None
    why: str
    by: str
    by_user_id: int
    second: str
    decided_at: datetime
    done_at: datetime | None
    paid_on: date | None
    undone_at: datetime | None
    undone_by: str
    undone_why: str
    may_be_undone: bool


@dataclass(frozen=True, slots=True)
class LinePage:
    line: LineView
    left: Money
    needs_second: bool
    payable: tuple[Payable, ...]
    papers: tuple[Paper, ...]
    decisions: tuple[Decision, ...]


async def line_page(line_public_id: str, *, by: Actor) -> LinePage:
    """Refused: LineUnknown, also for another payee's."""
    known = is_public_id(line_public_id)
    own = BankLine.filter(public_id=line_public_id, payee_id=by.organisation_id)
    line = await own.first() if known else None
    if line is None:
        raise LineUnknown
    left = await left_of(line)
    limit = await limit_of(line.payee_id)
    return LinePage(
        view_of(line), Money(left, line.currency), abs(line.minor) > limit.minor,
        tuple(await _payable(line, left)) if left > 0 else (),
        tuple(await _papers(line)) if left and left == line.minor else (),
        tuple(await _decisions(line)),
    )  # fmt: skip


async def waiting_decisions(payee_id: int) -> tuple[tuple[LineView, Decision], ...]:
    """What was proposed and waits for a second person, the oldest first."""
    rows = LineShare.filter(line__payee_id=payee_id, done_at=None, undone_at=None)
    found = await rows.order_by("id").prefetch_related("line", "charge", "refund__charge")
    names = await _names(found)
    return tuple((view_of(one.line), _decision(one, names)) for one in found)


async def _payable(line: BankLine, left: int) -> list[Payable]:
    named = await _named(line)
    rows = named or await _likely(line)
    asked = await asked_by_reference(rows)
    fitting = [row for row in rows if asked[row.reference].owed == left]
    offered, rest = [], left
    for row in rows:
        owed = asked[row.reference].owed
        whole = named and len(rows) == 1
        part = rest if whole else min(owed, rest) if named else left if fitting == [row] else 0
        rest -= part
        offered.append(Payable(row.public_id, row.reference, row.stay_id, Money(owed, row.currency), Money(part, row.currency)))  # fmt: skip
    return offered


async def _named(line: BankLine) -> list[Charge]:
    codes = references_in(line.remark)
    rows = await Charge.filter(payee_id=line.payee_id, reference__in=[*codes]) if codes else []
    return sorted(rows, key=lambda row: codes.index(row.reference))


async def _likely(line: BankLine) -> list[Charge]:
    """Of the payer, or of this amount, and not paid in full."""
    likely = Q(minor=line.minor) | Q(party__organisation__name=line.payer)
    rows = await Charge.filter(likely, payee_id=line.payee_id, voided_at=None).order_by("-id").limit(50)  # fmt: skip
    asked = await asked_by_reference(rows)
    return [row for row in rows if asked[row.reference].owed][:MOST]


async def _papers(line: BankLine) -> list[Paper]:
    return await _receipts(line) if line.minor > 0 else [*await _orders(line), *await _returns(line)]  # fmt: skip


async def _receipts(line: BankLine) -> list[Paper]:
    near = {
        "received_on__gte": line.booked_on - AROUND,
        "received_on__lte": line.booked_on + AROUND,
    }
    rows = Receipt.filter(charge__payee_id=line.payee_id, minor=line.minor, currency=line.currency, **near)  # fmt: skip
    found = await rows.filter(withdrawn_at=None, way="transfer").order_by("-id").limit(50).prefetch_related("charge")  # fmt: skip
    return [_paper(one, "receipt", one.received_on) for one in await _unseen(found, "receipt_id")]


async def _orders(line: BankLine) -> list[Paper]:
    rows = RefundOrder.filter(charge__payee_id=line.payee_id, minor=-line.minor, currency=line.currency)  # fmt: skip
    found = await rows.filter(withdrawn_at=None, way="transfer").order_by("-id").limit(50).prefetch_related("charge")  # fmt: skip
    return [_paper(one, "refund", one.paid_on) for one in await _unseen(found, "refund_id")]


async def _returns(line: BankLine) -> list[Paper]:
    rows = LineShare.filter(line__payee_id=line.payee_id, fate="returned", minor=-line.minor, undone_at=None)  # fmt: skip
    found = await rows.filter(done_at__isnull=False).order_by("-id").limit(50)
    return [
        Paper(one.public_id, "return", Money(one.minor, one.currency), one.paid_on, "", None)
        for one in await _unseen(found, "pays_id")
    ]


async def _unseen(papers: Sequence[Any], column: str) -> list[Any]:
    """Those behind which no line stands."""
    taken = LineShare.filter(**{f"{column}__in": [one.id for one in papers]}, undone_at=None)
    seen = set(await taken.values_list(column, flat=True)) if papers else set()
    return [one for one in papers if one.id not in seen][:MOST]


def _paper(one: Any, kind: str, day: date | None) -> Paper:
    return Paper(one.public_id, kind, Money(one.minor, one.currency), day, one.charge.reference, one.charge.stay_id)  # fmt: skip


async def _decisions(line: BankLine) -> list[Decision]:
    rows = await LineShare.filter(line_id=line.id).order_by("id").prefetch_related("charge", "refund__charge")  # fmt: skip
    names = await _names(rows)
    return [_decision(one, names) for one in rows]


async def _names(shares: Sequence[LineShare]) -> dict[int | None, str]:
    ids = {one.by_user_id for one in shares} | {one.second_user_id for one in shares} | {one.undone_by_id for one in shares}  # fmt: skip
    rows = User.filter(id__in=[one for one in ids if one])
    return {None: "", **dict(await rows.values_list("id", "name"))}


def _decision(one: Any, names: dict[int | None, str]) -> Decision:
    charge = one.charge
    left_the_bank = one.refund_id or one.pays_id or one.paid_on
    return Decision(
        one.public_id, one.fate, Money(one.minor, one.currency), charge.reference if charge else "",
        charge.stay_id if charge else None, one.why, names.get(one.by_user_id, ""), one.by_user_id,
        names.get(one.second_user_id, ""), one.decided_at, one.done_at, one.paid_on, one.undone_at,
        names.get(one.undone_by_id, ""), one.undone_why,
        one.undone_at is None and not (one.done_at and left_the_bank),
    )  # fmt: skip
