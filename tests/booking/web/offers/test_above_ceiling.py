"""Bases that cost more than the sender's rules allow are marked, counted with the document, and can be left out."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from sites.foundation import clock
from sites.packages.models import PackagePrice
from tests.clients import Client
from tests.factories.people import HANGZHOU, make_federation, make_union, sign_in_as
from tests.factories.places import PRICE, make_place
from tests.factories.quotas import make_quota
from tests.factories.rules import on_record

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

NIGHTS = 2
DEAR = 3 * PRICE


def ceiling(fen: int, **more: object) -> dict[str, object]:
    return {"kind": "max_cost_per_trip", "unit_kinds": ["any"], "value": fen, "effect": "block", "clause": "第四条", **more}  # fmt: skip


def search(**changes: object) -> dict[str, object]:
    start = clock.today() + timedelta(days=10)
    return {"check_in": str(start), "nights": NIGHTS, "heads": 40, **changes}


async def dear_place() -> SimpleNamespace:
    place = await make_place()
    await PackagePrice.filter(package__site_id=place.id).update(per_person=DEAR)
    return place


async def text_of(client: Client, **changes: object) -> str:
    return (await client.get("/en/sites", params=search(**changes))).text


async def test_they_are_counted_with_the_document_and_can_be_left_out(client: Client) -> None:
    dear, cheap = await dear_place(), await make_place()
    await on_record(ceiling(NIGHTS * 2 * PRICE), title="示例办法", number="示〔2026〕1号")
    await sign_in_as(client, (await make_union()).organiser)

    text = await text_of(client)
    assert "2 bases can receive the group" in text
    assert "1 of them costs more than ¥" in text
    said = text.split("This ceiling is set by:")[1].split("</p>")[0]
    assert all(word in said for word in ("示例办法", "示〔2026〕1号", "第四条", "https://"))
    assert "Not allowed" in text.split("results-list")[1]  # the mark on the card

    left = await text_of(client, ours=1)
    assert "1 base can receive the group" in left
    assert "1 more has room, but costs more than ¥" in left
    assert "Show them too" in left
    listed, rest = left.split('id="rest"')
    assert cheap.code in listed.split("results-list")[1]
    assert dear.code not in listed.split("results-list")[1]
    assert "that binds the group" in rest


async def test_a_price_at_the_ceiling_is_allowed(client: Client) -> None:
    await dear_place()
    await on_record(ceiling(NIGHTS * DEAR))
    await sign_in_as(client, (await make_union()).organiser)
    assert "costs more than" not in await text_of(client)


async def test_a_city_that_is_chosen_has_its_ceiling_too_and_another_city_has_none(
    client: Client,
) -> None:
    await dear_place()
    await on_record(ceiling(PRICE))
    assert "1 of them costs more" in await text_of(client, origin="330100")
    assert "costs more than" not in await text_of(client, origin="320100")
    assert "costs more than" not in await text_of(client)


async def test_of_several_days_the_one_that_allows_most_counts(client: Client) -> None:
    """Nothing is left out wrongly: the stricter document binds only the later days."""
    await dear_place()
    later = clock.today() + timedelta(days=12)
    await on_record(ceiling(PRICE), **{"from": str(later)})
    assert "costs more than" not in await text_of(client, origin="330100", flexible=1)
    assert "1 of them costs more" in await text_of(client, origin="330100", check_in=str(later))


async def test_measures_of_the_union_itself_bind_it_alone(client: Client) -> None:
    await dear_place()
    union, other = await make_union(), await make_union()
    await on_record(ceiling(PRICE), holder_id=union.organisation, grade="own", title="本单位规定")
    await sign_in_as(client, other.organiser)
    assert "costs more than" not in await text_of(client)
    await sign_in_as(client, union.organiser)
    assert "本单位规定" in await text_of(client)


async def test_a_quota_and_a_ceiling_are_left_out_together_and_each_is_named(
    client: Client,
) -> None:
    full, dear, cheap = await make_place(), await dear_place(), await make_place()
    await make_quota(await make_federation(), ceiling=10, origin_code=HANGZHOU, sites=(full.code,), name="一处（示例）")  # fmt: skip
    await on_record(ceiling(NIGHTS * 2 * PRICE))
    await sign_in_as(client, (await make_union()).organiser)
    left = await text_of(client, ours=1)
    assert "1 base can receive the group" in left
    assert "1 more has room, but a quota closes it to your union." in left
    assert "1 more has room, but costs more than" in left
    listed = left.split('id="rest"')[0].split("results-list")[1]
    assert [place.code in listed for place in (full, dear, cheap)] == [False, False, True]
