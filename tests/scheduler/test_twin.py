"""The double beside web and worker: a payment on its page reaches the books through real processes."""

from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from booking import TABLES
from booking.money import account_of, online
from booking.money.online_models import OnlinePayment, ProviderEvent
from scheduler.twin import twin_beside
from sites.foundation import database as db
from sites.foundation import sealing
from tests.clients import Client
from tests.clients import test_settings as settings_for
from tests.databases import KEYS, settings_environment
from tests.factories import stays as making
from tests.factories.people import sign_in_as
from tests.pages import between
from tests.scheduler.workers import until
from tests.servers.processes import Tongxin


@pytest.fixture
def url(fresh_database: Callable[[str], str]) -> str:
    return fresh_database("sqlite")


async def test_a_payment_on_the_hosted_page_reaches_the_books(
    tongxin: Callable[..., Tongxin], url: str, tmp_path: Path
) -> None:
    program = tongxin("run", env={**settings_environment(url, tmp_path), "PAYMENTS": "twin"})
    sealing.configure(KEYS)
    await db.connect(url, TABLES)
    try:
        story = await making.submitted(made_now=True)
        await online.take_online(story.operator.organisation)
        (charge,) = (await account_of(story.number)).charges
        async with Client(base_url=program.url) as client:
            await sign_in_as(client, story.union.finance)
            begun = await client.submit(f"/union/stays/{story.id}", f"/union/charges/{charge.id}/payment")  # fmt: skip
            page = await client.get(begun.headers["location"])
            hosted = between(page.text, 'button-primary button-wide"', "</a>").split('"')[1]
            await _pay(hosted)
            # Nobody comes back from there: what the provider tells must do.
            await until(_is_paid)
            assert "¥" in (await client.get(begun.headers["location"])).text
        assert not (await account_of(story.number)).owed
        assert await ProviderEvent.filter(what="checkout.session.completed").count() == 1
    finally:
        await db.disconnect()


async def _pay(hosted: str) -> None:
    async with httpx2.AsyncClient(trust_env=False) as stranger:
        assert "示例" in (await stranger.get(hosted)).text
        done = await stranger.post(hosted, data={"method": "wechat_pay", "act": "pay"})
    assert done.status_code == 303


async def _is_paid() -> bool:
    return await OnlinePayment.filter(state="paid", fee_minor__gt=0).exists()


def test_web_worker_and_double_know_each_other_by_fresh_secrets(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, payments="twin")
    made, again = twin_beside(settings, port=8000), twin_beside(settings, port=8000)

    assert made.commands == ("double",)
    assert made.environment["STRIPE_SECRET_KEY"] == made.environment["TWIN_KEY"]
    assert made.environment["STRIPE_WEBHOOK_SECRET"] == made.environment["TWIN_SECRET"]
    assert made.environment["TWIN_LISTENER"] == "http://127.0.0.1:8000/webhooks/stripe"
    assert made.environment["TWIN_KEY"] != again.environment["TWIN_KEY"]


def test_no_double_is_started_where_nobody_pays_by_it_or_one_runs_elsewhere(tmp_path: Path) -> None:
    elsewhere = {"payments": "twin", "stripe_api_base": "http://127.0.0.1:9000"}
    for changes in ({}, {"payments": "stripe"}, elsewhere):
        assert twin_beside(settings_for(tmp_path, **changes), port=8000).commands == ()
