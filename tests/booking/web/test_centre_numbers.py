"""Numbers of the service centre's desk, read off its page and asked again of the ledger and the payouts as they are stored."""

import re
from typing import Any

import pytest

from booking import money
from booking.money import SlipFile
from booking.money.models import Charge
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.clients import Client
from tests.factories.centres import collecting, settled
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.stays import accounted, reconciled, submitted
from tests.pages import between, plain

SLIP = SlipFile("回单.pdf", "0" * 32, "application/pdf", 9)


@pytest.fixture
async def centre(database: str) -> Any:
    """One stay paid out, one in a batch, one that can be paid, one that is late, one paid too much, one asked for."""
    place, union = await make_place(reception_limit=400), await make_union()
    both = await collecting(operator=place.operator, since_days=100, commission=150)
    for workers, reached in ((4, "paid"), (6, "batch"), (8, "due")):
        heads = Heads(workers)
        story = await reconciled(
            place=place, union=union, rooms={TWIN: workers // 2}, heads=heads, came=heads
        )
        await settled(story, both.centre.finance)
        if reached != "due":
            await _batch(both.centre, paid=reached == "paid")
    late = await accounted(place=place, union=union, rooms={TWIN: 5}, heads=Heads(10), came=Heads(10))  # fmt: skip
    over = await accounted(place=place, union=union, rooms={TWIN: 6}, heads=Heads(12), came=Heads(8))  # fmt: skip
    await _received(over, Money(9_000_000), by=both.centre.cashier)
    asked = await submitted(place=place, union=union, rooms={TWIN: 7}, heads=Heads(14))
    (charge,) = await Charge.filter(stay_id=asked.number)
    await money.send_slip(
        charge.public_id, amount=Money(100_00), paid_on=clock.today(), file=SLIP, by=union.finance
    )
    assert late.number
    return both.centre


async def _batch(centre: Any, *, paid: bool) -> None:
    batch = await money.prepare_payouts(by=centre.cashier)
    if paid:
        await money.approve_payouts(batch, by=centre.finance)
        (payout,) = await fetch("SELECT public_id FROM payouts WHERE paid_on IS NULL")
        await money.confirm_payout(
            payout["public_id"], paid_on=clock.today(), voucher="示例", by=centre.finance
        )


async def _received(story: Any, amount: Money, *, by: Any) -> None:
    (charge,) = await Charge.filter(stay_id=story.number)
    await money.record_receipt(
        charge.public_id, amount=amount, received_on=clock.today(), voucher="示例 1", by=by
    )


async def test_the_figures_at_the_head_are_the_ledgers(centre: Any, client: Client) -> None:
    await sign_in_as(client, centre.cashier)
    page = (await client.get("/en/centre")).text
    wanted = {
        "unions owe, yuan": await _ledger("receivable"),
        "can be paid out, yuan": await _due(),
        "in a batch, yuan": await _payouts("p.paid_on IS NULL AND p.dropped_at IS NULL"),
        "paid out, yuan": await _payouts("p.paid_on IS NOT NULL"),
    }
    # What the ledger owes the operators is in a batch, due, or owed later; there is nothing else.
    wanted["owed to operators later, yuan"] = (
        -await _ledger("payable_operator")
        - wanted["can be paid out, yuan"]
        - wanted["in a batch, yuan"]
    )

    assert {label: _fen(page, label) for label in wanted} == wanted
    assert len(set(wanted.values())) == 5
    assert all(value > 0 for value in wanted.values())


async def test_the_tasks_name_how_many_and_how_much(centre: Any, client: Client) -> None:
    await sign_in_as(client, centre.cashier)
    page = plain((await client.get("/en/centre")).text)
    late = await fetch(
        "SELECT SUM(p.minor) AS minor FROM postings p JOIN accounts a ON a.id = p.account_id "
        "JOIN charges c ON c.public_id = a.subject WHERE a.kind = 'receivable' AND c.due_on < $1 "
        "GROUP BY c.id HAVING SUM(p.minor) > 0",
        clock.today(),
    )
    back = await fetch("SELECT minor FROM refund_orders WHERE paid_on IS NULL")
    slips = await fetch("SELECT id FROM slips WHERE state = 'waiting'")

    assert _task(page, "overdue") == (len(late), sum(int(row["minor"]) for row in late))
    assert _task(page, "to pay") == (len(back), sum(int(row["minor"]) for row in back))
    told = re.search(r"(?<!\S)(\d+) slips? waits? for your answer", page)
    assert told
    assert told[1] == str(len(slips))
    assert f" {_yuan(await _due())} can be paid out to operators" in page
    assert (len(late), len(back), len(slips)) == (1, 1, 1)


async def _ledger(kind: str) -> int:
    rows = await fetch(
        "SELECT SUM(p.minor) AS minor FROM postings p JOIN accounts a ON a.id = p.account_id "
        "JOIN books b ON b.id = a.book_id JOIN organisations o ON o.id = b.payee_id "
        "WHERE o.kind = 'service_centre' AND a.kind = $1",
        kind,
    )
    return int(rows[0]["minor"])


async def _payouts(condition: str) -> int:
    rows = await fetch(f"SELECT SUM(p.minor) AS minor FROM payouts p WHERE {condition}")
    return int(rows[0]["minor"])


async def _due() -> int:
    """Charge by charge what the ledger owes for it, where its stay is settled, nothing is open and no payout has it."""
    found = 0
    for row in await fetch(
        "SELECT c.id, c.public_id FROM charges c JOIN collected_charges k ON k.charge_id = c.id "
        "JOIN stays s ON s.id = c.stay_id WHERE k.settled_at IS NOT NULL AND s.state = 'settled'"
    ):
        balances = await fetch(
            "SELECT a.kind, SUM(p.minor) AS minor FROM postings p JOIN accounts a ON a.id = p.account_id "
            "WHERE a.subject = $1 GROUP BY a.kind",
            row["public_id"],
        )
        of = {one["kind"]: int(one["minor"]) for one in balances}
        taken = await fetch(
            "SELECT l.id FROM payout_lines l JOIN payouts p ON p.id = l.payout_id "
            "WHERE l.charge_id = $1 AND p.dropped_at IS NULL",
            row["id"],
        )
        if not taken and not of.get("receivable") and not of.get("refund_due"):
            found -= of["payable_operator"]
    return found


def _task(page: str, words: str) -> tuple[int, int]:
    """How many, and the yuan beneath, of the task with these words."""
    found = re.search(rf"(?<!\S)(\d+) \w+ (?:is |are )?{words} ¥([\d,.]+)", page)
    assert found, words
    return int(found[1]), round(float(found[2].replace(",", "")) * 100)


def _fen(page: str, label: str) -> int:
    shown = plain(between(page, f"<dt>{label}</dt>", "</dd>"))
    return round(float(shown.replace(",", "")) * 100)


def _yuan(minor: int) -> str:
    return f"¥{minor / 100:,.2f}"
