"""What nobody pays is given up by two people, as an entry of its own; money that comes later takes it back."""

from datetime import timedelta

import pytest

from booking import money, notices
from booking.money import (
    LinkClosed,
    account_of,
    agree_by_link,
    agree_to_write_off,
    breaches,
    instalments_of,
    link_to_write_off,
    preview_write_off,
    propose_write_off,
    record_receipt,
    refuse_by_link,
    refuse_write_off,
    withdraw_receipt,
    withdraw_write_off,
    write_off_behind,
    write_off_of,
    write_offs_of_stay,
    write_offs_waiting,
)
from booking.money.books import Period
from booking.money.ledger import Kind, balance
from booking.money.models import Entry
from booking.money.refusals import ChargeUnknown
from booking.money.statements.refusals import ReasonMissing, SamePerson
from booking.money.write_off_models import WriteOff
from booking.money.write_offs import (
    NothingToWriteOff,
    OwedChanged,
    WriteOffOutOfDate,
    WriteOffSettled,
    WriteOffUnknown,
    WriteOffWaits,
    deciding,
)
from booking.notices.models import Letter, Notice
from booking.people import NotGranted
from booking.people.models import Membership
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.database import change
from sites.foundation.idempotency import Key
from tests.booking.money.making import charge_again, charged, correct_charge
from tests.clients import Client
from tests.factories.centres import collecting
from tests.factories.people import make_operator, make_union


async def short(paid: int = 497_000):
    """A charge of 5,000 yuan of which 30 are missing; `.charge` is its public id."""
    case = await charged(500_000)
    case.charge = case.charges[0]
    if paid:
        await paid_in(case, paid, "V1")
    return case


async def paid_in(case, minor: int, voucher: str) -> str:
    return await record_receipt(
        case.charge, amount=Money(minor), received_on=clock.today(), voucher=voucher, by=case.finance
    )  # fmt: skip


async def proposed(case, minor: int = 3_000, why: str = "手续费差额", by=None) -> str:
    return await propose_write_off(case.charge, seen=Money(minor), why=why, by=by or case.finance)


async def without_second(case) -> None:
    alone = Membership.filter(user_id=case.operator.administrator.user_id)
    await alone.update(ended_at=clock.now())


async def test_once_another_person_agrees_nothing_is_owed_and_nothing_was_changed(database):
    case = await short()
    seen = await preview_write_off(case.charge, by=case.finance)
    assert (seen.owed, seen.worth, seen.worth_after, seen.asks) == (
        Money(3_000), Money(500_000), Money(497_000), "payee",
    )  # fmt: skip
    made = await proposed(case)
    assert (await account_of(case.stay)).owed == Money(3_000)  # a proposal posts nothing
    await agree_to_write_off(made, by=case.operator.administrator)

    account = await account_of(case.stay)
    assert (account.owed, account.written_off, account.refund_due) == (Money(0), Money(3_000), Money(0))  # fmt: skip
    assert (account.charged, account.received, account.is_square) == (Money(500_000), Money(497_000), True)  # fmt: skip
    assert [(line.what, line.amount.minor) for line in account.lines][-1] == ("write_off", -3_000)
    assert await balance(case.payee, Kind.RECEIVABLE, case.charge) == Money(0)
    assert await balance(case.payee, Kind.INCOME, case.charge) == Money(-497_000)
    today = clock.today()
    found = await money.trial_balance(case.payee, Period(today, today))
    assert (found.written_off, found.is_balanced) == (Money(3_000), True)
    assert not [one for one in await instalments_of(case.stay) if one.owed]
    assert await breaches() == []


async def test_the_proposer_alone_never_writes_anything_off(database):
    case = await short()
    made = await proposed(case)
    with pytest.raises(SamePerson):
        await agree_to_write_off(made, by=case.finance)
    with pytest.raises(SamePerson):
        await refuse_write_off(made, why="x", by=case.finance)
    with pytest.raises(NotGranted):
        await agree_to_write_off(made, by=case.operator.sales)
    with pytest.raises(NotGranted):
        await agree_to_write_off(made, by=case.union.finance)  # it is not asked
    for stranger in ((await make_operator()).administrator, (await make_union()).finance):
        with pytest.raises(WriteOffUnknown):
            await agree_to_write_off(made, by=stranger)
    assert (await account_of(case.stay)).owed == Money(3_000)


async def test_without_asking_who_proposed_it_one_person_would_do_both(database, monkeypatch):
    """The control of the test above; the table's own rule refuses it too."""
    from tortoise.exceptions import IntegrityError

    case = await short()
    made = await proposed(case)
    monkeypatch.setattr(deciding, "SamePerson", ZeroDivisionError)
    with pytest.raises(ZeroDivisionError):
        await agree_to_write_off(made, by=case.finance)
    with pytest.raises(IntegrityError):
        await WriteOff.all().update(state="agreed", second_user_id=case.finance.user_id)


async def test_money_that_comes_later_takes_back_as_much_of_it_and_becomes_no_refund(database):
    case = await short()
    await agree_to_write_off(await proposed(case), by=case.operator.administrator)
    receipt = await paid_in(case, 1_000, "V2")
    account = await account_of(case.stay)
    assert (account.owed, account.written_off, account.refund_due) == (Money(0), Money(2_000), Money(0))  # fmt: skip
    assert [one.what for one in await Entry.all().order_by("-id")][:2] == ["write_off_reversed", "receipt"]  # fmt: skip
    await paid_in(case, 2_500, "V3")
    account = await account_of(case.stay)
    assert (account.owed, account.written_off, account.refund_due) == (Money(0), Money(0), Money(500))  # fmt: skip
    await withdraw_receipt(
        receipt, why="记错", by=case.finance
    )  # what was taken back stays taken back
    assert (await account_of(case.stay)).owed == Money(500)
    assert await breaches() == []


async def test_without_taking_it_back_the_books_would_say_more_than_came(database, monkeypatch):
    """The control of the test above: the recount finds what is written off and paid as well."""
    from booking.money import balancing

    case = await short()
    await agree_to_write_off(await proposed(case), by=case.operator.administrator)
    real = balancing.take_back

    async def nothing(*_args: object, **_named: object) -> None:
        return None

    monkeypatch.setattr(balancing, "take_back", nothing)
    await paid_in(case, 1_000, "V2")
    assert any("1000 too much written off" in line for line in await breaches())
    monkeypatch.setattr(balancing, "take_back", real)
    await paid_in(case, 1, "V3")  # the next entry puts it right
    assert await breaches() == []


async def test_a_charge_that_falls_takes_it_back_and_one_that_rises_is_owed_anew(database):
    case = await short()
    await agree_to_write_off(await proposed(case), by=case.operator.administrator)
    await correct_charge(case.stay, to=Money(498_000), by=case.finance)
    account = await account_of(case.stay)
    assert (account.written_off, account.owed, account.refund_due) == (Money(1_000), Money(0), Money(0))  # fmt: skip
    await correct_charge(case.stay, to=Money(499_000), by=case.finance)
    assert (await account_of(case.stay)).owed == Money(1_000)
    await agree_to_write_off(await proposed(case, 1_000), by=case.operator.administrator)
    await correct_charge(case.stay, to=Money(0), by=case.finance)
    account = await account_of(case.stay)
    assert (account.written_off, account.refund_due) == (Money(0), Money(497_000))
    assert await breaches() == []


async def test_it_says_why_and_is_of_what_was_seen(database):
    case = await short()
    with pytest.raises(ReasonMissing):
        await proposed(case, why="  ")
    with pytest.raises(OwedChanged):
        await proposed(case, 2_999)
    with pytest.raises(NotGranted):
        await proposed(case, by=case.operator.administrator)
    for charge in ("x", "0" * 32):
        with pytest.raises(ChargeUnknown):
            await propose_write_off(charge, seen=Money(1), why="x", by=case.finance)
    with pytest.raises(ChargeUnknown):
        await proposed(case, by=(await make_operator()).finance)
    key = Key("k" * 20, "f")
    made = await propose_write_off(case.charge, seen=Money(3_000), why="x", by=case.finance, key=key)  # fmt: skip
    assert made == await propose_write_off(case.charge, seen=Money(3_000), why="x", by=case.finance, key=key)  # fmt: skip
    with pytest.raises(WriteOffWaits):
        await proposed(case)
    await withdraw_write_off(made, by=case.finance)
    await paid_in(case, 3_000, "V2")
    with pytest.raises(NothingToWriteOff):
        await proposed(case)


async def test_what_is_owed_otherwise_by_now_is_not_agreed_to(database):
    case = await short()
    made = await proposed(case)
    await paid_in(case, 1_000, "V2")
    with pytest.raises(WriteOffOutOfDate):
        await agree_to_write_off(made, by=case.operator.administrator)
    assert (await WriteOff.get(public_id=made)).state == "proposed"
    with pytest.raises(WriteOffUnknown):
        await withdraw_write_off(made, by=(await make_operator()).finance)
    await withdraw_write_off(made, by=case.finance)
    with pytest.raises(WriteOffSettled):
        await agree_to_write_off(made, by=case.operator.administrator)
    with pytest.raises(WriteOffSettled):
        await withdraw_write_off(made, by=case.finance)
    assert await agree_to_write_off(await proposed(case, 2_000), by=case.operator.administrator) is None  # fmt: skip


async def test_a_no_leaves_the_money_owed_and_says_why(database):
    case = await short()
    made = await proposed(case)
    assert [one.id for one in await write_offs_waiting(case.operator.administrator)] == [made]
    assert await write_offs_waiting(case.finance) == ()
    with pytest.raises(ReasonMissing):
        await refuse_write_off(made, why=" ", by=case.operator.administrator)
    await refuse_write_off(made, why="再催一次", by=case.operator.administrator)
    view = await write_off_of(made, by=case.finance)
    assert (view.state, view.answer, view.may_answer) == ("refused", "再催一次", False)
    assert (await account_of(case.stay)).owed == Money(3_000)
    assert await write_offs_of_stay(case.stay, by=case.finance) == ()
    with pytest.raises(WriteOffUnknown):  # the union was never asked, and nothing came of it
        await write_off_of(made, by=case.union.finance)


async def test_what_a_centre_collects_is_given_up_by_its_operator_alone(database):
    case = await collecting(commission=150)
    union = await make_union()
    from tests.booking.money.making import _inquiry

    stay = await _inquiry(case.operator.organisation, union.organisation)
    centre = case.centre.organisation
    charge = await charge_again(stay, centre, 100_000)
    await record_receipt(charge, amount=Money(90_000), received_on=clock.today(), voucher="V", by=case.centre.cashier)  # fmt: skip
    made = await propose_write_off(charge, seen=Money(10_000), why="破产", by=case.centre.cashier)
    with pytest.raises(NotGranted):
        await agree_to_write_off(made, by=case.centre.finance)
    assert [one.id for one in await write_offs_waiting(case.operator.finance)] == [made]
    await agree_to_write_off(made, by=case.operator.finance)
    # What is left is 900.00 with 1.5 % of it, as if that had been charged.
    (one,) = await money.collected_by(centre)
    assert (one.owed, one.commission) == (Money(88_650), Money(1_350))
    assert await balance(centre, Kind.PAYABLE_OPERATOR, charge) == Money(-88_650)
    assert await balance(centre, Kind.COMMISSION, charge) == Money(-1_350)
    await record_receipt(charge, amount=Money(10_001), received_on=clock.today(), voucher="W", by=case.centre.cashier)  # fmt: skip
    assert await balance(centre, Kind.PAYABLE_OPERATOR, charge) == Money(-98_500)
    assert await breaches() == []


async def test_where_the_payee_has_one_person_whoever_owes_it_answers_by_a_signed_link(
    database, client: Client
):
    case = await short()
    await without_second(case)
    assert (await preview_write_off(case.charge, by=case.finance)).asks == "payer"
    made = await proposed(case)
    row = await WriteOff.get(public_id=made)
    await notices.tell_write_off(row.id)
    letter = await Letter.filter(source=f"write_off:{row.id}").first()
    assert letter
    path = (
        "/write-off-confirmation/"
        + next(part for part in letter.text.split() if "/write-off-confirmation/" in part).split(
            "/write-off-confirmation/"
        )[1]
    )
    notice = await Notice.filter(topic="write_off_to_confirm").first()
    assert notice.path == f"/union/write-offs/{made}"
    assert "手续费差额" in (await client.get(path)).text
    assert (await client.submit(path)).status_code == 303
    assert (await account_of(case.stay)).is_square
    assert (await client.get(path)).status_code == 200
    view = await write_off_of(made, by=case.union.finance)
    assert (view.state, view.is_payee) == ("agreed", False)


async def test_a_link_answers_for_one_person_who_may_pay_and_seven_days(database):
    case = await short()
    made = await proposed(case)
    for person in (case.union.finance, case.finance):  # whoever owes it is not asked here
        with pytest.raises(LinkClosed):
            await write_off_behind(link_to_write_off(made, person.user_id))
    await withdraw_write_off(made, by=case.finance)
    await without_second(case)
    link = link_to_write_off(await proposed(case), case.union.finance.user_id)
    assert (await write_off_behind(link)).amount == Money(3_000)
    with clock.moved_to(clock.now() + timedelta(days=8)), pytest.raises(LinkClosed):
        await agree_by_link(link)
    for stranger in (case.union.viewer, case.finance):
        with pytest.raises(LinkClosed):
            await agree_by_link(link_to_write_off(link.split(".")[0], stranger.user_id))
    with pytest.raises(LinkClosed):
        await agree_by_link(money.link_to(link.split(".")[0], case.union.finance.user_id))
    await refuse_by_link(link, why="我们会付")
    assert (await WriteOff.filter(state="refused").get()).answer == "我们会付"


@pytest.mark.breaks_invariants("money")
async def test_a_write_off_that_no_entry_posted_is_found(database):
    case = await short()
    await proposed(case)
    await change("UPDATE write_offs SET state = 'agreed', second_user_id = by_user_id + 1")
    assert any("must be 0" in line for line in await breaches())
    assert case
