"""A payee with an account at a bank, charges, and statements that are worked through as the job would."""

from types import SimpleNamespace

from booking.money import (
    AccountDraft,
    add_statement,
    enter_bank_account,
    start_statement,
    work_through,
)
from booking.money.bank_models import BankLine, BankStatement
from booking.money.models import Charge
from booking.money.statements.columns import guessed
from sites.foundation.actor import Viewer
from sites.foundation.amounts import Money
from sites.foundation.outbox import OutboxRow
from tests.booking.money.making import charged
from tests.booking.money.statements.files import grid, row

NUMBER = "6222000011112222"


async def payee(*minors: int, limit: int | None = 10_000_000_00) -> SimpleNamespace:
    """As `charged`, with an account, and `.codes` of the charges. Decisions take two people above `limit` (fen)."""
    from booking.money import set_limit

    case = await charged(*minors)
    await enter(case.finance)
    case.codes = [(await Charge.get(public_id=one)).reference for one in case.charges]
    if limit is not None:
        await set_limit(Money(limit), by=case.operator.administrator)
    return case


async def enter(who, *, number: str = NUMBER) -> None:
    draft = AccountDraft("示例度假村", "示例银行", "示例支行", number)
    await enter_bank_account(draft, password="", address="", viewer=Viewer(who, who.name, "", who.kind, "/"))  # fmt: skip


async def imported(case: SimpleNamespace, *rows) -> BankStatement:
    """The statement of these rows, worked through to its end."""
    cells = grid(*rows)
    made = await add_statement("流水.csv", cells, by=case.finance)
    await start_statement(made, guessed(cells, {}), by=case.finance)
    await work(made)
    return await BankStatement.get(public_id=made)


async def work(statement: str) -> None:
    number = (await BankStatement.get(public_id=statement)).id
    while True:
        rows = await OutboxRow.filter(topic="bank.statement", done_at=None).order_by("id")
        mine = [one for one in rows if one.payload["statement_id"] == number]
        if not mine:
            return
        for one in mine:
            await work_through(number, start=one.payload["start"])
            await OutboxRow.filter(id=one.id).update(done_at=one.due_at)


def paying(case: SimpleNamespace, yuan: str, code: str | None = None, **changes):
    """A row in which the case's union pays, with the first charge's code unless told otherwise."""
    remark = case.codes[0] if code is None else code
    return row(yuan, remark, **{"payer": case.union.name, **changes})


async def line_of(case: SimpleNamespace, finding: str) -> BankLine:
    return await BankLine.get(payee_id=case.payee, finding=finding)
