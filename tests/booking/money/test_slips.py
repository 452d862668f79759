"""A bank slip says that money was sent; only the payee says that it came."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.money import (
    SlipFile,
    account_of,
    send_slip,
    slip_missing,
    slip_of,
    slip_received,
    slips,
    slips_of,
    slips_waiting,
    withdraw_slip,
)
from booking.money.bank_models import Slip
from booking.money.models import Receipt
from booking.money.refusals import AmountOutOfRange, ChargeUnknown, DayInFuture
from booking.money.slips import SlipAnswered, SlipUnknown, SlipWaits
from booking.notices import tell_slip, tell_slip_missing
from booking.notices.models import Notice
from booking.people import NotGranted
from sites.foundation import clock, idempotency
from sites.foundation.amounts import Money
from tests.booking.money.making import charged
from tests.factories.people import make_operator, make_union

FILE = SlipFile("回单.pdf", "0" * 32, "application/pdf", 9)


async def send(case, minor=500_000, *, by=None, **changes):
    given = {"amount": Money(minor), "paid_on": clock.today(), "file": FILE, "by": by or case.union.finance}  # fmt: skip
    return await send_slip(case.charges[0], **{**given, **changes})


async def came(case, slip, minor=500_000, *, by=None, **changes):
    given = {"amount": Money(minor), "received_on": clock.today(), "by": by or case.finance}
    await slip_received(slip, **{**given, **changes})


async def test_a_slip_pays_nothing_until_the_payee_says_that_the_money_came(database):
    case = await charged(500_000)
    slip = await send(case)
    assert (await account_of(case.stay)).owed == Money(500_000)
    assert [one.id for one in await slips_waiting(case.payee)] == [slip]

    await came(case, slip)
    assert (await account_of(case.stay)).is_square
    assert await slips_waiting(case.payee) == ()
    assert [one.state for one in await slips_of(case.charges)] == ["received"]


async def test_what_really_came_counts_and_not_what_the_slip_says(database):
    case = await charged(500_000)
    await came(case, await send(case), 450_000)

    assert (await account_of(case.stay)).owed == Money(50_000)


async def test_what_did_not_come_is_told_to_the_union_with_the_note(database):
    case = await charged(500_000)
    slip = await send(case)
    number = (await Slip.get(public_id=slip)).id
    await tell_slip(number)
    await slip_missing(slip, note="到账为零", by=case.finance)
    await tell_slip_missing(number)

    assert (await slip_of(slip, by=case.union.finance)).note == "到账为零"
    assert await Receipt.all().count() == 0
    told = await Notice.filter(topic="slip_missing").values_list("user_id", flat=True)
    payers = (case.union.finance, case.union.organiser, case.union.administrator)
    assert sorted(told) == sorted(who.user_id for who in payers)
    asked = await Notice.filter(topic="slip_sent").values_list("user_id", flat=True)
    assert list(asked) == [case.finance.user_id]


async def test_a_slip_is_answered_once(database):
    case = await charged(500_000)
    slip = await send(case)
    await came(case, slip)
    with pytest.raises(SlipAnswered):
        await came(case, slip)
    with pytest.raises(SlipAnswered):
        await slip_missing(slip, note="x", by=case.finance)
    with pytest.raises(SlipAnswered):
        await withdraw_slip(slip, by=case.union.finance)
    assert await Receipt.all().count() == 1


async def test_without_the_guard_the_same_money_would_count_twice(database, monkeypatch):
    """The control of the test above."""
    case = await charged(500_000)
    slip = await send(case)

    async def unguarded(row, *, state, by, **facts):
        await Slip.filter(id=row.id).update(state=state, **facts)

    monkeypatch.setattr(slips, "_answer", unguarded)
    await came(case, slip)
    await came(case, slip)
    assert await Receipt.all().count() == 2


async def test_a_request_sent_twice_sends_one_slip_and_records_one_receipt(database):
    case = await charged(500_000)
    key = idempotency.key_for("k", method="POST", path="/x", body={}, user_id=1)
    slip = await send(case, key=key)
    assert await send(case, key=key) == slip
    for _ in range(2):
        await came(
            case, slip, key=idempotency.key_for("l", method="POST", path="/y", body={}, user_id=1)
        )
    assert (await Slip.all().count(), await Receipt.all().count()) == (1, 1)


async def test_the_same_slip_does_not_wait_twice(database):
    case = await charged(500_000)
    first = await send(case)
    with pytest.raises(SlipWaits):
        await send(case)
    await withdraw_slip(first, by=case.union.organiser)
    assert await send(case)


async def test_only_who_pays_for_the_union_sends_and_only_the_payee_s_finance_answers(database):
    case = await charged(500_000)
    for who in (case.union.viewer, case.union.approver, case.finance):
        with pytest.raises(NotGranted):
            await send(case, by=who)
    with pytest.raises(ChargeUnknown):
        await send(case, by=(await make_union()).finance)
    slip = await send(case)
    with pytest.raises(NotGranted):
        await came(case, slip, by=case.operator.sales)
    with pytest.raises(SlipUnknown):
        await came(case, slip, by=(await make_operator()).finance)
    with pytest.raises(SlipUnknown):
        await slip_of(slip, by=(await make_union()).finance)
    with pytest.raises(SlipUnknown):
        await withdraw_slip(slip, by=(await make_union()).finance)
    with pytest.raises(NotGranted):
        await withdraw_slip(slip, by=replace(case.union.finance, grants=frozenset()))


async def test_what_cannot_be_a_transfer_is_refused_at_its_field(database):
    case = await charged(500_000)
    with pytest.raises(AmountOutOfRange) as no:
        await send(case, 0)
    assert no.value.field == "amount"
    with pytest.raises(DayInFuture) as no:
        await send(case, paid_on=clock.today() + timedelta(days=1))
    assert no.value.field == "paid_on"
