"""The lines of a statement, some in each transaction: each is posted once, and the exact ones pay their charges at once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from booking.money.balancing import locked
from booking.money.bank_accounts import mark_of
from booking.money.bank_models import BankAccount, BankLine, BankStatement, LineShare
from booking.money.ledger import Kind
from booking.money.models import Charge
from booking.money.receiving import receive
from booking.money.statements.asking import asked_by_reference
from booking.money.statements.importing import layout_of
from booking.money.statements.matching import EXACT, finding_of, references_in
from booking.money.statements.posting import post_line
from booking.money.statements.rows import ReadLine, keys_of, lines_of
from booking.money.statements.vouchers import voucher_for
from sites.foundation import clock, outbox, sealing
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.identifiers import public_id

# So many lines in one transaction: a step is over long before its lease.
STEP = 50
Keyed = Sequence[tuple[ReadLine, str]]


@transaction
async def work_through(statement_id: int, *, start: int) -> None:
    """Take up the next lines of a statement that stands at `start`; elsewhere nothing is to do any more.

    A line that is on file already, from this file or another, is counted and left as it is.
    """
    found = await BankStatement.get(id=statement_id)
    account = await BankAccount.filter(id=found.account_id).select_for_update(no_key=True).get()
    statement = await BankStatement.filter(id=statement_id).select_for_update(no_key=True).get()
    if statement.state != "working" or statement.done != start:
        return
    lines = lines_of(statement.grid, layout_of(statement))
    keys = keys_of(lines, account=mark_of(account))
    part = [*zip(lines, keys, strict=True)][start : start + STEP]
    statement.known += await _take_up(statement, part)
    statement.done += len(part)
    if statement.done < statement.total:
        await outbox.post("bank.statement", {"statement_id": statement.id, "start": statement.done})
    else:
        statement.state, statement.finished_at = "done", clock.now()
        if await BankLine.filter(statement_id=statement.id, state="open").exists():
            await outbox.post("bank.lines_wait", {"statement_id": statement.id})
    await statement.save(update_fields=["known", "done", "state", "finished_at"])


async def _take_up(statement: BankStatement, part: Keyed) -> int:
    """Write what is new; how many were on file already."""
    on_file = BankLine.filter(payee_id=statement.payee_id, key__in=[key for _, key in part])
    there = {str(one) for one in await on_file.values_list("key", flat=True)}
    new = {key: line for line, key in part if key not in there}
    charges = await _named(statement.payee_id, new.values())
    by = replace(SYSTEM, user_id=statement.by_user_id)
    for key, line in new.items():
        await _take_one(statement, line, key, charges, by=by)
    return len(part) - len(new)


async def _named(payee_id: int, lines: Iterable[ReadLine]) -> dict[str, Charge]:
    """The payee's charges whose codes stand in these remarks, locked in the one order."""
    codes = {code for line in lines for code in references_in(line.remark)}
    found = await Charge.filter(payee_id=payee_id, reference__in=[*codes]).order_by("id") if codes else []  # fmt: skip
    return {charge.reference: await locked(charge.id) for charge in found}


async def _take_one(
    statement: BankStatement, line: ReadLine, key: str, charges: dict[str, Charge], *, by: Actor
) -> None:
    named = [charges[code] for code in references_in(line.remark) if code in charges]
    finding, asked = finding_of(line, await asked_by_reference(named))
    row = await BankLine.create(**_columns(statement, line, key), finding=finding)
    if line.minor:
        await post_line(row, by=by)
    if finding == EXACT and asked is not None:
        await _apply(row, charges[asked.reference], by=by)


async def _apply(row: BankLine, charge: Charge, *, by: Actor) -> None:
    receipt = await receive(
        charge, Money(row.minor, row.currency), received_on=row.booked_on, by=by,
        voucher=await voucher_for(row, charge.id), out_of=(Kind.SUSPENSE, row.public_id),
    )  # fmt: skip
    now = clock.now()
    await LineShare.create(
        public_id=public_id(), line_id=row.id, minor=row.minor, currency=row.currency, fate="applied",
        charge_id=charge.id, receipt_id=receipt.id, by_user_id=by.user_id, decided_at=now, done_at=now,
    )  # fmt: skip
    await BankLine.filter(id=row.id).update(state="closed")


def _columns(statement: BankStatement, line: ReadLine, key: str) -> dict[str, Any]:
    made = public_id()
    place = f"bank_lines|{made}|payer_account"
    return {
        "public_id": made, "statement_id": statement.id, "payee_id": statement.payee_id, "key": key,
        "row": line.row, "booked_on": line.booked_on, "minor": line.minor, "currency": line.currency,
        "payer": line.payer, "remark": line.remark, "serial": line.serial, "seen_at": clock.now(),
        "payer_account_sealed": sealing.seal(line.payer_account, place=place) if line.payer_account else "",
    }  # fmt: skip
