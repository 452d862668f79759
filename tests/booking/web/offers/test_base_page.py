"""A base's own page: the record, the days, the price that adds up, the terms with real dates."""

from datetime import timedelta

from sites import certification
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.listings import check_rooms
from sites.packages.models import Package
from tests.clients import Client
from tests.factories.places import PRICE, make_place


def asked(**changes: object) -> dict[str, object]:
    return {
        "check_in": str(clock.today() + timedelta(days=30)),
        "nights": 4,
        "heads": 36,
        **changes,
    }


async def test_the_box_shows_rooms_the_sum_and_the_way_to_the_hold(client: Client) -> None:
    place = await make_place()
    text = (await client.get(f"/en/sites/{place.code}", params=asked())).text
    assert "18 × Twin room" in text
    assert f"¥{4 * 36 * PRICE // 100:,}" in text
    way = f"/en/union/hold?site={place.code}&amp;package=CARE&amp;check_in={asked()['check_in']}&amp;nights=4&amp;heads=36"
    assert way in text


async def test_an_odd_person_pays_no_supplement_where_the_base_does_not_say_so(
    client: Client,
) -> None:
    place = await make_place()
    text = (await client.get(f"/en/sites/{place.code}", params=asked(heads=37))).text
    assert "room for one" not in text
    assert f"¥{4 * 37 * PRICE // 100:,}" in text


async def test_an_odd_person_pays_the_supplement_and_it_is_a_line_of_its_own(
    client: Client,
) -> None:
    place = await make_place()
    await Package.filter(site_id=place.id).update(odd_pays=True)
    text = (await client.get(f"/en/sites/{place.code}", params=asked(heads=37))).text
    assert "1 room for one: 4 nights × ¥120" in text
    assert f"¥{(4 * 37 * PRICE + 4 * 120_00) // 100:,}" in text


async def test_what_cannot_be_held_says_why_and_offers_no_button(client: Client) -> None:
    place = await make_place()
    await certification.suspend(place.id, reason="整改", reason_en="Being put right", by=SYSTEM)
    text = (await client.get(f"/en/sites/{place.code}", params=asked())).text
    assert "Not certified on every night of the stay." in text
    assert "Being put right" in text
    assert "/union/hold" not in text


async def test_cancelling_is_told_with_the_dates_and_amounts_of_this_stay(client: Client) -> None:
    place = await make_place()
    text = (await client.get(f"/en/sites/{place.code}", params=asked())).text
    total = 4 * 36 * PRICE
    assert f"¥{total * 30 // 10000:,}" in text
    assert "80% kept" in text
    assert "after that" in text


async def test_free_days_of_the_calendar_start_the_stay_and_months_are_links(
    client: Client,
) -> None:
    place = await make_place()
    text = (await client.get(f"/sites/{place.code}", params=asked())).text
    tomorrow = clock.today() + timedelta(days=31)
    assert f"check_in={tomorrow}" in text
    later = (await client.get(f"/sites/{place.code}?month=2099-12")).text
    assert "停" in later
    assert (await client.get(f"/sites/{place.code}?month=2026-13")).status_code == 200


async def test_an_unknown_base_is_no_page(client: Client) -> None:
    for code in ("NOPE", "%00", "' OR 1=1--", "x" * 3000):
        assert (await client.get(f"/sites/{code}")).status_code == 404


async def test_the_age_of_the_rooms_is_told_and_stale_ones_are_not_confirmed_at_once(
    client: Client,
) -> None:
    place = await make_place(booking_mode="instant")
    for days, age, way in (
        (None, "rooms not yet confirmed", "The base answers in time"),
        (8, "rooms confirmed 8 days ago", "The base answers in time"),
        (1, "rooms confirmed 1 day ago", "Confirmed at once"),
    ):
        if days is not None:
            with clock.moved_to(clock.now() - timedelta(days=days)):
                await check_rooms(place.id, by=place.operator.sales)
        text = (await client.get(f"/en/sites/{place.code}")).text
        assert age in text
        assert way in text
        found = (await client.get("/en/sites")).text
        assert age in found
