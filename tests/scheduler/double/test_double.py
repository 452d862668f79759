"""The double keeps state and refuses what Stripe refuses, as the real library sees it."""

from datetime import datetime, timedelta

import httpx
import pytest
import stripe

from booking.money.provider_facts import ProviderAway, ProviderRefused, RefundWish
from scheduler.double.store import Store
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.factories.provider import BASE, KEY, Provider, wish


@pytest.fixture
def provider() -> Provider:
    return Provider()


def refund_wish(intent: str, minor: int, *, attempt: int = 1) -> RefundWish:
    return RefundWish("b" * 32, attempt, Money(minor), intent)


def around_now() -> tuple[datetime, datetime]:
    return clock.now() - timedelta(hours=1), clock.now() + timedelta(minutes=1)


async def paid_intent(provider: Provider, minor: int = 80_000, method: str = "card") -> str:
    made = await provider.gateway.open_checkout(wish(minor))
    provider.pay(made.id, method)
    seen = await provider.gateway.session(made.id)
    assert seen.intent
    return seen.intent.id


async def test_a_session_is_open_until_somebody_pays_and_then_shows_money_and_fee(
    provider: Provider,
) -> None:
    made = await provider.gateway.open_checkout(wish())
    assert (made.state, made.is_paid, made.url) == ("open", False, f"{BASE}/pay/{made.id}")

    provider.pay(made.id, "alipay")
    seen = await provider.gateway.session(made.id)

    assert (seen.state, seen.is_paid, seen.url) == ("complete", True, "")
    assert seen.intent
    assert (seen.intent.received, seen.intent.fee) == (Money(80_000), Money(1760))


async def test_the_same_key_makes_one_session_and_other_parameters_under_it_are_refused(
    provider: Provider,
) -> None:
    ends = clock.now() + timedelta(minutes=40)
    first = await provider.gateway.open_checkout(wish(ends_at=ends))
    assert (await provider.gateway.open_checkout(wish(ends_at=ends))).id == first.id
    with pytest.raises(ProviderAway):
        await provider.gateway.open_checkout(wish(90_000, ends_at=ends))

    assert len(provider.sessions()) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"payment_method_options": {}},
        {"mode": "subscription"},
        {"expires_at": 1},
        {"locale": "tlh"},
        {"payment_method_types": ["gold"]},
        {"traveller": "张三"},
        {"client_reference_id": "r" * 201},
        {"metadata": {"n" * 41: "v"}},
    ],
)
async def test_what_stripe_refuses_is_refused(
    provider: Provider, changed: dict[str, object]
) -> None:
    from booking.money.gateway import _checkout_params

    client = provider.gateway._new_client()
    with pytest.raises(stripe.InvalidRequestError):
        await client.v1.checkout.sessions.create_async({**_checkout_params(wish()), **changed})


async def test_another_key_is_not_let_in(provider: Provider) -> None:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=provider.app), base_url=BASE
    ) as client:
        answer = await client.get("/v1/events", headers={"Authorization": "Bearer sk_test_other"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "api_key_invalid")


async def test_a_refund_is_never_more_than_what_is_left(provider: Provider) -> None:
    intent = await paid_intent(provider)
    await provider.gateway.refund(refund_wish(intent, 50_000))
    with pytest.raises(ProviderRefused):
        await provider.gateway.refund(refund_wish(intent, 30_001, attempt=2))
    await provider.gateway.refund(refund_wish(intent, 30_000, attempt=3))
    with pytest.raises(ProviderRefused, match="charge_already_refunded"):
        await provider.gateway.refund(refund_wish(intent, 1, attempt=4))


async def test_a_wallet_refund_is_under_way_first_and_may_come_back(provider: Provider) -> None:
    intent = await paid_intent(provider, method="wechat_pay")
    refund = await provider.gateway.refund(refund_wish(intent, 80_000))
    assert refund.state == "pending"
    provider.settle_refund(refund.id)
    assert (await provider.gateway.refund_by_id(refund.id)).state == "succeeded"
    provider.fail_refund(refund.id)
    assert (await provider.gateway.refund_by_id(refund.id)).state == "failed"


async def test_a_disputed_payment_is_not_refunded(provider: Provider) -> None:
    intent = await paid_intent(provider)
    opened = provider.dispute(intent)
    with pytest.raises(ProviderRefused, match="charge_disputed"):
        await provider.gateway.refund(refund_wish(intent, 1))
    seen = await provider.gateway.dispute(opened["id"])
    assert (seen.taken, seen.fee) == (Money(80_000), Money(8000))
    provider.close_dispute(opened["id"], is_won=True)
    assert (await provider.gateway.dispute(opened["id"])).taken == Money(0)


async def test_a_session_past_its_time_takes_no_money(provider: Provider) -> None:
    made = await provider.gateway.open_checkout(wish())
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        assert (await provider.gateway.session(made.id)).state == "expired"
        with pytest.raises(Exception, match="no longer open"):
            provider.pay(made.id)


@pytest.mark.parametrize("way", ["before", "after", "lost", "busy", "many", "html"])
async def test_a_fault_is_an_unknown_outcome_and_what_was_done_can_be_found(
    provider: Provider, way: str
) -> None:
    provider.faults.plan.append(("/v1/checkout/sessions", way))
    with pytest.raises(ProviderAway):
        await provider.gateway.open_checkout(wish())

    found = await provider.gateway.session_of("a" * 32, made_at=clock.now())
    assert bool(found) == (way in {"after", "lost", "html"})


async def test_a_stored_fault_is_answered_again_under_the_same_key(provider: Provider) -> None:
    provider.faults.plan.append(("/v1/checkout/sessions", "before"))
    ends = clock.now() + timedelta(minutes=40)
    for _ in range(2):
        with pytest.raises(ProviderAway):
            await provider.gateway.open_checkout(wish(ends_at=ends))
    assert (await provider.gateway.open_checkout(wish(attempt=2, ends_at=ends))).state == "open"


async def test_lists_are_read_to_their_end(provider: Provider) -> None:
    for n in range(230):
        provider.store.tell("payment_intent.created", {"id": f"pi_{n}"})
    seen = await provider.gateway.events_between(*around_now())

    assert [one.about for one in seen] == [f"pi_{n}" for n in range(230)]


async def test_events_are_signed_as_the_library_wants_them(provider: Provider) -> None:
    await paid_intent(provider)
    for event in provider.events():
        body, header = provider.sent(event)
        assert stripe.Webhook.construct_event(body, header, "whsec_twin").id == event["id"]


async def test_payouts_and_balance_lines_add_up(provider: Provider) -> None:
    await paid_intent(provider)
    payout = provider.pay_out()
    lines = await provider.gateway.lines_between(*around_now())

    assert sum(line.amount.minor - line.fee.minor for line in lines) == 0
    assert payout["amount"] == 80_000 - 2420


async def test_the_hosted_page_takes_a_payment_and_leads_back(provider: Provider) -> None:
    made = await provider.gateway.open_checkout(wish())
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=provider.app), base_url=BASE
    ) as client:
        page = await client.get(made.url)
        refused = await client.post(made.url, data={"method": "card", "act": "fail"})
        paid = await client.post(made.url, data={"method": "alipay", "act": "pay"})
        again = await client.post(made.url, data={"method": "alipay", "act": "pay"})

    assert "示例" in page.text
    assert refused.status_code == 200
    assert (paid.status_code, paid.headers["location"]) == (303, "http://127.0.0.1:8000/back")
    assert again.status_code == 409


def test_a_file_keeps_everything_for_the_next_start(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = str(tmp_path / "twin.db")
    made = Store(path).make("cs_test", "checkout.session", status="open")
    assert Store(path).get("checkout.session", made["id"]) == made


def test_the_key_of_tests_is_a_test_key() -> None:
    assert KEY.startswith("sk_test_")
