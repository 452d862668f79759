"""What the payment provider sends is checked, kept once and answered; nothing that it sends breaks the house."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
import stripe

from asgi import create_app
from booking.money import online
from booking.money.online_models import ProviderEvent
from sites.foundation import clock
from sites.foundation.outbox import OutboxRow
from tests.booking.money.online_making import begin, payable, receipts, state_of
from tests.clients import ORIGIN
from tests.clients import test_settings as settings_for
from tests.factories.provider import SECRET, Provider

PATH = "/webhooks/stripe"


@pytest.fixture
async def web(database: str, tmp_path: Path) -> AsyncIterator[SimpleNamespace]:
    """`.send(body, header)` to the application, `.provider` and the events of one payment of `.case`."""
    app = create_app(settings_for(tmp_path), database_is_open=True)
    provider = Provider()
    app.state.gateway = provider.gateway
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN) as client:

        async def send(body: bytes, header: str) -> int:
            answer = await client.post(PATH, content=body, headers={"Stripe-Signature": header})
            return int(answer.status_code)

        yield SimpleNamespace(send=send, client=client, provider=provider, app=app)


def told(provider: Provider, what: str = "payment_intent.created", **fields: Any) -> dict[str, Any]:
    provider.store.tell(what, {"id": "pi_1", "object": "payment_intent"})
    return {**provider.events()[-1], **fields}


async def test_an_event_is_kept_once_and_then_looked_at_by_a_job(web: SimpleNamespace) -> None:
    body, header = web.provider.sent(told(web.provider))
    assert [await web.send(body, header) for _ in range(3)] == [200, 200, 200]

    assert await ProviderEvent.all().count() == 1
    assert await OutboxRow.filter(topic="online.event").count() == 1


async def test_a_hundred_at_once_are_one_effect_and_a_hundred_answers(web: SimpleNamespace) -> None:
    case = await payable(provider=web.provider)
    payment = await begin(case)
    web.provider.pay(payment.session_id)
    event = next(e for e in web.provider.events() if e["type"] == "checkout.session.completed")
    sent = web.provider.sent(event)
    answers = await asyncio.gather(*(web.send(*sent) for _ in range(100)))
    kept = await ProviderEvent.get(event_id=event["id"])
    await asyncio.gather(*(online.handle_event(kept.id, at=case.at) for _ in range(3)))

    assert set(answers) == {200}
    assert (await state_of(payment), await receipts(case)) == ("paid", [payment.minor])


async def test_the_catalogue_of_bad_events_is_refused_without_a_trace(web: SimpleNamespace) -> None:
    body, good = web.provider.sent(told(web.provider))
    stamp, mac = good.split(",")
    ahead = web.provider.sent(told(web.provider), at=clock.now() + timedelta(days=3650))
    late = web.provider.sent(told(web.provider), at=clock.now() - timedelta(seconds=302))

    def signed(raw: bytes) -> tuple[bytes, str]:
        text = raw.decode("latin-1")
        return raw, stripe.WebhookSignature.generate_signature_header(text, SECRET)

    bad = [
        (body, ""), (body, f"{stamp},v0={mac[3:]}"), (body, "t=abc"), (body, "garbage"), (body, f"{stamp},v1="),
        (body.replace(b":", b": ", 1), good), (json.dumps(json.loads(body)).encode(), good),
        signed(b"[]"), signed(b"null"), signed(b"no json"), signed(b'{"object":"v2.core.event","id":"evt_1"}'),
        signed(b'{"object":"event"}'), (b"\xff\xfe", good), ahead, late, (body, "t=1," * 600 + good),
    ]  # fmt: skip
    assert [await web.send(*one) for one in bad] == [400] * len(bad)
    assert await ProviderEvent.all().count() == 0


async def test_a_header_that_is_not_ascii_is_refused(web: SimpleNamespace) -> None:
    body, good = web.provider.sent(told(web.provider))
    answer = await web.client.post(
        PATH, content=body, headers=[("Stripe-Signature", f"{good},ü".encode("latin-1"))]
    )
    assert answer.status_code == 400


async def test_two_signatures_of_which_one_is_right_are_accepted_and_so_is_one_almost_late(
    web: SimpleNamespace,
) -> None:
    body, good = web.provider.sent(told(web.provider))
    stamp, mac = good.split(",")
    assert await web.send(body, f"{stamp},v1={'0' * 64},{mac}") == 200
    late = web.provider.sent(told(web.provider), at=clock.now() - timedelta(seconds=298))
    assert await web.send(*late) == 200


async def test_a_body_beyond_the_limit_is_not_read(web: SimpleNamespace) -> None:
    assert await web.send(b"x" * (256 * 1024 + 1), "t=1,v1=0") == 413


async def test_what_nobody_knows_or_what_is_of_the_other_mode_is_kept_aside(
    web: SimpleNamespace,
) -> None:
    unknown = told(web.provider, "issuing_card.created")
    other = told(web.provider, livemode=True)
    assert [await web.send(*web.provider.sent(one)) for one in (unknown, other)] == [200, 200]
    for event in await ProviderEvent.filter(handled_at=None):
        await online.handle_event(event.id, at=web.provider.gateway)

    assert {(e.what, e.aside) for e in await ProviderEvent.all()} == {
        ("issuing_card.created", "unknown"),
        ("payment_intent.created", "other_mode"),
    }


async def test_an_event_of_another_system_on_the_same_account_is_not_ours(
    web: SimpleNamespace,
) -> None:
    from tests.factories.provider import wish

    made = await web.provider.gateway.open_checkout(wish(reference="other-system-7"))
    web.provider.pay(made.id)
    for event in web.provider.events():
        await web.send(*web.provider.sent(event))
    for kept in await ProviderEvent.all():
        await online.handle_event(kept.id, at=web.provider.gateway)

    aside = {e.what: e.aside for e in await ProviderEvent.all()}
    assert aside["checkout.session.completed"] == "not_ours"


async def test_where_nobody_pays_online_nothing_is_taken(web: SimpleNamespace) -> None:
    web.app.state.gateway = None
    assert await web.send(*web.provider.sent(told(web.provider))) == 503
