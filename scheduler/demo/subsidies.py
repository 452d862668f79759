"""Subsidies of the demonstration: what two federations give, and claims of the first union in every state."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, time, timedelta

from booking import money, stays
from booking.money import AccountDraft, Measure, RateDraft
from booking.stays import Claimable
from scheduler.demo.cast import finance_email
from scheduler.demo.unions import demo_federations, demo_unions
from sites.foundation import clock
from sites.foundation.actor import Actor, Viewer
from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal

Cast = Mapping[str, Actor]
SINCE = 290
# Region of the federation, programme, measure, fen, whom it reaches.
GIVEN = (
    ("341000", "model_workers", "trip", 200_00, "everyone"),
    ("341000", "new_year", "day", 50_00, "city"),
    ("330100", "front_line", "day", 60_00, "city"),
)
# What a worker's retreat may cost the first union.
MEASURE = Measure(per_trip=3_000_00, per_day=600_00, excess_by="worker")


async def give(cast: Cast, today: date) -> None:
    """Before the story, so that its prices know them. Run again, it adds nothing."""
    union = cast[demo_unions()[0].email]
    if await money.measure_of(union.organisation_id) == Measure():
        await money.set_measure(MEASURE, by=union)
    starts_on = today - timedelta(days=SINCE)
    for region, programme, per, fen, reaches in GIVEN:
        by = cast[_federation(region)]
        known = {one.programme for one in await money.rates_of(by.organisation_id)}
        if programme not in known:
            draft = RateDraft(
                programme, per, Money(fen), starts_on, "疗休养补贴办法（示例）第1号", reaches
            )
            with clock.moved_to(clock.at(starts_on, time(9))):
                await money.set_rate(draft, by=by)


async def keep_subsidies(cast: Cast) -> None:
    """After the story: of Hangzhou's front line one claim is paid, one granted, one checked, one new. Run again, it adds nothing."""
    by = cast[demo_unions()[0].email]
    if await money.claims_of_union(by.organisation_id):
        return
    await _bank(by)
    found = [one for one in await stays.claimables_of(by) if one.programme == "front_line"]
    for number, one in enumerate(found[:4]):
        with suppress(Refusal):
            await _claim(one, cast, by=by, steps=3 - number, ago=12 - 3 * number)


async def _bank(by: Actor) -> None:
    if (await money.account_to_pay(by.organisation_id)).number:
        return
    with clock.moved_to(clock.now() - timedelta(days=40)):
        draft = AccountDraft("示例工会（示例）", "示例银行", "杭州示例支行", "6222000000000330")
        await money.enter_bank_account(
            draft, password="", address="", viewer=Viewer(by, by.name, "", by.kind, "/")
        )


async def _claim(one: Claimable, cast: Cast, *, by: Actor, steps: int, ago: int) -> None:
    """`steps`: 0 claimed, 1 checked, 2 granted, 3 paid."""
    federation = _federation("330100")
    clerk, finance = cast[federation], cast[finance_email(federation)]
    begun = clock.now() - timedelta(days=ago, hours=2)
    with clock.moved_to(begun):
        claim = await stays.claim_subsidy(
            one.trip, amount_seen=one.amount, note="示例：一线职工名单已公示", by=by
        )
    if steps > 0:
        with clock.moved_to(begun + timedelta(hours=20)):
            await money.check_claim(claim, amount=one.amount, by=clerk)
    if steps > 1:
        with clock.moved_to(begun + timedelta(hours=26)):
            await money.grant_claim(claim, amount_seen=one.amount, by=finance)
    if steps > 2:
        with clock.moved_to(begun + timedelta(hours=46)):
            await money.record_subsidy_paid(
                claim, paid_on=clock.today(), voucher="示例B0001", by=finance
            )


def _federation(region: str) -> str:
    return next(body.email for body in demo_federations() if body.region_code == region)
