"""Money online ends the same whatever is told twice, late, in any order, or not at all, and whatever answer is lost."""

import asyncio
import random
import sys
from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

import pytest

from booking import stays
from booking.money import online
from booking.money.models import Charge, RefundOrder
from booking.money.online_models import OnlineDifference, OnlinePayment
from booking.money.provider_facts import ProviderAway
from booking.stays import expiry
from booking.stays.models import Stay
from sites.foundation import clock
from sites.foundation.errors import Refusal
from tests.booking.money.making import charged
from tests.booking.money.online_making import BACK, begin, payable, receipts
from tests.factories.provider import Provider
from tests.proofs.paying import plans, told

MOST_TRIES = 60
# A seed of the race in which nobody accepts.
LAPSES = 0
AWAY = [timedelta(hours=1), timedelta(days=4), timedelta(days=29), timedelta(days=31)]


@pytest.mark.proof
async def test_told_three_times_shuffled_late_or_never_it_ends_as_if_all_had_gone_well(
    database: str, proof
) -> None:
    seeds = proof.size("seeds", small=2, full=300)
    found: Counter[str] = Counter()
    for seed in range(seeds):
        written = plans(random.Random(seed), 6)
        clean = await told(written, chance=None)
        wild = await told(written, chance=random.Random(seed + 10_000))
        assert wild == clean, f"seed {seed}"
        found.update(one["payment"][0] for one in clean)
    proof.found(seeds=seeds, charges=sum(found.values()), ended=dict(found))


async def test_without_the_comparison_lost_events_are_missed(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same with the comparison taken out does not end the same."""
    written = plans(random.Random(1), 6)
    clean = await told(written, chance=None)

    async def nothing(*_args: object, **_named: object) -> bool:
        return True

    monkeypatch.setattr(online, "reconcile", nothing)
    assert await told(written, chance=random.Random(2)) != clean


@pytest.mark.proof
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("off_for", AWAY, ids=["1_hour", "4_days", "29_days", "31_days"])
async def test_with_the_receiver_off_the_comparison_alone_brings_it_to_the_same_end(
    database: str, proof, off_for: timedelta
) -> None:
    """Row by row as if everything had been told; beyond what the provider still shows, the list says so."""
    stories = proof.size("stories_unheard", small=1, full=10)
    for seed in range(stories):
        written = plans(random.Random(seed), 6)
        clean = await told(written)
        assert await told(written, off_for=off_for) == clean, f"seed {seed}"
    said = await OnlineDifference.filter(kind="out_of_reach").exists()
    assert said == (off_for > timedelta(days=30))
    proof.found(stories=stories, charges=6 * stories)


@pytest.mark.proof
async def test_with_faults_on_a_fifth_of_all_calls_every_charge_is_paid_once_and_none_is_unknown(
    database: str, proof
) -> None:
    many = proof.size("payments", small=8, full=1000)
    provider = Provider()
    base = await charged(*[1000 + n for n in range(many)])
    await online.take_online(base.payee)
    provider.faults.rate = 0.2
    tries = 0
    case = SimpleNamespace(provider=provider, by=base.union.finance)
    for hours, named in enumerate(base.charges):
        # One an hour: whoever looks for a lost answer looks through an hour's pages of the provider.
        tries += await _until_paid(case, named, later=timedelta(hours=hours))
    provider.faults.rate = 0

    came = Counter(one["metadata"]["reference"] for one in provider.store.every("charge"))
    paid = await OnlinePayment.filter(state="paid")
    assert sorted(came.elements()) == sorted(one.public_id for one in paid)
    assert len(paid) == many
    assert not await OnlinePayment.filter(state__in=["made", "open", "checking"]).exists()
    proof.found(payments=many, calls_begun=tries, unknown=0)


async def _until_paid(
    case: SimpleNamespace, charge: str, *, later: timedelta = timedelta(0)
) -> int:
    """The union tries, the provider fails, the sweep asks: until the charge is paid; how often somebody tried."""
    at = case.provider.gateway
    for tries in range(1, MOST_TRIES):
        with clock.moved_to(clock.now() + later):
            try:
                made = await stays.pay_online(charge, at=at, back=BACK, by=case.by)
                case.provider.pay((await OnlinePayment.get(public_id=made)).session_id)
            except Refusal:
                pass
            for payment in await OnlinePayment.filter(charge__public_id=charge):
                await _looked(payment, case)
            if await OnlinePayment.filter(charge__public_id=charge, state="paid").exists():
                return tries
        later += timedelta(minutes=3)
    pytest.fail("never paid")


async def _looked(payment: OnlinePayment, case: SimpleNamespace) -> None:
    try:
        state = await online.look(payment.id, at=case.provider.gateway)
    except ProviderAway:
        return
    if state == "open":  # the union goes on with the page that it was not shown
        case.provider.pay((await OnlinePayment.get(id=payment.id)).session_id)


async def test_where_nobody_asks_about_lost_answers_a_charge_is_never_paid(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same with nothing but faults and without the sweep."""
    case = await payable()
    case.provider.faults.rate, case.provider.faults.ways = 1, ("after",)

    async def asks_nothing(*_args: object) -> None:
        return None

    monkeypatch.setattr(sys.modules[__name__], "_looked", asks_nothing)
    with pytest.raises(pytest.fail.Exception, match="never paid"):
        await _until_paid(case, case.charge.public_id)


@pytest.mark.proof
async def test_a_race_of_lapsing_with_paying_ends_in_one_of_confirmed_and_refunded(
    database: str, proof
) -> None:
    races = proof.size("races", small=4, full=500)
    ends: Counter[str] = Counter()
    for number in range(races):
        case = await payable(is_whole=True)
        payment = await begin(case)
        case.provider.pay(payment.session_id, amount=payment.minor + (number % 4 == 3))
        await _race(case, payment, random.Random(number))
        ends[await _end_of(case, payment)] += 1
        await online.stop_taking_online(case.story.operator.organisation)
    assert sum(ends.values()) == races
    proof.found(races=races, **ends)


@pytest.mark.breaks_invariants("money")
async def test_where_lapsing_gives_nothing_back_the_race_has_no_right_end(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: money that came to a lapsed group, and no order to pay it back."""

    async def gives_nothing_back(*_args: object, **_named: object) -> None:
        return None

    monkeypatch.setattr(expiry, "order_full_refund", gives_nothing_back)
    case = await payable(is_whole=True)
    payment = await begin(case)
    case.provider.pay(payment.session_id, amount=payment.minor)
    await _race(case, payment, random.Random(LAPSES))
    with pytest.raises(AssertionError):
        await _end_of(case, payment)


async def _race(case: SimpleNamespace, payment: OnlinePayment, chance: random.Random) -> None:
    """At the last moment: the operator's yes, the sweep that lapses, and the money, at once and in any order."""
    due = (await Stay.get(id=case.story.number)).answer_due_at
    assert due

    async def accept() -> None:
        with clock.moved_to(due - timedelta(seconds=1)):
            await stays.accept(case.story.id, by=case.story.operator.sales)
            await stays.confirm(case.story.number)

    async def lapse() -> None:
        with clock.moved_to(due + timedelta(seconds=1)):
            await stays.expire(case.story.number)

    async def money() -> None:
        with clock.moved_to(due):
            await online.look(payment.id, at=case.at)

    acts = [lapse, money, *([accept] if chance.random() < 0.5 else [])]
    chance.shuffle(acts)
    await asyncio.gather(*(act() for act in acts), return_exceptions=True)
    await money()


async def _end_of(case: SimpleNamespace, payment: OnlinePayment) -> str:
    """Exactly one of three, to the fen."""
    state = (await Stay.get(id=case.story.number)).state
    charge = await Charge.get(id=case.charge.id)
    back = await RefundOrder.filter(charge_id=charge.id, withdrawn_at=None)
    on_list = await OnlineDifference.filter(kind="amount", subject=payment.public_id).exists()
    assert state in ("confirmed", "expired")
    if on_list:
        assert (await receipts(case), back) == ([], [])
        return "on_the_list"
    assert await receipts(case) == [payment.minor]
    assert sum(one.minor for one in back) == (payment.minor if state == "expired" else 0)
    return "confirmed" if state == "confirmed" else "refunded"
