"""A payment that its payer's bank took back: open it waits, lost it is decided as a fact of the books, and given back it stands again."""

from types import SimpleNamespace

import pytest

from booking import money, notices
from booking.money import breaches, online
from booking.money.ledger import Kind, balance
from booking.money.models import RefundOrder
from booking.money.online.disputes import apply_dispute
from booking.money.online.refusals import (
    DifferenceSettled,
    DifferenceUnknown,
    DisputeNotLost,
    DisputeStands,
    HeldFirst,
    NothingRisesAgain,
)
from booking.money.online_models import DisputeDecision, OnlineDifference, OnlinePayment
from booking.money.provider_facts import DisputeSeen
from booking.money.statements.refusals import SamePerson
from booking.money.write_off_models import WriteOff
from booking.money.write_offs import OwedChanged, WriteOffOutOfDate, WriteOffWaits
from booking.notices.audience import readers
from booking.notices.models import Letter, Notice
from booking.people import NotGranted
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.booking.money.making import correct_charge
from tests.booking.money.online_making import (
    begin,
    give_up_group,
    orders,
    owed,
    paid,
    payable,
    send_refunds,
    told,
)
from tests.factories.people import make_operator

NOTHING, WHOLE = Money(0), Money(68_544_00)


async def disputed(case: SimpleNamespace | None = None) -> SimpleNamespace:
    """Paid and taken back by the payer's bank; `.dispute` its id, `.entry` of the list, `.finance`, `.second`."""
    case = case or await payable()
    case.payment = await paid(case)
    case.dispute = case.provider.dispute(case.payment.intent_id)["id"]
    await told(case)
    return await _listed(case)


async def _listed(case: SimpleNamespace) -> SimpleNamespace:
    case.entry = (await OnlineDifference.get(kind="dispute")).public_id
    case.finance, case.second = case.story.operator.finance, case.story.operator.administrator
    return case


async def lose(case: SimpleNamespace) -> None:
    case.provider.close_dispute(case.dispute, is_won=False)
    await told(case)


async def lost() -> SimpleNamespace:
    case = await disputed()
    await lose(case)
    return case


async def given_back(case: SimpleNamespace) -> None:
    """The bank changes its mind."""
    await apply_dispute(
        case.payment.id, DisputeSeen(case.dispute, case.payment.intent_id, "won", NOTHING, NOTHING)
    )


async def suspense(case: SimpleNamespace) -> Money:
    return await balance(case.story.operator.organisation, Kind.SUSPENSE, case.dispute)


async def on_list(case: SimpleNamespace) -> int:
    return await online.open_differences(case.story.operator.organisation)


async def payers(case: SimpleNamespace) -> int:
    """How many people of the union pay for it."""
    return len(await readers(case.by.organisation_id, "money.pay"))


async def test_while_it_is_open_nobody_decides_and_no_note_ends_it(database: str) -> None:
    case = await disputed()
    seen = await online.preview_dispute(case.entry, by=case.finance)
    assert (seen.is_lost, seen.taken, seen.rises) == (False, WHOLE, WHOLE)
    with pytest.raises(DisputeStands):
        await online.settle_difference(case.entry, note="示例", by=case.finance)
    with pytest.raises(DisputeNotLost):
        await online.decide_dispute(case.entry, owed=WHOLE, by=case.finance)
    await lose(case)
    with pytest.raises(DisputeStands):
        await online.settle_difference(case.entry, note="示例", by=case.finance)
    assert (await on_list(case), await suspense(case), await owed(case)) == (1, WHOLE, 0)
    assert await breaches() == []


async def test_once_lost_the_union_owes_it_again_and_is_told(database: str) -> None:
    case = await lost()
    await online.decide_dispute(case.entry, owed=WHOLE, by=case.finance)
    account = await money.account_of(case.story.number)
    assert (account.owed, account.refunded, account.refund_due) == (WHOLE, WHOLE, NOTHING)
    assert [(one.what, one.amount) for one in account.lines][-1] == ("dispute_lost", WHOLE)
    assert (await on_list(case), await suspense(case)) == (0, NOTHING)
    row = await DisputeDecision.get()
    assert await notices.tell_dispute_decided(row.id) == await payers(case)
    assert await notices.tell_dispute_decided(row.id) == 0
    assert await Notice.filter(topic="owed_again", user_id=case.by.user_id).exists()
    assert {"68,544" in one.text for one in await Letter.all()} == {True}
    with pytest.raises(DifferenceSettled):
        await online.decide_dispute(case.entry, owed=WHOLE, by=case.finance)
    await told(case)  # told again, it comes on no list again
    assert (await on_list(case), await breaches()) == (0, [])

    await money.record_receipt(
        case.charge.public_id, amount=WHOLE, received_on=clock.today(), voucher="V", by=case.finance
    )
    assert ((await money.account_of(case.story.number)).is_square, await breaches()) == (True, [])


async def test_what_was_due_back_is_due_no_more_and_nothing_is_owed(database: str) -> None:
    case = await lost()
    await give_up_group(case)
    assert await orders(case) == [
        (WHOLE.minor, "transfer", False)
    ]  # the provider gives nothing back of it
    seen = await online.preview_dispute(case.entry, by=case.finance)
    assert (seen.rises, seen.before.refund_due, seen.after.refund_due) == (NOTHING, WHOLE, NOTHING)
    with pytest.raises(NothingRisesAgain):
        await online.decide_dispute(case.entry, owed=NOTHING, write_off="示例", by=case.finance)
    await online.decide_dispute(case.entry, owed=NOTHING, by=case.finance)
    assert await orders(case) == [(WHOLE.minor, "online", True)]
    assert await notices.tell_dispute_decided((await DisputeDecision.get()).id) == 0
    assert ((await money.account_of(case.story.number)).is_square, await breaches()) == (True, [])


@pytest.mark.breaks_invariants("money")
async def test_what_a_bank_takes_beyond_what_was_paid_back_is_owed_and_no_refund_of_ours(
    database: str,
) -> None:
    case = await payable()
    case.payment = await paid(case)
    await give_up_group(case)
    await send_refunds(case)  # all of it went back, and then the bank takes it once more
    case.dispute = case.provider.dispute(case.payment.intent_id)["id"]
    await told(case)
    await _listed(case)
    await lose(case)
    await online.decide_dispute(case.entry, owed=WHOLE, by=case.finance)
    assert (await owed(case), await breaches()) == (WHOLE.minor, [])
    # The control: had somebody here paid it back twice, the recount would say so.
    await RefundOrder.filter(why="disputed").update(why="cancelled")
    assert any("refunds exceed payments" in line for line in await breaches())


async def test_it_is_written_off_only_by_two_people(database: str) -> None:
    case = await lost()
    await online.decide_dispute(case.entry, owed=WHOLE, write_off="追不回", by=case.finance)
    row = await WriteOff.get()
    assert (row.minor, row.state, await owed(case), await on_list(case)) == (WHOLE.minor, "proposed", WHOLE.minor, 0)  # fmt: skip
    decision = await DisputeDecision.get()
    assert (
        await notices.tell_dispute_decided(decision.id) == 0
    )  # nobody asks the union for it meanwhile
    with pytest.raises(SamePerson):
        await money.agree_to_write_off(row.public_id, by=case.finance)
    await money.agree_to_write_off(row.public_id, by=case.second)
    account = await money.account_of(case.story.number)
    assert (account.owed, account.written_off, account.is_square) == (NOTHING, WHOLE, True)
    income = await balance(case.story.operator.organisation, Kind.INCOME, case.charge.public_id)
    assert (income, await suspense(case), await breaches()) == (NOTHING, NOTHING, [])


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
async def test_where_nobody_agrees_it_stays_owed_and_the_union_is_told(
    database: str, answer: str
) -> None:
    case = await lost()
    await online.decide_dispute(case.entry, owed=WHOLE, write_off="追不回", by=case.finance)
    made = (await WriteOff.get()).public_id
    if answer == "refused":
        await money.refuse_write_off(made, why="再催", by=case.second)
    else:
        await money.withdraw_write_off(made, by=case.finance)
    assert await owed(case) == WHOLE.minor
    assert await notices.tell_dispute_decided((await DisputeDecision.get()).id) == await payers(
        case
    )
    assert await breaches() == []


async def test_a_write_off_of_it_is_a_part_of_what_is_owed(database: str) -> None:
    case = await lost()
    await correct_charge(case.story.number, to=WHOLE + Money(1_000_00), by=case.finance)
    after = WHOLE + Money(1_000_00)
    with pytest.raises(OwedChanged):
        await online.decide_dispute(case.entry, owed=WHOLE, by=case.finance)
    await online.decide_dispute(case.entry, owed=after, write_off="追不回", by=case.finance)
    row = await WriteOff.get()
    view = await money.write_off_of(row.public_id, by=case.second)
    assert (view.amount, view.owed, view.is_due) == (WHOLE, after, True)
    await money.agree_to_write_off(row.public_id, by=case.second)
    assert (await owed(case), await breaches()) == (1_000_00, [])


async def test_any_other_write_off_of_less_than_is_owed_is_out_of_date(database: str) -> None:
    """The control of the test above."""
    case = await payable()
    finance, second = case.story.operator.finance, case.story.operator.administrator
    made = await money.propose_write_off(case.charge.public_id, seen=WHOLE, why="示例", by=finance)
    await correct_charge(case.story.number, to=WHOLE + Money(1_00), by=finance)
    with pytest.raises(WriteOffOutOfDate):
        await money.agree_to_write_off(made, by=second)


async def test_beside_a_write_off_that_waits_it_can_only_be_owed(database: str) -> None:
    case = await lost()
    await correct_charge(case.story.number, to=WHOLE + Money(1_00), by=case.finance)
    await money.propose_write_off(case.charge.public_id, seen=Money(1_00), why="示例", by=case.finance)  # fmt: skip
    with pytest.raises(WriteOffWaits):
        await online.decide_dispute(case.entry, owed=WHOLE + Money(1_00), write_off="示例", by=case.finance)  # fmt: skip
    assert (await on_list(case), await suspense(case)) == (1, WHOLE)
    await online.decide_dispute(case.entry, owed=WHOLE + Money(1_00), by=case.finance)
    assert await breaches() == []


async def test_what_the_bank_gives_back_after_all_stands_again(database: str) -> None:
    case = await lost()
    await online.decide_dispute(case.entry, owed=WHOLE, by=case.finance)
    await given_back(case), await given_back(case)
    account = await money.account_of(case.story.number)
    assert (account.owed, account.refunded, account.is_square) == (NOTHING, NOTHING, True)
    assert [one.what for one in account.lines][-1] == "dispute_restored"
    assert await notices.tell_dispute_decided((await DisputeDecision.get()).id) == await payers(
        case
    )
    assert await Notice.filter(topic="owed_no_more").count() == await payers(case)
    assert (await on_list(case), await suspense(case), await breaches()) == (0, NOTHING, [])


async def test_given_back_it_takes_a_write_off_back_and_what_was_paid_anew_is_due_back(
    database: str,
) -> None:
    case = await lost()
    await online.decide_dispute(case.entry, owed=WHOLE, write_off="追不回", by=case.finance)
    await money.agree_to_write_off((await WriteOff.get()).public_id, by=case.second)
    await money.record_receipt(
        case.charge.public_id, amount=Money(700), received_on=clock.today(), voucher="V", by=case.finance
    )  # fmt: skip
    await given_back(case)
    account = await money.account_of(case.story.number)
    assert (account.owed, account.written_off, account.refund_due) == (NOTHING, NOTHING, Money(700))
    assert await breaches() == []


async def test_what_the_bank_takes_beyond_what_was_decided_is_on_the_list_again(
    database: str,
) -> None:
    case = await disputed()
    part = DisputeSeen(case.dispute, case.payment.intent_id, "lost", Money(100_00), NOTHING)
    await apply_dispute(case.payment.id, part)
    await online.decide_dispute(case.entry, owed=Money(100_00), by=case.finance)
    assert await on_list(case) == 0
    await lose(case)
    seen = await online.preview_dispute(case.entry, by=case.finance)
    assert (await on_list(case), seen.taken, seen.after.owed) == (1, WHOLE - Money(100_00), WHOLE)
    await online.decide_dispute(case.entry, owed=WHOLE, by=case.finance)
    assert (await on_list(case), await breaches()) == (0, [])
    await given_back(case)
    assert (await owed(case), await breaches()) == (0, [])


async def test_a_question_of_the_bank_that_took_nothing_leaves_the_list_by_itself(
    database: str,
) -> None:
    case = await payable()
    case.payment = await paid(case)
    for state, listed in (("warning_needs_response", 1), ("warning_closed", 0)):
        seen = DisputeSeen("dp_1", str(case.payment.intent_id), state, NOTHING, NOTHING)
        await apply_dispute(case.payment.id, seen)
        assert await on_list(case) == listed


async def test_money_that_was_held_is_set_off_and_the_charge_stays_as_it_is(database: str) -> None:
    case = await payable()
    case.payment = await begin(case)
    case.provider.pay(case.payment.session_id, amount=500_00)
    await told(case)
    case.payment = await OnlinePayment.get()
    case.dispute = case.provider.dispute(case.payment.intent_id)["id"]
    await told(case)
    await _listed(case)
    await lose(case)
    part = DisputeSeen(case.dispute, case.payment.intent_id, "lost", Money(100), NOTHING)
    await apply_dispute(case.payment.id, part)
    with pytest.raises(HeldFirst):
        await online.decide_dispute(case.entry, owed=WHOLE, by=case.finance)
    await lose_again(case)
    await online.decide_dispute(case.entry, owed=WHOLE, by=case.finance)
    assert (await on_list(case), await owed(case), await orders(case)) == (0, WHOLE.minor, [])
    assert (await suspense(case), await breaches()) == (NOTHING, [])
    await given_back(case)  # it lies there again, and is decided about
    assert (await on_list(case), await breaches()) == (1, [])


async def lose_again(case: SimpleNamespace) -> None:
    """As the provider shows it now."""
    await apply_dispute(case.payment.id, await case.at.dispute(case.dispute))


async def test_only_the_payees_own_people_decide(database: str) -> None:
    case, other = await lost(), await make_operator()
    with pytest.raises(NotGranted):
        await online.decide_dispute(case.entry, owed=WHOLE, by=case.story.operator.sales)
    for act in (
        online.decide_dispute(case.entry, owed=WHOLE, by=other.finance),
        online.preview_dispute(case.entry, by=other.finance),
    ):
        with pytest.raises(DifferenceUnknown):
            await act
    assert await DisputeDecision.all().count() == 0


@pytest.mark.breaks_invariants("money")
async def test_what_a_bank_took_and_no_list_speaks_of_is_found(database: str) -> None:
    """The control of the list: an entry that was struck off by hand."""
    case = await lost()
    assert await breaches() == []
    await OnlineDifference.filter(kind="dispute").update(settled_at=clock.now())
    assert f"dispute {case.dispute}: on no list" in await breaches()


@pytest.mark.breaks_invariants("money")
async def test_a_decision_without_its_entries_is_found(database: str) -> None:
    """The control of the books: a decision that somebody wrote without moving anything."""
    case = await lost()
    await online.decide_dispute(case.entry, owed=WHOLE, by=case.finance)
    await DisputeDecision.all().update(undone_at=clock.now())
    assert any("suspense" in line for line in await breaches())
