"""A programme's subsidy: set by a federation, frozen with the price, claimed after the trip, granted by two, paid and posted."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from tortoise.exceptions import IntegrityError

from booking import money, stays
from booking.money import Measure, RateDraft, breaches
from booking.money.ledger import Kind, balance
from booking.money.subsidies import deciding
from booking.money.subsidies.refusals import (
    AccountNotReady,
    CheckedByYou,
    ClaimedAlready,
    ClaimMoved,
    ClaimUnknown,
    GrantTooMuch,
    ProgrammeUnknown,
    RateEndsBefore,
    RateStartsEarlier,
    RateUnknown,
    ReasonMissing,
)
from booking.money.subsidy_models import SubsidyClaim, SubsidyRate
from booking.people import NotGranted
from booking.stays.models import Stay, StayNight, Trip
from booking.stays.subsidy_refusals import (
    NobodyCame,
    NothingGiven,
    SubsidyChanged,
    TripNotReconciled,
)
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.packages import Heads, Quote
from tests.factories.centres import enter_account
from tests.factories.people import HANGZHOU, make_federation, make_union
from tests.factories.places import PRICE
from tests.factories.stays import accounted, departed, held, missed, reconciled

LONG_AGO = timedelta(days=200)


async def giving(
    federation: SimpleNamespace, minor: int, *, per: str = "trip", **changes: object
) -> str:
    draft = RateDraft(
        **{
            "programme": "front_line", "per": per, "amount": Money(minor),
            "starts_on": clock.today() - LONG_AGO, "document": "示例文件1号", **changes,
        }
    )  # fmt: skip
    return await money.set_rate(draft, by=federation.clerk)


async def trip_of(story: SimpleNamespace) -> str:
    return str((await Trip.get(id=(await Stay.get(id=story.number)).trip_id)).public_id)


async def over(minor: int = 100_00, *, per: str = "trip", **changes: object) -> SimpleNamespace:
    """A reconciled trip of 30 workers of a Hangzhou union, whose federation gives so much. `.trip`, `.federation`."""
    federation = await make_federation(host=False, region=HANGZHOU)
    await giving(federation, minor, per=per)
    story = await reconciled(**{"programme": "front_line", **changes})
    story.trip, story.federation = await trip_of(story), federation
    return story


async def claimed(**changes: object) -> SimpleNamespace:
    story = await over(**changes)  # type: ignore[arg-type]
    found = await stays.preview_subsidy(story.trip, by=story.union.finance)
    story.claim = await stays.claim_subsidy(
        story.trip, amount_seen=found.amount, by=story.union.finance
    )
    story.amount = found.amount
    return story


async def granted(**changes: object) -> SimpleNamespace:
    story = await claimed(**changes)
    await money.check_claim(story.claim, amount=story.amount, by=story.federation.clerk)
    await money.grant_claim(story.claim, amount_seen=story.amount, by=story.federation.finance)
    return story


async def banked(story: SimpleNamespace) -> None:
    with clock.moved_to(clock.now() - timedelta(days=4)):
        await enter_account(story.union.finance, "6217000012345678")


async def shown(story: SimpleNamespace) -> money.ClaimLine:
    return await money.claim_of(story.claim, by=story.federation.reviewer)


async def test_a_rate_is_followed_by_the_next_and_never_rewritten(database):
    federation = await make_federation(host=False)
    first = await giving(federation, 100_00)
    day = clock.today() + timedelta(days=30)
    await giving(federation, 120_00, starts_on=day)
    newer, older = await money.rates_of(federation.organisation)
    assert (newer.amount, newer.ends_on, newer.is_coming) == (Money(120_00), None, True)
    assert (older.id, older.amount, older.ends_on, older.is_over) == (first, Money(100_00), day, False)  # fmt: skip
    with pytest.raises(RateStartsEarlier):
        await giving(federation, 90_00, starts_on=day)
    with pytest.raises(RateEndsBefore):  # an end is not moved back
        await money.end_rate(first, ends_on=day + timedelta(days=1), by=federation.clerk)
    with pytest.raises(ProgrammeUnknown):
        await giving(federation, 1, programme="nothing")
    other = await make_federation(host=False, region="320100")
    with pytest.raises(RateUnknown):
        await money.end_rate(first, ends_on=day, by=other.clerk)
    with pytest.raises(NotGranted):
        await money.end_rate(first, ends_on=day, by=federation.reviewer)


async def test_a_unions_own_city_goes_before_the_host_who_gives_to_everybody(database):
    union, host = await make_union(region=HANGZHOU), await make_federation()
    today = clock.today()

    async def given() -> Money | None:
        rate = await money.rate_for(union.organisation, "front_line", today)
        return rate.amount if rate else None

    assert await given() is None
    await giving(host, 10_00, reaches="city")
    assert await given() is None
    await giving(host, 20_00, reaches="everyone", starts_on=today - timedelta(days=5))
    assert await given() == Money(20_00)
    city = await make_federation(host=False, region=HANGZHOU)
    own = await giving(city, 30_00, reaches="everyone")
    assert await given() == Money(30_00)
    assert (await SubsidyRate.get(public_id=own)).reaches == "city"  # a city gives to its own alone
    await money.end_rate(own, ends_on=today, by=city.clerk)
    assert await given() == Money(20_00)


async def test_a_hold_freezes_what_is_given_and_a_later_rate_changes_nothing(database):
    federation, union = await make_federation(host=False), await make_union()
    rate = await giving(federation, 40_00, per="day")
    await money.set_measure(Measure(subsidies={"front_line": 1_00}), by=union.administrator)
    story = await held(union=union, programme="front_line", made_now=True)
    await giving(federation, 1_00, starts_on=clock.today() + timedelta(days=1))
    quote = Quote.from_facts((await Stay.get(id=story.number)).quote)
    assert quote.allowance.rate == rate
    assert quote.shares.parts["subsidy"] == Money(40_00 * 5 * 32)


async def test_who_came_is_claimed_for_a_trip_or_by_day(database):
    story = await over(40_00, per="day", came=Heads(30, 2, 2))
    found = await stays.preview_subsidy(story.trip, by=story.union.viewer)
    assert (found.reckoned.workers, found.reckoned.person_days) == (30, 30 * 5)
    assert found.amount == Money(40_00 * 150)
    assert [one.workers for one in found.nights] == [30] * 4
    last = await StayNight.filter(stay_id=story.number).order_by("-date").first()
    await StayNight.filter(id=last.id).update(arrived_workers=20)  # ten left a night early
    found = await stays.preview_subsidy(story.trip, by=story.union.viewer)
    assert found.reckoned.person_days == 3 * 30 + 20 + 30
    assert [one.trip for one in await stays.claimables_of(story.union.finance)] == [story.trip]


async def test_no_more_is_given_than_the_workers_cost(database):
    story = await over(1_000_000_00)
    found = await stays.preview_subsidy(story.trip, by=story.union.finance)
    assert found.reckoned.is_capped
    assert found.amount == Money(30 * 4 * PRICE)


async def test_what_cannot_be_claimed(database):
    federation = await make_federation(host=False)
    plain = await reconciled()
    with pytest.raises(NothingGiven):
        await stays.preview_subsidy(await trip_of(plain), by=plain.union.finance)
    await giving(federation, 100_00)
    early = await accounted(programme="front_line")
    with pytest.raises(TripNotReconciled):
        await stays.preview_subsidy(await trip_of(early), by=early.union.finance)
    empty = await departed(programme="front_line", union=early.union, place=early.place)
    await missed(empty)
    await stays.accept_account(empty.id, by=empty.union.organiser)
    with pytest.raises(NobodyCame):
        await stays.preview_subsidy(await trip_of(empty), by=empty.union.finance)
    assert await stays.claimables_of(early.union.finance) == []


async def test_a_trip_is_claimed_once_and_as_it_was_seen(database):
    story = await over()
    by, stranger = story.union.finance, await make_union()
    with pytest.raises(SubsidyChanged):
        await stays.claim_subsidy(story.trip, amount_seen=Money(1), by=by)
    with pytest.raises(NotGranted):
        await stays.claim_subsidy(story.trip, amount_seen=Money(1), by=story.union.viewer)
    claim = await stays.claim_subsidy(story.trip, amount_seen=Money(30 * 100_00), by=by)
    with pytest.raises(ClaimedAlready):
        await stays.claim_subsidy(story.trip, amount_seen=Money(30 * 100_00), by=by)
    with pytest.raises(ClaimUnknown):
        await money.withdraw_claim(claim, by=stranger.finance)
    await money.withdraw_claim(claim, by=by)
    again = await stays.claim_subsidy(story.trip, amount_seen=Money(30 * 100_00), by=by)
    assert again != claim
    assert await SubsidyClaim.all().count() == 2


async def test_two_persons_grant_and_the_grant_is_posted(database):
    story = await claimed()
    federation, book = story.federation, story.federation.organisation
    await money.check_claim(story.claim, amount=story.amount, by=federation.finance)
    for act in (money.grant_claim(story.claim, amount_seen=story.amount, by=federation.finance),):
        with pytest.raises(CheckedByYou):
            await act
    with pytest.raises(NotGranted):
        await money.grant_claim(story.claim, amount_seen=story.amount, by=federation.clerk)
    with pytest.raises(ClaimMoved):  # not what was checked
        await money.grant_claim(story.claim, amount_seen=Money(1), by=federation.administrator)
    assert not await balance(book, Kind.SUBSIDY)
    await money.grant_claim(story.claim, amount_seen=story.amount, by=federation.administrator)
    assert await balance(book, Kind.SUBSIDY) == story.amount
    assert await balance(book, Kind.SUBSIDY, story.claim) == -story.amount
    with pytest.raises(ClaimMoved):
        await money.turn_down_claim(story.claim, why="示例", by=federation.clerk)
    with pytest.raises(ClaimMoved):
        await money.withdraw_claim(story.claim, by=story.union.finance)
    assert await breaches() == []


async def test_without_the_second_person_the_table_refuses(database, monkeypatch):
    story = await claimed()
    await money.check_claim(story.claim, amount=story.amount, by=story.federation.finance)
    monkeypatch.setattr(deciding, "demand_second_checker", lambda row, *, by: None)
    with pytest.raises(IntegrityError):
        await money.grant_claim(story.claim, amount_seen=story.amount, by=story.federation.finance)


async def test_less_needs_a_reason_and_nobody_grants_more(database):
    story = await claimed()
    by = story.federation.clerk
    with pytest.raises(GrantTooMuch):
        await money.check_claim(story.claim, amount=story.amount + Money(1), by=by)
    with pytest.raises(ReasonMissing):
        await money.check_claim(story.claim, amount=story.amount - Money(1), by=by)
    await money.check_claim(story.claim, amount=Money(50_00), why="示例：两人已享受", by=by)
    line = await shown(story)
    assert (line.granted, line.why, line.state, line.given) == (Money(50_00), "示例：两人已享受", "checked", Money(0))  # fmt: skip
    with pytest.raises(ReasonMissing):
        await money.turn_down_claim(story.claim, why="", by=by)
    await money.turn_down_claim(story.claim, why="示例：名单不符", by=by)
    assert (await shown(story)).state == "turned_down"
    assert await stays.claimables_of(story.union.finance)


async def test_paid_with_a_voucher_to_an_account_of_72_hours_and_once(database):
    story = await granted()
    by, book = story.federation.clerk, story.federation.organisation
    with pytest.raises(AccountNotReady):
        await money.record_subsidy_paid(story.claim, paid_on=clock.today(), voucher="S1", by=by)
    assert await money.transfers_due(by) == ()
    await banked(story)
    ((line, account),) = await money.transfers_due(by)
    assert (line.given, account.number) == (story.amount, "6217000012345678")
    await money.record_subsidy_paid(story.claim, paid_on=clock.today(), voucher="S1", by=by)
    with pytest.raises(ClaimMoved):
        await money.record_subsidy_paid(story.claim, paid_on=clock.today(), voucher="S2", by=by)
    assert await balance(book, Kind.BANK) == -story.amount
    assert not await balance(book, Kind.SUBSIDY, story.claim)
    await money.subsidy_came_back(story.claim, why="示例：户名不符", by=by)
    assert not await balance(book, Kind.BANK)
    assert (await shown(story)).state == "granted"
    assert await breaches() == []


@pytest.mark.breaks_invariants("money")
async def test_the_audit_names_a_grant_without_its_entry(database):
    story = await claimed()
    await SubsidyClaim.filter(public_id=story.claim).update(state="granted", granted_minor=7)
    assert any("subsidy" in line for line in await breaches())


async def test_another_federation_sees_nothing_of_it(database):
    story = await claimed()
    other = await make_federation(host=False, region="320100")
    for act in (
        money.claim_of(story.claim, by=other.administrator),
        money.check_claim(story.claim, amount=story.amount, by=other.clerk),
        money.turn_down_claim(story.claim, why="示例", by=other.clerk),
        money.record_subsidy_paid(story.claim, paid_on=clock.today(), voucher="S", by=other.clerk),
    ):
        with pytest.raises(ClaimUnknown):
            await act
    assert await money.claims_to(other.administrator) == ()
