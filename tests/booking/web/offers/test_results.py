"""The results: filters live in the address, chips take them away, near misses and reasons are said."""

from datetime import timedelta

from sites import certification, recognition
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.database import change
from tests.clients import Client
from tests.factories.places import make_place

START = {"nights": 2, "heads": 60}


def asked(**changes: object) -> dict[str, object]:
    return {"check_in": str(clock.today() + timedelta(days=10)), **START, **changes}


async def test_fits_near_misses_and_the_rest_stand_apart_with_their_reasons(client: Client) -> None:
    fits, near, rest = await make_place(), await make_place(reception_limit=50), await make_place()
    await certification.suspend(rest.id, reason="整改", by=SYSTEM)
    text = (await client.get("/en/sites", params=asked())).text
    assert "1 base can receive the group" in text
    listed, missed = text.split("Nearly right")
    assert f'id="{fits.code}"' in listed
    assert f'id="{near.code}"' in missed
    assert "the reception limit leaves only 50 people, 10 too few" in missed
    assert "Search with 50 people" in missed
    assert "Not certified on every night" in missed
    assert f"/sites/{rest.code}" in missed


async def test_another_start_is_offered_where_one_night_is_full(client: Client) -> None:
    place = await make_place()
    full = clock.today() + timedelta(days=11)
    await change(
        "UPDATE nights SET is_closed = $1 WHERE site_id = $2 AND date = $3", True, place.id, full
    )
    text = (await client.get("/en/sites", params=asked())).text
    assert "Closed on the night of" in text
    assert f"check_in={full + timedelta(days=1)}" in text


async def test_conditions_are_chips_whose_address_takes_them_away(client: Client) -> None:
    await make_place()
    text = (await client.get("/en/sites", params=asked(district="341002", max_price=3000))).text
    without_district = next(
        part
        for part in text.split('href="')
        if "Tunxi" in part.split("</a>")[0] and "Remove" in part
    )
    address = without_district.split('"')[0]
    assert "district" not in address
    assert "max_price=3000" in address


async def test_the_city_is_told_that_no_rule_is_on_file_and_whether_it_recognises(
    client: Client,
) -> None:
    await make_place()
    await recognition.record_known_agreements(by=SYSTEM)
    text = (await client.get("/en/sites", params=asked(origin="330100"))).text
    assert "No rule is on file for Hangzhou." in text
    assert "Recognised since 21 October 2020" in text
    assert "on file" not in (await client.get("/en/sites", params=asked())).text


async def test_pages_of_the_list_end_where_it_ends(client: Client) -> None:
    for _ in range(11):
        await make_place()
    second = await client.get("/en/sites", params=asked(page=2))
    assert second.text.count('class="result"') == 1
    assert (await client.get("/en/sites", params=asked(page=3))).status_code == 404


async def test_two_bases_stand_side_by_side_and_unknown_ones_do_not(client: Client) -> None:
    one, two = await make_place(), await make_place()
    query = {**asked(), "site": [one.code, two.code, "NOPE"]}
    text = (await client.get("/en/compare", params=query)).text
    assert text.count('<th scope="col">') == 2
    assert "¥952" in text


async def test_bases_put_aside_stay_in_the_address(client: Client) -> None:
    place = await make_place()
    text = (await client.get("/en/sites", params=asked(compare=place.code))).text
    assert f"/en/compare?site={place.code}" in text
    assert "Comparison: 1 of 4" in text
