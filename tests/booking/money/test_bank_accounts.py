"""Where an organisation's money goes: who may say so, what it asks, and when money is paid out to it."""

from datetime import timedelta

import pytest

from booking.money import AccountDraft, account_to_pay, bank_accounts, enter_bank_account
from booking.money.bank_accounts import AccountNumberMalformed, AccountUnchanged
from booking.money.bank_models import BankAccount
from booking.notices import tell_bank_account
from booking.notices.models import Notice
from booking.people import NotGranted
from booking.people.account import PresentPasswordWrong
from sites.foundation import clock
from sites.foundation.actor import Viewer
from sites.foundation.outbox import OutboxRow
from tests.factories.people import PASSWORD, give_password, make_operator, make_union

NUMBER = "6222 0000 1111 2222"


async def enter(who, *, number=NUMBER, bank="示例银行", password=""):
    draft = AccountDraft("示例户名", bank, "示例支行", number)
    viewer = Viewer(who, who.name, "", who.kind, "/")
    await enter_bank_account(draft, password=password, address="127.0.0.1", viewer=viewer)


async def test_an_account_is_on_file_whole_for_who_pays_and_sealed_in_the_table(database):
    operator = await make_operator()
    await enter(operator.finance)

    kept = await account_to_pay(operator.organisation)
    assert kept.parts == ("示例户名", "示例银行", "示例支行", "6222000011112222")
    assert kept.masked == "**** 2222"
    row = await BankAccount.get(organisation_id=operator.organisation)
    assert "6222" not in row.number_sealed


async def test_who_has_entered_none_is_named_alone(database):
    operator = await make_operator()

    assert (await account_to_pay(operator.organisation)).parts == ("", "", "", "")
    assert (await account_to_pay(operator.organisation)).pays_from is None


async def test_finance_and_administrator_enter_a_payee_s_and_who_pays_a_union_s(database):
    operator, union = await make_operator(), await make_union()
    for who in (operator.finance, operator.administrator, union.finance, union.organiser):
        await enter(who, number=f"6222{who.user_id:012d}")
    for who in (operator.sales, operator.steward, union.viewer, union.approver):
        with pytest.raises(NotGranted):
            await enter(who)


@pytest.mark.parametrize("number", ["", "1234567", "6" * 31, "6222-abcd-1111", "６２２２００００"])
async def test_what_is_no_account_number_is_refused_at_its_field(database, number):
    operator = await make_operator()
    with pytest.raises(AccountNumberMalformed) as no:
        await enter(operator.finance, number=number)
    assert no.value.field == "number"


async def test_a_change_needs_the_password_once_more(database):
    operator = await make_operator()
    await give_password(operator.finance)
    with pytest.raises(PresentPasswordWrong) as no:
        await enter(operator.finance, password="not this one")
    assert no.value.field == "present"
    assert await BankAccount.all().count() == 0
    await enter(operator.finance, password=PASSWORD)
    assert await BankAccount.all().count() == 1


async def test_without_asking_for_it_any_open_screen_would_do(database, monkeypatch):
    """The control of the test above."""
    operator = await make_operator()
    await give_password(operator.finance)

    async def asks_nothing(*args, **kwargs):
        return None

    monkeypatch.setattr(bank_accounts, "prove_password", asks_nothing)
    await enter(operator.finance, password="not this one")
    assert await BankAccount.all().count() == 1


async def test_nothing_is_paid_out_to_a_new_account_for_72_hours(database):
    operator = await make_operator()
    await enter(operator.finance)
    kept = await account_to_pay(operator.organisation)
    end = kept.pays_from
    assert end == kept.entered_at + timedelta(hours=72)
    with clock.moved_to(end - timedelta(seconds=1)):
        assert not kept.may_be_paid_out
    with clock.moved_to(end):
        assert kept.may_be_paid_out


async def test_another_account_replaces_the_one_before_and_waits_anew(database):
    operator = await make_operator()
    with clock.moved_to(clock.now() - timedelta(days=9)):
        await enter(operator.finance)
    await enter(operator.administrator, number="1234567890")

    kept = await account_to_pay(operator.organisation)
    assert (kept.number, kept.may_be_paid_out) == ("1234567890", False)
    assert await BankAccount.filter(replaced_at=None).count() == 1
    with pytest.raises(AccountUnchanged):
        await enter(operator.finance, number="1234567890")


async def test_everybody_who_sees_the_money_is_told_and_the_old_contact_too(database):
    operator = await make_operator()
    await enter(operator.finance)
    await enter(operator.administrator, number="1234567890")
    for row in await OutboxRow.filter(topic="bank.account_entered").order_by("id"):
        await tell_bank_account(row.payload["account_id"])

    told = await Notice.filter(topic="bank_account_entered").values_list("user_id", flat=True)
    finance, administrator, sales = (
        getattr(operator, role).user_id for role in ("finance", "administrator", "sales")
    )
    assert sorted(told) == sorted([finance, administrator, sales] * 2)
