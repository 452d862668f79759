"""A statement is sent, its columns are named, and from then on a job works through its lines."""

from collections.abc import Mapping, Sequence

from booking.money.bank_models import BankAccount, BankStatement
from booking.money.statements.columns import Layout, guessed, to_keep
from booking.money.statements.rows import lines_of
from booking.people import demand, demand_principal
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import is_public_id, public_id
from sites.foundation.language import N_


class NoAccountOnFile(Refusal):
    code = "no_bank_account"
    words = N_("Enter your bank account first: a statement is always of one account.")


class StatementUnknown(Refusal):
    code = "statement_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such statement, or it is not your organisation's.")


class StatementBegun(Refusal):
    code = "statement_begun"
    words = N_("This statement is being worked through already.")


class StatementEmpty(Refusal):
    code = "statement_empty"
    kind = Kind.BAD_INPUT
    words = N_("Under these heads there is no line. Is the row of the heads right?")


@transaction
async def add_statement(
    file_name: str, grid: Sequence[Sequence[str]], *, by: Actor, key: Key | None = None
) -> str:
    """Keep a bank's file with what its columns seem to be; nothing is posted yet. The statement's public id.

    Refused: NotGranted, NoAccountOnFile.
    """
    demand(by, "money.record")
    demand_principal(by)
    done = await idempotency.claim(key, by=by)
    if done is not None:
        return done
    account = await BankAccount.get_or_none(organisation_id=by.organisation_id, replaced_at=None)
    if account is None:
        raise NoAccountOnFile(field="file")
    layout = guessed(grid, account.layout)
    made = await BankStatement.create(
        public_id=public_id(), account_id=account.id, payee_id=by.organisation_id,
        file_name=file_name[:120], grid=grid, head=layout.head, columns=as_json(layout.columns),
        by_user_id=by.user_id, sent_at=clock.now(),
    )  # fmt: skip
    await idempotency.keep(key, made.public_id, by=by)
    return str(made.public_id)


@transaction
async def start_statement(statement_public_id: str, layout: Layout, *, by: Actor) -> None:
    """Take the columns as said, keep them for this bank's next file, and let the job begin.

    Refused: NotGranted, StatementUnknown, StatementBegun, ColumnsMissing, StatementEmpty.
    """
    demand(by, "money.record")
    row = await own_statement(statement_public_id, by=by)
    account = await BankAccount.filter(id=row.account_id).select_for_update(no_key=True).get()
    statement = await BankStatement.filter(id=row.id).select_for_update(no_key=True).get()
    if statement.state != "sent":
        raise StatementBegun
    layout.demand_whole()
    total = len(lines_of(statement.grid, layout))
    if not total:
        raise StatementEmpty
    statement.head, statement.columns = layout.head, as_json(layout.columns)
    statement.state, statement.total = "working", total
    await statement.save(update_fields=["head", "columns", "state", "total"])
    await BankAccount.filter(id=account.id).update(layout=to_keep(statement.grid, layout))
    await outbox.post("bank.statement", {"statement_id": statement.id, "start": 0})


async def statement_number(statement_public_id: str, *, by: Actor) -> int:
    """Under which number a job knows it. Refused: StatementUnknown."""
    return int((await own_statement(statement_public_id, by=by)).id)


async def own_statement(statement_public_id: str, *, by: Actor) -> BankStatement:
    """Refused: StatementUnknown, also for another payee's."""
    known = is_public_id(statement_public_id)
    own = BankStatement.filter(public_id=statement_public_id, payee_id=by.organisation_id)
    found = await own.first() if known else None
    if found is None:
        raise StatementUnknown
    return found


def layout_of(statement: BankStatement) -> Layout:
    return Layout(statement.head, {role: tuple(places) for role, places in statement.columns.items()})  # fmt: skip


def as_json(columns: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    return {role: list(places) for role, places in columns.items()}
