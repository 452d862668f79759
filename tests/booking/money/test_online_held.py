"""Money that came online and is not what was asked for: seen first, then it pays or goes back, by two people above the limit."""

from types import SimpleNamespace

import pytest
from tortoise.exceptions import IntegrityError

from booking import money, notices
from booking.money import breaches, online
from booking.money.ledger import Kind, balance
from booking.money.online import deciding
from booking.money.online.refusals import (
    DecisionWaits,
    DifferenceSettled,
    DifferenceUnknown,
    HeldOtherwise,
    MoneyLiesThere,
    NothingProposed,
)
from booking.money.online_models import HeldDecision, OnlineDifference, OnlinePayment
from booking.money.statements.refusals import SamePerson
from booking.notices.models import Notice
from booking.people import NotGranted
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.booking.money.online_making import (
    begin,
    give_up_group,
    only_refund,
    orders,
    owed,
    payable,
    receipts,
    send_refunds,
    state_of,
    told,
)
from tests.factories.people import make_operator

NOTHING = Money(0)


async def held(minor: int | None = None, **changed: object) -> SimpleNamespace:
    """So much came, or 1 yuan less than was asked; `.entry` of the list, `.payment`, `.finance`, `.second`."""
    case = await payable()
    case.payment = await begin(case)
    case.provider.pay(
        case.payment.session_id, **(changed or {"amount": minor or case.payment.minor - 100})
    )
    await told(case)
    case.entry = (await OnlineDifference.get(kind="amount")).public_id
    case.finance, case.second = case.story.operator.finance, case.story.operator.administrator
    return case


async def test_a_small_sum_pays_what_it_can_once_a_person_has_seen_it(database: str) -> None:
    case = await held(1_000_00)
    seen = await online.preview_held(case.entry, by=case.finance)
    assert (seen.got, seen.pays, seen.back, seen.needs_second) == (
        Money(1_000_00), Money(1_000_00), NOTHING, False,
    )  # fmt: skip
    assert seen.left == seen.owed - Money(1_000_00)
    assert await online.decide_held(case.entry, back=NOTHING, by=case.finance)
    assert (await state_of(case.payment), await owed(case)) == ("paid", 68_544_00 - 1_000_00)
    for act in (
        online.decide_held(case.entry, back=NOTHING, by=case.finance),
        online.approve_held(case.entry, by=case.second),
        online.drop_held(case.entry, by=case.finance),
        online.preview_held(case.entry, by=case.finance),
    ):
        with pytest.raises(DifferenceSettled):
            await act
    assert await breaches() == []


async def test_for_a_group_that_is_no_more_all_of_it_goes_back_online_after_a_second_yes(
    database: str,
) -> None:
    case = await held()
    await give_up_group(case)
    seen = await online.preview_held(case.entry, by=case.finance)
    assert (seen.back, seen.pays, seen.owed, seen.needs_second) == (seen.got, NOTHING, NOTHING, True)  # fmt: skip
    assert not await online.decide_held(case.entry, back=seen.back, why="已取消", by=case.finance)
    assert (await state_of(case.payment), await orders(case)) == ("held", [])
    row = await HeldDecision.get()
    assert await notices.tell_held_waits(row.id) == 1
    assert (await Notice.get(topic="held_waits")).user_id == case.second.user_id
    assert await online.held_waiting(case.second) == ((case.entry, seen.got),)
    assert await online.held_waiting(case.finance) == ()

    await online.approve_held(case.entry, by=case.second)
    assert await orders(case) == [(seen.got.minor, "online", False)]
    assert await send_refunds(case) in (["succeeded"], ["pending"])
    assert await orders(case) == [(seen.got.minor, "online", True)]
    assert (await only_refund()).payment_id == case.payment.id
    assert await balance(case.story.operator.organisation, Kind.SUSPENSE, case.payment.public_id) == NOTHING  # fmt: skip
    assert await online.open_differences(case.story.operator.organisation) == 0
    assert await breaches() == []


async def test_what_is_beyond_the_debt_goes_back_and_the_rest_pays(database: str) -> None:
    case = await held(1_000_00)
    with pytest.raises(HeldOtherwise):
        await online.decide_held(case.entry, back=Money(1), by=case.finance)
    rest = Money(68_544_00 - 400_00)
    await money.record_receipt(
        case.charge.public_id, amount=rest, received_on=clock.today(), voucher="V", by=case.finance
    )
    assert (await online.preview_held(case.entry, by=case.finance)).back == Money(600_00)
    assert await online.decide_held(case.entry, back=Money(600_00), by=case.finance)
    assert (await owed(case), await orders(case)) == (0, [(600_00, "online", False)])
    assert await breaches() == []


async def test_nobody_agrees_to_their_own_decision_nor_to_another_amount(database: str) -> None:
    case = await held()
    assert not await online.decide_held(case.entry, back=NOTHING, by=case.finance)
    with pytest.raises(DecisionWaits):
        await online.decide_held(case.entry, back=NOTHING, by=case.finance)
    with pytest.raises(SamePerson):
        await online.approve_held(case.entry, by=case.finance)
    with pytest.raises(NotGranted):
        await online.approve_held(case.entry, by=case.story.operator.sales)
    with pytest.raises(DifferenceUnknown):
        await online.approve_held(case.entry, by=(await make_operator()).administrator)
    await give_up_group(case)
    with pytest.raises(HeldOtherwise):
        await online.approve_held(case.entry, by=case.second)
    await online.drop_held(case.entry, by=case.finance)
    for act in (
        online.drop_held(case.entry, by=case.finance),
        online.approve_held(case.entry, by=case.second),
    ):
        with pytest.raises(NothingProposed):
            await act
    assert (await state_of(case.payment), await receipts(case)) == ("held", [])


async def test_without_asking_who_decided_one_person_would_do_both(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above; the table's own rule refuses it too."""
    case = await held()
    await online.decide_held(case.entry, back=NOTHING, by=case.finance)
    monkeypatch.setattr(deciding, "SamePerson", ZeroDivisionError)
    with pytest.raises(ZeroDivisionError):
        await online.approve_held(case.entry, by=case.finance)
    with pytest.raises(IntegrityError):
        await HeldDecision.all().update(second_user_id=case.finance.user_id)


async def test_a_note_moves_no_money_and_takes_none_off_the_list(database: str) -> None:
    case = await held()
    with pytest.raises(MoneyLiesThere):
        await online.settle_difference(case.entry, note="示例", by=case.finance)
    assert await online.open_differences(case.story.operator.organisation) == 1


@pytest.mark.breaks_invariants("money")
async def test_held_money_that_stands_on_no_list_is_found(database: str) -> None:
    """The control of the test above: an entry that was settled by hand."""
    await held()
    assert await breaches() == []
    await OnlineDifference.all().update(settled_at=clock.now())
    assert any("on no list" in line for line in await breaches())


@pytest.mark.parametrize("currency", ["hkd", "cny"])
@pytest.mark.breaks_invariants("money")
async def test_held_money_of_whatever_currency_stands_on_the_list(
    database: str, currency: str
) -> None:
    case = await held(currency=currency, amount=500_00)
    assert await breaches() == []
    await OnlineDifference.all().update(settled_at=clock.now())
    assert any(case.payment.public_id in line for line in await breaches())


async def test_money_of_another_currency_pays_nothing_and_goes_back_whole_after_a_second_yes(
    database: str,
) -> None:
    case = await held(currency="hkd", amount=300_00)  # below the limit, if there were one
    seen = await online.preview_held(case.entry, by=case.finance)
    got = Money(300_00, "HKD")
    assert (seen.got, seen.back, seen.owed, seen.left) == (got, got, Money(68_544_00), Money(68_544_00))  # fmt: skip
    assert (seen.is_foreign, seen.needs_second) == (True, True)
    with pytest.raises(MoneyLiesThere):
        await online.settle_difference(case.entry, note="在支付机构退回", by=case.finance)
    with pytest.raises(HeldOtherwise):
        await online.decide_held(case.entry, back=Money(300_00), by=case.finance)
    assert not await online.decide_held(case.entry, back=got, by=case.finance)
    with pytest.raises(SamePerson):
        await online.approve_held(case.entry, by=case.finance)
    assert await notices.tell_held_waits((await HeldDecision.get()).id) == 1
    assert case.provider.refunds() == []

    await online.approve_held(case.entry, by=case.second)
    assert await breaches() == []  # it is ordered, and on no list
    assert await send_refunds(case) == ["succeeded"]
    assert [(one["amount"], one["currency"]) for one in case.provider.refunds()] == [
        (300_00, "hkd")
    ]
    payee = case.story.operator.organisation
    assert await balance(payee, Kind.SUSPENSE, case.payment.public_id, currency="HKD") == Money(0, "HKD")  # fmt: skip
    assert (await owed(case), await orders(case)) == (68_544_00, [])
    assert (await online.online_payment(case.payment.public_id, by=case.by)).state == "returned"
    assert await online.open_differences(payee) == 0
    await online.send_refund((await only_refund()).id, at=case.at)  # again, it changes nothing
    assert len(case.provider.refunds()) == 1
    assert await breaches() == []


async def test_what_the_provider_does_not_send_back_is_on_the_list_again_and_decided_anew(
    database: str,
) -> None:
    case = await held(currency="hkd", amount=300_00)
    back = Money(300_00, "HKD")
    await online.decide_held(case.entry, back=back, by=case.finance)
    await online.approve_held(case.entry, by=case.second)
    await send_refunds(case)
    case.provider.fail_refund((await only_refund()).refund_id)
    await told(case), await told(case)
    assert await online.open_differences(case.story.operator.organisation) == 1
    seen = await online.preview_held(case.entry, by=case.finance)
    assert (seen.got, bool(seen.failed), seen.proposed_by) == (back, True, 0)
    assert await breaches() == []

    await online.decide_held(case.entry, back=back, by=case.finance)
    await online.approve_held(case.entry, by=case.second)
    assert await send_refunds(case) == ["succeeded"]
    assert await online.open_differences(case.story.operator.organisation) == 0
    assert await breaches() == []


@pytest.mark.parametrize("currency", ["hkd", "cny"])
async def test_held_money_that_somebody_sent_back_elsewhere_goes_on_record(
    database: str, currency: str
) -> None:
    from scheduler.double import refunds

    case = await held(currency=currency, amount=300_00)
    refunds.create(case.provider.store, {"payment_intent": (await OnlinePayment.get()).intent_id, "amount": "10000"})  # fmt: skip
    await told(case)
    foreign = (await OnlineDifference.get(kind="foreign_refund")).public_id
    await online.record_foreign_refund(foreign, at=case.at, by=case.finance)
    left = Money(200_00, currency.upper())
    assert (await online.preview_held(case.entry, by=case.finance)).got == left
    assert (await owed(case), await breaches()) == (68_544_00, [])
    if currency == "cny":
        await online.decide_held(case.entry, back=NOTHING, by=case.finance)
        assert await owed(case) == 68_544_00 - 200_00
    assert await breaches() == []


async def test_somebody_elses_list_is_not_decided_upon(database: str) -> None:
    case, other = await held(), await make_operator()
    for act in (
        online.decide_held(case.entry, back=NOTHING, by=other.finance),
        online.settle_difference(case.entry, note="示例", by=other.finance),
        online.preview_held(case.entry, by=other.finance),
    ):
        with pytest.raises(DifferenceUnknown):
            await act
    with pytest.raises(NotGranted):
        await online.decide_held(case.entry, back=NOTHING, by=case.story.operator.sales)
    assert await OnlinePayment.filter(state="held").count() == 1
