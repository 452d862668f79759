"""Statements and lines as pages list them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.money.bank_models import BankLine, BankStatement
from booking.money.statements.columns import Layout
from booking.money.statements.importing import layout_of, own_statement
from booking.people.models import User
from sites.foundation import sealing
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.paging import Page

SIZE, SHOWN_ROWS = 50, 6


@dataclass(frozen=True, slots=True)
class StatementView:
    """`known` of the `done` lines were on file already; `waiting` of them wait for a decision."""

    id: str
    file_name: str
    state: str
    total: int
    done: int
    known: int
    waiting: int
    sent_at: datetime
    sent_by: str


@dataclass(frozen=True, slots=True)
class StatementPage:
    """`sample` are the heads and the first rows under them, as the file has them."""

    line: StatementView
    layout: Layout
    sample: tuple[tuple[str, ...], ...]
    first_rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """`amount` is negative for money that went out. `payer_account` without its first digits."""

    id: str
    booked_on: date | None
    amount: Money
    payer: str
    payer_account: str
    remark: str
    serial: str
    finding: str
    state: str
    row: int


async def statements_of(payee_id: int) -> tuple[StatementView, ...]:
    """The newest twenty first."""
    rows = await BankStatement.filter(payee_id=payee_id).order_by("-id").limit(20)
    return tuple([await _view(row) for row in rows])


async def statement_page(statement_public_id: str, *, by: Actor) -> StatementPage:
    """Refused: StatementUnknown."""
    row = await own_statement(statement_public_id, by=by)
    layout = layout_of(row)
    sample = row.grid[layout.head : layout.head + SHOWN_ROWS]
    return StatementPage(
        await _view(row), layout, tuple(map(tuple, sample)), tuple(map(tuple, row.grid[:12]))
    )


async def open_lines(payee_id: int, *, finding: str = "", number: int = 1) -> Page[LineView]:
    """What waits for a decision, the oldest first; of one kind where that is named."""
    rows = BankLine.filter(payee_id=payee_id, state="open")
    if finding:
        rows = rows.filter(finding=finding)
    found = await rows.order_by("booked_on", "id").offset((number - 1) * SIZE).limit(SIZE)
    return Page([view_of(row) for row in found], number, SIZE, await rows.count())


async def open_counts(payee_id: int) -> Mapping[str, int]:
    """How many lines of each kind wait for a decision."""
    rows = BankLine.filter(payee_id=payee_id, state="open").values_list("finding", flat=True)
    return Counter(str(one) for one in await rows)


def view_of(row: Any) -> LineView:
    place = f"bank_lines|{row.public_id}|payer_account"
    account = row.payer_account_sealed and sealing.unseal(row.payer_account_sealed, place=place)
    return LineView(
        row.public_id, row.booked_on, Money(row.minor, row.currency), row.payer,
        f"**** {account[-4:]}" if account else "", row.remark, row.serial, row.finding, row.state, row.row,
    )  # fmt: skip


async def _view(row: BankStatement) -> StatementView:
    waiting = await BankLine.filter(statement_id=row.id, state="open").count()
    sender = await User.get_or_none(id=row.by_user_id)
    return StatementView(
        row.public_id, row.file_name, row.state, row.total, row.done, row.known, waiting, row.sent_at,
        sender.name if sender else "",
    )  # fmt: skip
