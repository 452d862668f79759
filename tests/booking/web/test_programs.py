"""The administrator's page of programs: tokens and webhooks are made, shown once, revoked, and are the own ones only."""

import re

import pytest

from booking.people.models import ApiToken
from booking.webhooks.models import WebhookDelivery, WebhookEndpoint
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import make_platform, make_union, sign_in_as
from tests.factories.programs import Program

TOKEN = re.compile(r'id="copy-secret">([^<]+)<')


async def test_a_token_is_made_shown_once_used_and_revoked(client: Client) -> None:
    story = await made.held()
    await sign_in_as(client, story.union.administrator)
    page = await client.submit(
        "/programs", "/programs/tokens", label="示例考勤", scopes=["stays.see"], days="90"
    )
    assert page.status_code == 200
    found = TOKEN.search(page.text)
    assert found
    assert page.headers["cache-control"] == "no-store"

    hub = await client.get("/programs")
    assert "示例考勤" in hub.text
    assert found[1] not in hub.text
    assert found[1] not in str(await ApiToken.all().values())
    reader = Program(client, found[1])
    assert (await reader.get(f"/stays/{story.id}")).status_code == 200
    token = await ApiToken.get()
    assert (token.expires_at - token.created_at).days == 90
    revoked = await client.submit("/programs", f"/programs/tokens/{token.public_id}/revocation")
    assert revoked.status_code == 303
    assert (await reader.get(f"/stays/{story.id}")).status_code == 401


@pytest.mark.parametrize("scopes", [[], ["stays.answer"], ["team.manage"], ["stays.see", "x"]])
async def test_a_union_gives_no_scopes_but_its_own(client: Client, scopes: list[str]) -> None:
    await sign_in_as(client, (await make_union()).administrator)
    page = await client.submit("/programs", "/programs/tokens", label="示例", scopes=scopes)
    assert page.status_code == 422
    assert await ApiToken.all().count() == 0


async def test_who_has_nothing_to_give_sees_no_form_for_it(client: Client) -> None:
    await sign_in_as(client, (await make_platform()).administrator)
    page = await client.get("/programs")
    assert page.status_code == 200
    assert 'name="scopes"' not in page.text


async def test_a_webhook_is_made_given_a_new_secret_and_removed(client: Client) -> None:
    union = await make_union()
    await sign_in_as(client, union.administrator)
    page = await client.submit(
        "/programs", "/programs/webhooks", url="https://hooks.example.cn/in", subjects=["stays"]
    )
    first = TOKEN.search(page.text)
    assert first
    assert first[1].startswith("whsec_")
    row = await WebhookEndpoint.get()
    assert first[1] not in row.secret_sealed
    at = f"/programs/webhooks/{row.public_id}"
    second = TOKEN.search((await client.submit(at, f"{at}/secret")).text)
    assert second
    assert second[1] != first[1]
    assert (await client.submit(at, f"{at}/removal")).status_code == 303
    assert (await client.get(at)).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.cn/", "https://127.0.0.1/", "https://[::1]/", "https://10.1.2.3/",
        "https://169.254.169.254/latest", "https://localhost/", "https://user:pw@example.cn/",
        "https://0x7f.1/", "https://2130706433/", "https://[::ffff:10.0.0.1]/", "ftp://example.cn/",
        "https://example.cn:99999/", "https://exa mple.cn/", "javascript:alert(1)",
    ],
)  # fmt: skip
async def test_an_address_inside_a_network_is_no_receiver(client: Client, url: str) -> None:
    await sign_in_as(client, (await make_union()).administrator)
    page = await client.submit("/programs", "/programs/webhooks", url=url, subjects=["stays"])
    assert page.status_code == 422
    assert await WebhookEndpoint.all().count() == 0


async def test_what_failed_is_sent_again_by_hand(client: Client) -> None:
    union = await make_union()
    await sign_in_as(client, union.administrator)
    await client.submit(
        "/programs", "/programs/webhooks", url="https://hooks.example.cn/", subjects=["stays"]
    )
    story = await made.held(union=union)
    from booking import webhooks
    from booking.stays.models import StayEvent

    await webhooks.note_event((await StayEvent.get(stay_id=story.number)).id)
    await WebhookDelivery.all().update(state="failed", attempts=9, last_status=500)
    row = await WebhookDelivery.get().prefetch_related("endpoint")
    at = f"/programs/webhooks/{row.endpoint.public_id}"

    assert "HTTP 500" in (await client.get(at)).text
    again = await client.submit(at, f"{at}/deliveries/{row.public_id}/resend")
    assert again.status_code == 303
    assert (await WebhookDelivery.get()).state == "waiting"
