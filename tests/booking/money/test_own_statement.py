"""What an organisation owes or is owed over a period agrees with its stays, and is nobody else's."""

from datetime import timedelta

from booking import money
from booking.money import Period, raise_charge
from booking.money.models import Charge
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money, total
from sites.foundation.database import transaction
from tests.booking.stays.stories import pay
from tests.factories import stays as made
from tests.factories.people import make_union


def since(days: int) -> Period:
    return Period(clock.today() - timedelta(days=days), clock.today())


async def test_a_statement_closes_with_what_the_unions_stays_owe_together(database: str) -> None:
    union = await make_union()
    first = await made.accounted(union=union)
    second = await made.submitted(union=union, starts_in=60)
    await made.submitted()
    await pay(first, Money(70_000_00))
    accounts = [await money.account_of(story.number) for story in (first, second)]
    found = await money.owed_by(union.organisation, since(400))
    assert found.closing == total(account.owed - account.refund_due for account in accounts)
    assert found.lines[-1].balance == found.closing
    assert {line.payer_id for line in found.lines} == {union.organisation}
    assert {line.stay_id for line in found.lines} == {first.number, second.number}


async def test_what_was_before_the_period_is_its_opening(database: str) -> None:
    story = await made.accounted()
    await pay(story, Money(1_00))
    period = since(0)
    found = await money.owed_by(story.union.organisation, period)
    assert [line.what for line in found.lines][-1] == "receipt"
    assert found.opening + found.more - found.less == found.closing
    later = Period(clock.today() + timedelta(days=1), clock.today() + timedelta(days=2))
    after = await money.owed_by(story.union.organisation, later)
    assert (after.opening, after.lines) == (found.closing, ())


async def test_both_sides_state_the_same(database: str) -> None:
    story = await made.accounted()
    await pay(story, Money(65_000_00))
    ours = await money.owed_by(story.union.organisation, since(400))
    theirs = await money.owed_to(story.operator.organisation, since(400))
    assert ours == theirs


async def test_what_workers_and_families_pay_themselves_stands_apart(database: str) -> None:
    story = await made.submitted()
    charge = await Charge.get(stay_id=story.number)
    await transaction(raise_charge)(
        story.number, party_id=charge.party_id, payee_id=charge.payee_id, amount=Money(80_00),
        bearer="family", by=SYSTEM,
    )  # fmt: skip
    union, period = story.union.organisation, since(0)
    own, people = (
        await money.owed_by(union, period),
        await money.owed_by(union, period, of="people"),
    )
    assert own.closing == Money(charge.minor)
    assert people.closing == Money(80_00)
    assert own.closing + people.closing == (await money.account_of(story.number)).owed
