"""What the sending city's rules say, before anything is held: on the card, and as meters in the box."""

from datetime import timedelta

import pytest

from booking.people.models import Organisation
from sites.foundation import clock
from tests.clients import Client
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import make_place
from tests.factories.rules import BLOCKS, on_record

DAYS = {"kind": "max_days", "value": 5, "effect": "block"}
MONEY = {"kind": "max_cost_per_day", "unit_kinds": ["soe"], "value": 10_000, "effect": "block"}


def asked(origin: str = "330100", **more: object) -> str:
    start = (clock.today() + timedelta(days=30)).isoformat()
    pairs = {"check_in": start, "nights": 4, "heads": 30, "origin": origin, **more}
    return "&".join(f"{name}={value}" for name, value in pairs.items())


@pytest.mark.parametrize("origin", ["330100", "320100"])
async def test_a_card_says_the_verdict_of_the_city_and_why(
    client: Client, database: str, origin: str
) -> None:
    await make_place()
    await on_record(BLOCKS)
    page = await client.get(f"/en/sites?{asked(origin)}")
    said = "Days: 5 days, allowed: at most 3 days, travel included"
    assert page.text.count(said) == (
        2 if origin == "330100" else 0
    )  # beside the list, and on the card


async def test_a_base_shows_days_and_money_against_their_ceilings(
    client: Client, database: str
) -> None:
    place = await make_place()
    ceiling = {**MONEY, "unit_kinds": ["any"], "value": 100_000}
    await on_record(DAYS, ceiling)
    page = await client.get(f"/en/sites/{place.code}?{asked()}")
    assert page.text.count('class="meter-box"') == 2
    assert "at most 5 days, travel included" in page.text
    assert "at most ¥1,000 a person and day, ¥5,000 for 5 days" in page.text


async def test_where_a_fact_is_missing_it_is_named(client: Client, database: str) -> None:
    place = await make_place()
    await on_record(MONEY)
    page = await client.get(f"/en/sites/{place.code}?{asked()}")
    assert "Still to be stated: the kind of unit" in page.text


async def test_a_signed_in_union_is_judged_as_what_it_is(client: Client, database: str) -> None:
    place, union = await make_place(), await make_union(unit_kind="soe")
    await on_record(MONEY)
    await sign_in_as(client, union.organiser)
    stops = "Cost a day:"
    assert stops in (await client.get(f"/en/sites/{place.code}?{asked()}")).text
    assert stops in (await client.get(f"/en/sites/{place.code}?{asked('')}")).text
    assert stops not in (await client.get(f"/en/sites/{place.code}?{asked('320100')}")).text
    await Organisation.filter(id=union.organisation).update(unit_kind="enterprise")
    assert stops not in (await client.get(f"/en/sites/{place.code}?{asked()}")).text


async def test_a_kept_page_is_drawn_anew_when_a_document_comes(
    client: Client, database: str
) -> None:
    place = await make_place()
    address = f"/en/sites/{place.code}?{asked()}"
    before = await client.get(address)
    await on_record(BLOCKS)
    after = await client.get(address)
    assert "No rule on file" in before.text
    assert "Not allowed" in after.text


async def test_a_signed_in_union_that_chose_no_city_reads_its_own_by_name(
    client: Client, database: str
) -> None:
    place = await make_place()
    await sign_in_as(client, (await make_union()).organiser)
    for path in (f"/en/sites/{place.code}", "/en/sites"):
        assert "For unions of Hangzhou" in (await client.get(f"{path}?nights=4&heads=30")).text
