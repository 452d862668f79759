"""Whatever a centre, its operators and unions do in whatever order: the books balance, and no fen is paid out twice."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from booking import money
from booking.money import breaches
from booking.money.collecting import note_settled
from booking.money.ledger import Kind, balance
from booking.money.models import RefundOrder
from booking.money.payout_models import Payout
from booking.money.payout_refusals import NothingToPayOut
from sites.foundation import clock
from sites.foundation.amounts import Money, total
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal
from tests.booking.money.making import _inquiry, charge_again, correct_charge
from tests.factories.centres import collecting
from tests.factories.invoices import issued
from tests.factories.people import make_union

AMOUNT = st.integers(1, 300_000)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("charge"), AMOUNT),
        st.tuples(st.just("receive"), AMOUNT),
        st.tuples(st.just("square"), st.integers(0, 5)),
        st.tuples(st.just("correct"), st.integers(0, 300_000)),
        st.tuples(st.just("refund"), st.integers(0, 5)),
        st.tuples(st.just("write_off"), st.integers(0, 5)),
        st.tuples(st.just("invoice"), AMOUNT),
        st.tuples(st.just("settle"), st.integers(0, 5)),
        st.tuples(st.just("prepare"), st.just(0)),
        st.tuples(st.just("confirm"), st.integers(0, 5)),
        st.tuples(st.just("drop"), st.integers(0, 5)),
    ),
    max_size=10,
)


class Centre:
    """One centre that collects at 1.5 %, with the stays and charges of this story."""

    def __init__(self, case: SimpleNamespace, union: SimpleNamespace) -> None:
        self.case, self.union = case, union
        self.stays: list[int] = []
        self.charges: list[str] = []
        self.vouchers = 0

    @property
    def cashier(self) -> object:
        return self.case.centre.cashier

    async def charge(self, amount: int) -> None:
        stay = await _inquiry(self.case.operator.organisation, self.union.organisation)
        self.stays.append(stay)
        self.charges.append(await charge_again(stay, self.case.centre.organisation, amount))

    async def receive(self, amount: int) -> None:
        self.vouchers += 1
        await money.record_receipt(
            self.charges[amount % len(self.charges)], amount=Money(amount), received_on=clock.today(),
            voucher=f"V{self.vouchers}", by=self.case.centre.cashier,
        )  # fmt: skip

    async def square(self, which: int) -> None:
        stay = self.stays[which % len(self.stays)]
        owed = (await money.account_of(stay)).owed
        if owed:
            self.vouchers += 1
            await money.record_receipt(
                self.charges[which % len(self.charges)], amount=owed, received_on=clock.today(),
                voucher=f"V{self.vouchers}", by=self.case.centre.cashier,
            )  # fmt: skip

    async def correct(self, amount: int) -> None:
        stay = self.stays[amount % len(self.stays)]
        await correct_charge(stay, to=Money(amount), by=self.case.centre.finance)

    async def refund(self, which: int) -> None:
        orders = await RefundOrder.filter(paid_on=None, withdrawn_at=None, charge__stay_id__in=self.stays).order_by("id")  # fmt: skip
        if orders:
            order = orders[which % len(orders)]
            await money.record_refund_paid(
                order.public_id, paid_on=clock.today(), voucher=f"R{order.id}", by=self.case.centre.cashier
            )  # fmt: skip

    async def write_off(self, which: int) -> None:
        """What is owed of one charge, by the centre, with the operator's yes."""
        charge, cashier = self.charges[which % len(self.charges)], self.case.centre.cashier
        owed = (await money.preview_write_off(charge, by=cashier)).owed
        if owed:
            made = await money.propose_write_off(charge, seen=owed, why="示例", by=cashier)
            await money.agree_to_write_off(made, by=self.case.operator.finance)

    async def invoice(self, amount: int) -> None:
        """Over what is missing, or a red letter over what is too much."""
        (one,) = await money.invoices_of(self.stays[amount % len(self.stays)])
        by, buyer = self.case.centre.cashier, money.Buyer("示例家属", part="family")
        if one.standing.over:
            standing = next(line for line in one.invoices if line.left)
            part = min(standing.left, one.standing.over)
            await money.correct_by_red_letter(standing.id, issued(part), why="示例", by=by)
        elif one.standing.free:
            part = min(one.standing.free, Money(amount))
            await money.issue_invoice(one.id, issued(part), buyer=buyer, by=by)

    async def settle(self, which: int) -> None:
        """What `stays.settle` asks, and then what it notes."""
        stay = self.stays[which % len(self.stays)]
        try:
            await money.demand_invoiced(stay)
        except Refusal:
            return
        if await money.is_square(stay):
            await transaction(note_settled)(stay)

    async def prepare(self, _: int) -> None:
        try:
            batch = await money.prepare_payouts(by=self.case.centre.cashier)
        except NothingToPayOut:
            return
        await money.approve_payouts(batch, by=self.case.centre.finance)

    async def confirm(self, which: int) -> None:
        payout = await self._open(which)
        if payout:
            await money.confirm_payout(
                payout, paid_on=clock.today(), voucher=f"P{payout}", by=self.case.centre.cashier
            )

    async def drop(self, which: int) -> None:
        payout = await self._open(which)
        if payout:
            await money.drop_payout(payout, why="示例", by=self.case.centre.cashier)

    async def _open(self, which: int) -> str:
        rows = await Payout.filter(
            paid_on=None, dropped_at=None, batch__centre_id=self.case.centre.organisation
        ).order_by("id")
        return str(rows[which % len(rows)].public_id) if rows else ""

    async def holds(self) -> None:
        """The ledger agrees, and what was paid out was received; what is due is never beyond what lies in the bank."""
        assert await breaches() == []
        centre = self.case.centre.organisation
        found = await money.collected_by(centre)
        owed = total(one.owed for one in found)
        paid = Payout.filter(batch__centre_id=centre, paid_on__isnull=False)
        out = Money(sum([row.minor for row in await paid]))
        payable = total([await balance(centre, Kind.PAYABLE_OPERATOR, one) for one in self.charges])
        assert payable == out - owed
        received = total(one.standing.received - one.standing.refunded for one in found)
        bank = await balance(centre, Kind.BANK)
        assert bank == received - out
        ready = total(one.due for lines in money.payable(found).values() for one in lines)
        back = total(one.standing.refund_due for one in found)
        prepared = total(one.paid_out for one in found) - out
        assert ready + prepared <= bank + total(max(-one.due, Money(0)) for one in found) + back
        for one in found:
            assert one.due.minor <= 0 or one.standing.is_square


async def follow(steps: list[tuple[str, int]]) -> None:
    centre = Centre(await collecting(commission=150), await make_union())
    await centre.charge(100_000)
    for act, value in steps:
        await getattr(centre, act)(value)
        await centre.holds()


@pytest.mark.proof
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_any_sequence_at_a_centre_keeps_every_sum(database, proof):
    size = proof.size("centre_sequences", small=6, full=300)
    told: list[list[tuple[str, int]]] = []

    @settings(
        max_examples=size, deadline=None, database=None,
        phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(STEPS)
    def stories(steps: list[tuple[str, int]]) -> None:
        told.append(steps)

    stories()
    for steps in told:
        await follow(steps)
    proof.found(sequences=len(told), steps=sum(len(one) for one in told))


WHOLE = [("square", 0), ("invoice", 300_000), ("settle", 0), ("prepare", 0), ("confirm", 0)]


@pytest.mark.parametrize(
    "steps",
    [
        [*WHOLE, ("correct", 40_000), ("refund", 0), ("charge", 90_000), ("square", 1), ("invoice", 299_999),
         ("settle", 1), ("prepare", 0), ("confirm", 0)],
        [("receive", 90_000), ("write_off", 0), *WHOLE[1:], ("receive", 20_000), ("refund", 0), ("prepare", 0)],
        [*WHOLE[:-1], ("correct", 0), ("drop", 0), ("prepare", 0), ("invoice", 0), ("refund", 0)],
        [*WHOLE[:-1], ("correct", 200_000), ("confirm", 0), ("square", 0), ("invoice", 300_000), ("prepare", 0),
         ("confirm", 0)],
    ],
)  # fmt: skip
async def test_the_same_on_both_databases_for_whole_stories(database, steps):
    await follow(steps)
