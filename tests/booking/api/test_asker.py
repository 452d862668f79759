"""The list of bases for programs: what quotas and ceilings close is marked, and left out where that is asked."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from sites.foundation import clock
from sites.packages.models import PackagePrice
from tests.clients import Client
from tests.factories.people import HANGZHOU, make_federation, make_operator, make_union
from tests.factories.places import PRICE, make_place
from tests.factories.programs import program, token_for
from tests.factories.quotas import make_quota
from tests.factories.rules import on_record

CEILING = {"kind": "max_cost_per_trip", "unit_kinds": ["any"], "value": 4 * PRICE, "effect": "block", "clause": "第四条"}  # fmt: skip


def asked(**more: object) -> str:
    start = clock.today() + timedelta(days=10)
    pairs = {"check_in": start, "nights": 2, "guests": 40, **more}
    return "/sites?" + "&".join(f"{name}={value}" for name, value in pairs.items())


async def places() -> tuple[SimpleNamespace, SimpleNamespace, SimpleNamespace]:
    """One that a quota closes to Hangzhou, one above its ceiling, one that is open."""
    full, dear, cheap = await make_place(), await make_place(), await make_place()
    await PackagePrice.filter(package__site_id=dear.id).update(per_person=3 * PRICE)
    await make_quota(await make_federation(), ceiling=10, origin_code=HANGZHOU, sites=(full.code,), name="一处（示例）")  # fmt: skip
    await on_record(CEILING, title="示例办法", number="示〔2026〕1号")
    return full, dear, cheap


def closed_in(answer: Any) -> dict[str, list[str]]:
    return {one["code"]: [each["code"] for each in one["closed"]] for one in answer["items"]}


async def test_a_union_that_may_book_reads_what_is_closed_to_it_and_can_leave_it_out(
    client: Client,
) -> None:
    full, dear, cheap = await places()
    booking = await program(client, await make_union())

    every = await booking.get(asked())
    assert closed_in(every.json()) == {full.code: ["quota_spent"], dear.code: ["ceiling"], cheap.code: []}  # fmt: skip
    assert every.headers["cache-control"].startswith("private")
    assert every.json()["ceiling"] == {
        "price_per_person": {"minor": 4 * PRICE, "currency": "CNY"}, "document": "示例办法",
        "number": "示〔2026〕1号", "clause": "第四条", "source": "https://example.test/shili", "grade": "official",
    }  # fmt: skip

    left = (await booking.get(asked(bookable=1))).json()
    assert (list(closed_in(left)), left["total"]) == ([cheap.code], 1)


async def test_a_city_without_token_has_its_ceiling_and_no_quota_is_told(client: Client) -> None:
    full, dear, cheap = await places()
    public = await client.get(f"/api/v1{asked(origin=HANGZHOU)}")
    assert closed_in(public.json()) == {full.code: [], dear.code: ["ceiling"], cheap.code: []}
    assert public.headers["cache-control"].startswith("public")
    left = (await client.get(f"/api/v1{asked(origin=HANGZHOU, bookable=1)}")).json()
    assert sorted(closed_in(left)) == sorted((full.code, cheap.code))
    for nobody in (asked(), asked(origin="320100")):
        answer = (await client.get(f"/api/v1{nobody}")).json()
        assert (answer["ceiling"], answer["total"]) == (None, 3)
        assert not any(closed_in(answer).values())


async def test_a_token_that_may_not_book_is_told_no_quota_and_no_own_measure(
    client: Client,
) -> None:
    await places()
    union = await make_union()
    await on_record(
        {**CEILING, "value": PRICE}, id="own", holder_id=union.organisation, grade="own"
    )
    for reader in (await program(client, union, "stays.see"), await program(client, await make_operator())):  # fmt: skip
        answer = await reader.get(asked())
        assert not any(closed_in(answer.json()).values())
        assert answer.json()["ceiling"] is None
    own = (await (await program(client, union, "stays.book")).get(asked())).json()
    assert own["ceiling"]["price_per_person"]["minor"] == PRICE


async def test_a_token_that_is_not_sound_is_refused_and_not_taken_for_nobody(
    client: Client,
) -> None:
    await make_place()
    union = await make_union()
    token = await token_for(union, "stays.book")
    for sent in (f"Bearer {token[:-1]}x", "Bearer", token):
        refused = await client.get(f"/api/v1{asked()}", headers={"Authorization": sent})
        assert (refused.status_code, refused.json()["code"]) == (401, "token_not_valid")
    assert (await client.get(f"/api/v1{asked()}")).status_code == 200
