"""Charges are raised and restated; what was paid beyond them is ordered back in the same breath."""

import pytest

from booking.money import account_of, is_square, raise_charge, record_receipt
from booking.money.models import Charge, RefundOrder
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.identifiers import reference_is_sound
from tests.booking.money.making import (
    charge_again,
    charged,
    correct_charge,
    order_full_refund,
    row,
    settle_cancellation,
)


async def paid(case, minor: int, *, charge: int = 0, voucher: str = "V1") -> str:
    return await record_receipt(
        case.charges[charge], amount=Money(minor), received_on=clock.today(), voucher=voucher,
        by=case.finance,
    )  # fmt: skip


async def figures(case) -> tuple[int, int, int, int]:
    """charged, received, owed, due back"""
    now = await account_of(case.stay)
    return now.charged.minor, now.received.minor, now.owed.minor, now.refund_due.minor


async def test_a_charge_is_owed_in_full_and_has_a_reference_for_the_transfer(database):
    case = await charged(500_000)

    assert await figures(case) == (500_000, 0, 500_000, 0)
    assert reference_is_sound((await row(case.charges[0])).reference)
    assert not await is_square(case.stay)


async def test_a_charge_of_nothing_is_not_raised(database):
    case = await charged()
    with pytest.raises(ValueError, match="more than nothing"):
        await transaction(raise_charge)(
            case.stay, party_id=1, payee_id=case.payee, amount=Money(0), by=SYSTEM
        )
    assert await is_square(case.stay)


async def test_cancelling_unpaid_leaves_the_fee_to_pay(database):
    case = await charged(500_000)
    await settle_cancellation(case.stay, Money(50_000), by=case.union.organiser)

    assert await figures(case) == (50_000, 0, 50_000, 0)


async def test_cancelling_what_was_paid_orders_the_rest_back(database):
    case = await charged(500_000)
    await paid(case, 500_000)
    await settle_cancellation(case.stay, Money(50_000), by=case.union.organiser)

    assert await figures(case) == (50_000, 500_000, 0, 450_000)
    order = await RefundOrder.get()
    assert (order.minor, order.why, order.paid_on) == (450_000, "cancelled", None)


async def test_cancelling_a_deposit_below_the_fee_leaves_the_difference_to_pay(database):
    case = await charged(500_000)
    await paid(case, 30_000)
    await settle_cancellation(case.stay, Money(50_000), by=case.union.organiser)

    assert await figures(case) == (50_000, 30_000, 20_000, 0)
    assert await RefundOrder.all().count() == 0


async def test_a_fee_above_the_charge_is_a_fault_of_the_program(database):
    case = await charged(500_000)
    with pytest.raises(ValueError, match="never more"):
        await settle_cancellation(case.stay, Money(500_001), by=SYSTEM)
    assert await figures(case) == (500_000, 0, 500_000, 0)


async def test_a_declined_stay_gives_everything_back_and_twice_is_once(database):
    case = await charged(500_000)
    await paid(case, 200_000)
    for _ in range(2):
        await order_full_refund(case.stay, why="declined", by=SYSTEM)

    assert await figures(case) == (0, 200_000, 0, 200_000)
    assert (await row(case.charges[0])).voided_at is not None
    assert [o.why for o in await RefundOrder.all()] == ["declined"]


async def test_a_stay_never_charged_has_nothing_to_give_back(database):
    case = await charged()
    await order_full_refund(case.stay, why="expired", by=SYSTEM)
    await settle_cancellation(case.stay, Money(0), by=SYSTEM)
    assert await is_square(case.stay)


async def test_reconciling_downward_orders_the_difference_back(database):
    case = await charged(500_000)
    await paid(case, 500_000)
    await correct_charge(case.stay, to=Money(460_000), by=case.operator.sales)

    assert await figures(case) == (460_000, 500_000, 0, 40_000)
    assert (await RefundOrder.get()).why == "corrected"


async def test_a_charge_that_rises_again_takes_its_open_refund_order_with_it(database):
    case = await charged(500_000)
    await paid(case, 500_000)
    await correct_charge(case.stay, to=Money(460_000), by=SYSTEM)
    await correct_charge(case.stay, to=Money(490_000), by=SYSTEM)

    assert await figures(case) == (490_000, 500_000, 0, 10_000)
    standing = await RefundOrder.filter(withdrawn_at=None)
    assert [order.minor for order in standing] == [10_000]

    await correct_charge(case.stay, to=Money(520_000), by=SYSTEM)
    assert await figures(case) == (520_000, 500_000, 20_000, 0)
    assert await RefundOrder.filter(withdrawn_at=None).count() == 0


async def test_a_charge_brought_to_nothing_can_rise_again(database):
    case = await charged(500_000)
    await correct_charge(case.stay, to=Money(0), by=SYSTEM)
    await correct_charge(case.stay, to=Money(80_000), by=SYSTEM)

    assert await figures(case) == (80_000, 0, 80_000, 0)


async def test_the_same_amount_again_writes_nothing(database):
    case = await charged(500_000)
    await correct_charge(case.stay, to=Money(500_000), by=SYSTEM)
    assert [line.what for line in (await account_of(case.stay)).lines] == ["charge"]


async def test_several_charges_share_a_fee_to_the_fen(database):
    case = await charged(300_000, 200_001)
    await settle_cancellation(case.stay, Money(50_001), by=SYSTEM)

    parts = [c.standing.charged.minor for c in (await account_of(case.stay)).charges]
    assert sum(parts) == 50_001
    assert parts == [30_001, 20_000]


async def test_a_charge_given_up_does_not_rise_with_its_neighbours(database):
    case = await charged(300_000)
    await order_full_refund(case.stay, why="expired", by=SYSTEM)
    await charge_again(case.stay, case.payee, 100_000)
    await correct_charge(case.stay, to=Money(120_000), by=SYSTEM)

    parts = [c.standing.charged.minor for c in (await account_of(case.stay)).charges]
    assert parts == [0, 120_000]
    assert await Charge.filter(voided_at=None).count() == 1


async def test_the_statement_tells_each_step_and_ends_in_what_is_owed_or_due_back(database):
    case = await charged(500_000)
    await paid(case, 520_000)
    await settle_cancellation(case.stay, Money(50_000), by=SYSTEM)

    lines = (await account_of(case.stay)).lines
    assert [(line.what, line.amount.minor, line.balance.minor) for line in lines] == [
        ("charge", 500_000, 500_000),
        ("receipt", -520_000, -20_000),
        ("cancellation", -450_000, -470_000),
    ]
    assert lines[0].at.tzinfo is not None
