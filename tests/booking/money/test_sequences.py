"""Whatever people do in whatever order: after every step the books balance and no fen is lost."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from booking.money import (
    account_of,
    agree_to_write_off,
    breaches,
    propose_write_off,
    record_receipt,
    record_refund_paid,
    withdraw_receipt,
)
from booking.money.models import RefundOrder
from booking.money.refusals import PaidBackAlready
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money
from tests.booking.money.making import (
    charge_again,
    charged,
    correct_charge,
    order_full_refund,
    settle_cancellation,
)

AMOUNT = st.integers(1, 1_000_000)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("charge"), AMOUNT),
        st.tuples(st.just("receive"), AMOUNT),
        st.tuples(st.just("correct"), st.integers(0, 1_000_000)),
        st.tuples(st.just("cancel"), st.integers(0, 100)),
        st.tuples(st.just("give_up"), st.just(0)),
        st.tuples(st.just("refund"), st.integers(0, 5)),
        st.tuples(st.just("withdraw"), st.integers(0, 5)),
        st.tuples(st.just("write_off"), st.integers(0, 5)),
    ),
    max_size=12,
)


@dataclass
class Books:
    """The same story told twice: to the verbs, and to three plain sums."""

    case: SimpleNamespace
    received: int = 0
    refunded: int = 0
    receipts: list[tuple[str, int]] = field(default_factory=list)
    vouchers: int = 0

    async def charge(self, amount: int) -> None:
        self.case.charges.append(await charge_again(self.case.stay, self.case.payee, amount))

    async def receive(self, amount: int) -> None:
        self.vouchers += 1
        charge = self.case.charges[amount % len(self.case.charges)]
        made = await record_receipt(
            charge, amount=Money(amount), received_on=clock.today(), voucher=f"V{self.vouchers}",
            by=self.case.finance,
        )  # fmt: skip
        self.received += amount
        self.receipts.append((made, amount))

    async def correct(self, amount: int) -> None:
        await correct_charge(self.case.stay, to=Money(amount), by=SYSTEM)
        assert (await account_of(self.case.stay)).charged == Money(amount)

    async def cancel(self, percent: int) -> None:
        fee = (await account_of(self.case.stay)).charged.percent(percent)
        await settle_cancellation(self.case.stay, fee, by=SYSTEM)
        assert (await account_of(self.case.stay)).charged == fee

    async def give_up(self, _: int) -> None:
        await order_full_refund(self.case.stay, why="declined", by=SYSTEM)
        now = await account_of(self.case.stay)
        assert now.refund_due.minor - now.owed.minor == self.received - self.refunded

    async def refund(self, which: int) -> None:
        orders = await RefundOrder.filter(paid_on=None, withdrawn_at=None, charge__stay_id=self.case.stay).order_by("id")  # fmt: skip
        if not orders:
            return
        order = orders[which % len(orders)]
        await record_refund_paid(
            order.public_id, paid_on=clock.today(), voucher=f"R{order.id}", by=self.case.finance
        )
        self.refunded += order.minor

    async def withdraw(self, which: int) -> None:
        if not self.receipts:
            return
        receipt = self.receipts[which % len(self.receipts)]
        try:
            await withdraw_receipt(receipt[0], why="示例", by=self.case.finance)
        except PaidBackAlready:
            return
        self.receipts.remove(receipt)
        self.received -= receipt[1]

    async def write_off(self, which: int) -> None:
        """All that is owed of one charge; it moves no money."""
        found = (await account_of(self.case.stay)).charges[which % len(self.case.charges)]
        if found.standing.owed:
            made = await propose_write_off(
                found.id, seen=found.standing.owed, why="示例", by=self.case.finance
            )
            await agree_to_write_off(made, by=self.case.operator.administrator)


async def follow(steps: list[tuple[str, int]]) -> None:
    books = Books(await charged(500_000))
    for act, value in steps:
        await getattr(books, act)(value)
        assert await breaches() == []
        now = await account_of(books.case.stay)
        assert (now.received.minor, now.refunded.minor) == (books.received, books.refunded)
        last = now.lines[-1].balance
        assert last == now.owed - now.refund_due
        assert last == now.charged - now.written_off - now.received + now.refunded


@pytest.mark.proof
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_any_sequence_of_charges_payments_and_refunds_keeps_every_invariant(database, proof):
    size = proof.size("money_sequences", small=25, full=300)
    done = 0

    @settings(
        max_examples=size, deadline=None, database=None,
        phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(STEPS)
    def stories(steps: list[tuple[str, int]]) -> None:
        told.append(steps)

    told: list[list[tuple[str, int]]] = []
    stories()
    for steps in told:
        await follow(steps)
        done += len(steps)
    proof.found(sequences=len(told), steps=done)


@pytest.mark.parametrize(
    "steps",
    [
        [
            ("charge", 900),
            ("write_off", 0),
            ("receive", 300_000),
            ("correct", 200_000),
            ("refund", 0),
            ("correct", 400_000),
            ("write_off", 1),
            ("cancel", 50),
            ("withdraw", 0),
        ],
        [("receive", 600_000), ("correct", 700_000), ("refund", 0), ("cancel", 10), ("refund", 0)],
        [("charge", 1), ("correct", 0), ("receive", 1), ("correct", 2), ("withdraw", 0)],
        [
            ("receive", 500_000),
            ("give_up", 0),
            ("refund", 0),
            ("correct", 400_000),
            ("withdraw", 0),
        ],
    ],
)
async def test_the_same_on_both_databases_for_stories_that_turned_out_hard(database, steps):
    await follow(steps)
