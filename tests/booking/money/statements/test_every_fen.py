"""Whatever statements bring and people decide, in whatever order: every fen of a line is in exactly one place."""

from contextlib import suppress
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from booking.money import (
    Part,
    account_of,
    apply_line,
    approve_share,
    breaches,
    link_line,
    record_refund_paid,
    record_return_paid,
    return_line,
    set_line_aside,
    undo_share,
)
from booking.money.bank_models import BankLine, LineShare
from booking.money.ledger import Kind, balance
from booking.money.models import Receipt, RefundOrder
from booking.money.statements import carrying
from booking.money.statements.deciding import left_of
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal
from tests.booking.money.making import correct_charge, order_full_refund, settle_cancellation
from tests.booking.money.statements.files import row
from tests.booking.money.statements.making import imported, payee, paying

NUMBER = st.integers(0, 7)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("statement"), st.integers(1, 12)),
        st.tuples(st.just("apply"), NUMBER), st.tuples(st.just("split"), NUMBER),
        st.tuples(st.just("give_back"), NUMBER), st.tuples(st.just("aside"), NUMBER),
        st.tuples(st.just("link"), NUMBER), st.tuples(st.just("undo"), NUMBER),
        st.tuples(st.just("agree"), NUMBER), st.tuples(st.just("pay_back"), NUMBER),
        st.tuples(st.just("cancel"), st.integers(0, 100)), st.tuples(st.just("give_up"), NUMBER),
        st.tuples(st.just("correct"), st.integers(0, 9_000)),
    ),
    max_size=14,
)  # fmt: skip
AMOUNTS = (5_000, 3_000, 2_500, 8_000, 6_000)


@dataclass
class Desk:
    """A finance person with two charges, one above the limit and one below it, and an account that shows anything."""

    case: SimpleNamespace
    days: int = 0
    rows: list[tuple[str, ...]] = field(default_factory=list)

    async def statement(self, seed: int) -> None:
        """The rows so far once more, and new ones: paying, wrong, negative, unreadable."""
        code, other = self.case.codes
        for n in range(seed % 4 + 1):
            yuan = f"{AMOUNTS[(seed + n) % 5] // 100}.00"
            remark = (code, other, f"{code} {other}", "餐费", "AWD497KX")[(seed * 3 + n) % 5]
            if (seed + n) % 5 == 4:
                self.rows.append(row("", "退款", out=yuan, payer=self.case.union.name))
            elif (seed + n) % 7 == 6:
                self.rows.append(("2026-02-30", "", yuan, "", "", "", "", "", "", ""))
            else:
                self.rows.append(paying(self.case, yuan, remark))
        await imported(self.case, *self.rows)

    async def _line(self, n: int) -> BankLine | None:
        rows = await BankLine.filter(payee_id=self.case.payee, state="open").order_by("id")
        return rows[n % len(rows)] if rows else None

    async def _share(self, n: int, **wanted: object) -> LineShare | None:
        rows = await LineShare.filter(line__payee_id=self.case.payee, undone_at=None, **wanted).order_by("id")  # fmt: skip
        return rows[n % len(rows)] if rows else None

    async def apply(self, n: int) -> None:
        line = await self._line(n)
        if line and line.minor > 0 and (left := await left_of(line)) > 0:
            await self._pay(line, [Part(self.case.charges[n % 2], Money(left))])

    async def split(self, n: int) -> None:
        line = await self._line(n)
        if line and line.minor > 0 and (left := await left_of(line)) > 1:
            both = zip(self.case.charges, (left // 3 or 1, left // 3 or 1), strict=True)
            await self._pay(line, [Part(charge, Money(minor)) for charge, minor in both])

    async def _pay(self, line: BankLine, parts: list[Part]) -> None:
        await apply_line(line.public_id, parts, by=self.case.finance)

    async def give_back(self, n: int) -> None:
        if line := await self._line(n):
            await return_line(line.public_id, why="示例", by=self.case.finance)

    async def aside(self, n: int) -> None:
        if line := await self._line(n):
            await set_line_aside(line.public_id, why="示例", by=self.case.finance)

    async def link(self, n: int) -> None:
        line = await self._line(n)
        papers = [*await RefundOrder.filter(withdrawn_at=None), *await Receipt.filter(withdrawn_at=None), *await LineShare.filter(fate="returned")]  # fmt: skip
        fitting = [one for one in papers if line and one.minor == abs(line.minor)]
        if line and fitting:
            await link_line(line.public_id, to=fitting[n % len(fitting)].public_id, by=self.case.finance)  # fmt: skip

    async def undo(self, n: int) -> None:
        if share := await self._share(n):
            await undo_share(share.public_id, why="示例", by=self.case.finance)

    async def agree(self, n: int) -> None:
        if share := await self._share(n, done_at=None):
            await approve_share(share.public_id, by=self.case.operator.administrator)

    async def pay_back(self, n: int) -> None:
        order = await RefundOrder.filter(paid_on=None, withdrawn_at=None, charge__payee_id=self.case.payee).first()  # fmt: skip
        if order:
            await record_refund_paid(order.public_id, paid_on=clock.today(), voucher=f"R{order.id}", by=self.case.finance)  # fmt: skip
        if share := await self._share(n, fate="returned", done_at__isnull=False, paid_on=None):
            await record_return_paid(share.public_id, paid_on=clock.today(), voucher="T", by=self.case.finance)  # fmt: skip

    async def cancel(self, percent: int) -> None:
        charged = (await account_of(self.case.stay)).charged
        await settle_cancellation(self.case.stay, charged.percent(percent), by=SYSTEM)

    async def give_up(self, _: int) -> None:
        await order_full_refund(self.case.stay, why="expired", by=SYSTEM)

    async def correct(self, minor: int) -> None:
        await correct_charge(self.case.stay, to=Money(minor), by=SYSTEM)


async def every_fen(case: SimpleNamespace) -> None:
    """Suspense is exactly what is open; each line's rows say where the rest went; the audit finds nothing."""
    assert await breaches() == []
    for line in await BankLine.filter(payee_id=case.payee):
        done = await LineShare.filter(line_id=line.id, undone_at=None, done_at__isnull=False)
        left = line.minor - sum(one.minor for one in done)
        assert await balance(case.payee, Kind.SUSPENSE, line.public_id) == Money(-left)
        assert (line.state == "open") == (left != 0 or (line.minor == 0 and not done))
        for one in done:
            if one.fate == "applied":
                receipt = await Receipt.get(id=one.receipt_id)
                assert (receipt.minor, receipt.withdrawn_at) == (one.minor, None)


async def follow(steps: list[tuple[str, int]]) -> None:
    desk = Desk(await payee(5_000, 3_000, limit=4_000))
    for act, value in steps:
        with suppress(Refusal):  # an expected no changes nothing, which is looked at next
            await getattr(desk, act)(value)
        await every_fen(desk.case)


@pytest.mark.proof
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_every_fen_of_every_line_is_in_one_place_after_every_step(database, proof):
    size = proof.size("statement_sequences", small=12, full=300)
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
    proof.found(sequences=len(told), steps=sum(map(len, told)))


async def test_a_long_story_of_everything_keeps_every_fen(database):
    acts = ("statement", "link", "apply", "agree", "cancel", "split", "undo", "give_back", "aside", "pay_back")  # fmt: skip
    await follow([(act, n + round_) for round_ in range(3) for n, act in enumerate(acts)])


@pytest.mark.breaks_invariants("money")
async def test_without_the_entry_a_decision_would_lose_its_fen(database, monkeypatch):
    """The control of the tests above."""

    async def posts_nothing(*args, **kwargs):
        return None

    monkeypatch.setattr(carrying, "take_out", posts_nothing)
    with pytest.raises(AssertionError):
        await follow([("statement", 1), *[("aside", n) for n in range(4)]])
