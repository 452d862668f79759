"""Quotas for programs: what is left, and the same no as on the pages."""

from datetime import timedelta

from sites.foundation import clock
from tests.booking.api.test_stays import order
from tests.clients import Client
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_union
from tests.factories.places import make_place
from tests.factories.programs import program
from tests.factories.quotas import make_quota


async def test_a_union_reads_what_is_left_and_its_hold_is_refused_beyond_that(
    client: Client,
) -> None:
    host, union, place = await make_federation(), await make_union(), await make_place()
    root = await make_quota(host, ceiling=100, name="全年")
    share = await make_quota(host, parent=root, ceiling=30, origin_code=HANGZHOU, name="杭州")
    await make_quota(host, parent=root, ceiling=30, origin_code=NANJING, name="南京")
    booking = await program(client, union)
    assert (await booking.post("/stays", order(place))).status_code == 201

    answer = await booking.get("/quotas")

    (one,) = answer.json()["items"]
    assert (one["id"], one["name"], one["parent"], one["origin"]) == (
        share.id,
        "杭州",
        None,
        HANGZHOU,
    )
    assert (one["limit"], one["used"], one["held"], one["left"], one["over"]) == (30, 0, 16, 14, 0)
    assert (one["unit"], one["state"], one["opens_at"], one["owner"]) == ("workers", "open", None, host.public_id)  # fmt: skip
    later = str(clock.today() + timedelta(days=60))
    refused = await booking.post("/stays", order(place, check_in=later))
    assert (refused.status_code, refused.json()["code"]) == (409, "quota_spent")
    assert refused.json()["params"]["left"] == 14
    english = await client.post(
        "/en/api/v1/stays", json=order(place, check_in=later),
        headers={**booking.headers, "Idempotency-Key": "another"},
    )  # fmt: skip
    assert "has 14 workers left, and this trip has 16" in english.json()["detail"]


async def test_a_federation_reads_its_tree(client: Client) -> None:
    host = await make_federation()
    opens = clock.now().replace(microsecond=0) + timedelta(days=3)
    root = await make_quota(host, ceiling=100, name="全年", opens_at=opens)
    await make_quota(host, parent=root, ceiling=30, programme="front_line", name="一线")

    top, share = (await (await program(client, host)).get("/quotas")).json()["items"]

    assert (top["state"], top["opens_at"]) == ("not_open", opens.isoformat().replace("+00:00", "Z"))
    assert (share["parent"], share["programme"], share["left"]) == (root.id, "front_line", 30)


async def test_a_hold_before_the_opening_says_when(client: Client) -> None:
    host, union, place = await make_federation(), await make_union(), await make_place()
    await make_quota(host, opens_at=clock.now() + timedelta(days=3))
    refused = await (await program(client, union)).post("/stays", order(place))
    assert (refused.status_code, refused.json()["code"]) == (409, "quota_not_open")


async def test_a_token_without_the_scope_reads_none(client: Client) -> None:
    reading = await program(client, await make_union(), "stays.see")
    assert (await reading.get("/quotas")).status_code == 403
