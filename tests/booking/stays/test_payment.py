"""What a plan of payment does to a stay: deposits, dates, bearers, and the end of a request whose deposit is missing."""

from dataclasses import replace
from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest

from booking import money, notices, stays
from booking.money import instalments_of
from booking.money.instalments import next_payment
from booking.money.models import Charge, RefundOrder
from booking.notices.models import Notice
from booking.people.models import Organisation
from booking.stays import due
from booking.stays.models import Stay, StayEvent
from sites import listings
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.listings import Payment, PaymentTermsUnfit, SiteUnknown
from sites.packages import Heads
from tests.booking.stays import changes
from tests.factories import stays as made
from tests.factories.people import make_operator, make_union
from tests.factories.places import PRICE, TWIN, make_place

DEPOSIT = Payment(deposit_percent=30, deposit_days=5, grace_days=2)
WHOLE = PRICE * 4 * 36


async def place_with(plan: Payment, **changes: object) -> SimpleNamespace:
    place = await make_place(**changes)
    await listings.set_payment_terms(place.id, plan, by=place.operator.sales)
    return place


async def accepted(plan: Payment = DEPOSIT, **changes: object) -> SimpleNamespace:
    """Submitted and accepted on the same day; nothing is paid."""
    return await made.confirmed(place=await place_with(plan), **changes)


async def pay(story: SimpleNamespace, fen: int, *, bearer: str = "union", voucher: str = "1") -> None:  # fmt: skip
    charge = await Charge.get(stay_id=story.number, bearer=bearer)
    await money.record_receipt(
        charge.public_id, amount=Money(fen), received_on=clock.today(), voucher=voucher,
        by=story.operator.finance,
    )  # fmt: skip
    await stays.confirm(story.number)


async def charges(story: SimpleNamespace) -> dict[str, int]:
    rows = await Charge.filter(stay_id=story.number).order_by("id")
    return {row.bearer: 0 if row.voided_at else row.minor for row in rows}


async def row_of(story: SimpleNamespace) -> Stay:
    return await Stay.get(id=story.number)


async def test_a_stay_is_confirmed_once_its_deposit_is_in_to_the_fen(database):
    story = await accepted()
    assert ((await row_of(story)).state, (await row_of(story)).missing) == (
        "submitted",
        ["deposit"],
    )

    deposit = Money(WHOLE).percent(30).minor
    await pay(story, deposit - 1)
    assert await made.state_of(story) == "submitted"
    await pay(story, 1, voucher="2")
    assert await made.state_of(story) == "confirmed"
    paid = [(one.kind, one.owed.minor) for one in await instalments_of(story.number)]
    assert paid == [("deposit", 0), ("balance", WHOLE - deposit)]


async def test_without_a_deposit_the_confirmation_waits_for_no_money(database):
    story = await accepted(Payment(is_after=True, balance_days=30))
    assert await made.state_of(story) == "confirmed"
    (part,) = await instalments_of(story.number)
    assert part.due_on == story.check_out + timedelta(days=30)


async def test_a_request_ends_when_the_days_of_grace_are_over_and_what_came_goes_back(database):
    story = await accepted()
    await pay(story, 100_00)
    (day,) = [one.due_on for one in await instalments_of(story.number) if one.kind == "deposit"]
    assert day == clock.today() + timedelta(days=5)

    last = clock.end_of(day + timedelta(days=2))
    with clock.moved_to(last - timedelta(seconds=1)):
        assert not await stays.expire(story.number)
    with clock.moved_to(last):
        assert await due.deposits_over() == [story.number]
        assert await stays.expire(story.number)
        assert not await stays.expire(story.number)

    event = await StayEvent.get(stay_id=story.number, act="expired")
    assert event.reason == "deposit_missing"
    assert [order.minor for order in await RefundOrder.filter(charge__stay_id=story.number)] == [100_00]  # fmt: skip


async def test_a_deposit_in_time_keeps_the_request_past_its_date(database):
    story = await accepted()
    await pay(story, WHOLE)
    with clock.moved_to(clock.now() + timedelta(days=8)):
        assert await due.deposits_over() == []
        assert not await stays.expire(story.number)


async def test_the_plan_is_frozen_with_the_submission(database):
    story = await accepted()
    await listings.set_payment_terms(story.place.id, Payment(), by=story.operator.sales)
    await stays.confirm(story.number)
    assert (await row_of(story)).missing == ["deposit"]
    assert (await row_of(story)).frozen["terms"]["payment"]["deposit_percent"] == 30


async def test_an_agreement_with_a_union_holds_up_to_its_limit(database):
    place, union = await place_with(DEPOSIT), await make_union()
    code = (await Organisation.get(id=union.organisation)).credit_code
    later = Payment(is_after=True, balance_days=30)
    agreed = await money.agree_plan(place.id, code, later, limit=Money(WHOLE), by=place.operator.sales)  # fmt: skip

    first = await made.confirmed(place=place, union=union)
    second = await made.confirmed(place=place, union=union, starts_in=60)
    assert await made.state_of(first) == "confirmed"
    assert await made.state_of(second) == "submitted"

    await money.end_plan(place.id, agreed, by=place.operator.sales)
    assert await money.plans_at(place.id, by=place.operator.sales) == ()


async def test_only_the_bases_operator_sets_how_it_is_paid(database):
    place, other = await make_place(), await make_operator()
    with pytest.raises(SiteUnknown):
        await listings.set_payment_terms(place.id, DEPOSIT, by=other.sales)
    with pytest.raises(SiteUnknown):
        await money.agree_plan(place.id, "x", DEPOSIT, limit=None, by=other.sales)
    with pytest.raises(PaymentTermsUnfit):
        await listings.set_payment_terms(place.id, replace(DEPOSIT, deposit_percent=101), by=place.operator.sales)  # fmt: skip


async def with_own_charges(**changes: object) -> SimpleNamespace:
    union = await make_union()
    await money.set_measure(money.Measure(1_500_00), by=union.administrator)
    place = await place_with(Payment(worker_by="desk", family_by="online"))
    return await made.confirmed(place=place, union=union, **changes)


async def test_who_pays_the_base_itself_has_a_charge_of_its_own(database):
    story = await with_own_charges()
    each = PRICE * 4
    own = {"worker": (each - 1_500_00) * 32, "family": each * 2}
    assert await charges(story) == {"union": each * 36 - sum(own.values()), **own}
    dates = {row.bearer: row.due_on for row in await Charge.filter(stay_id=story.number)}
    assert dates["worker"] == story.check_in
    assert dates["family"] == story.check_in - timedelta(days=7)


async def test_a_family_that_stays_at_home_lowers_the_familys_charge_alone(database):
    story = await with_own_charges()
    before = await charges(story)
    fewer = changes.terms_of(story, heads=replace(story.heads, family=1))
    amendment = await changes.amended(story, fewer)
    await changes.accept(story, amendment)
    assert await charges(story) == {**before, "family": PRICE * 4}


async def test_dates_of_payment_move_with_the_stay(database):
    story = await made.confirmed(place=await place_with(Payment()))
    moved = changes.terms_of(story, check_in=story.check_in + timedelta(days=3))
    await changes.accept(story, await changes.amended(story, moved))
    part = await next_payment(story.number)
    assert part is not None
    assert part.due_on == story.check_in + timedelta(days=3 - 7)


async def test_the_account_is_split_by_who_came_and_who_pays(database):
    story = await made.departed(
        place=await place_with(Payment(family_by="desk")), came=Heads(30, 1, 2), rooms={TWIN: 18}
    )
    await stays.present_account(story.id, by=story.operator.sales)
    each = PRICE * 4
    assert await charges(story) == {"union": each * 32, "family": each}


async def test_a_payment_is_reminded_of_before_its_date_and_warned_of_after_it(database):
    story = await made.confirmed()
    day: date = story.check_in - timedelta(days=7)
    for later, near, over in ((-4, [], []), (-3, [story.number], []), (2, [], []), (3, [], [story.number])):  # fmt: skip
        with clock.moved_to(clock.at(day + timedelta(days=later), time(9))):
            assert (await due.payments_near(), await due.payments_over()) == (near, over)
    with clock.moved_to(clock.at(day, time(9))):
        assert await notices.remind_of_payment(story.number, "payment_due")
        assert not await notices.remind_of_payment(story.number, "payment_due")
    told = await Notice.filter(topic="payment_due").order_by("-id").first()
    assert told is not None
