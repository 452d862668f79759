"""Packages and prices by their pages: seen before they change, and nothing frozen changes with them."""

from dataclasses import replace
from datetime import timedelta

from booking.stays.models import Stay
from sites import packages
from sites.foundation import clock
from sites.packages.models import Package, PackagePrice, PriceEdit
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.stays import submitted


async def test_a_price_is_seen_before_it_is_set_and_stays_keep_theirs(
    database: str, client: Client
) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    path = f"/en/operator/site/{story.place.code}/packages/CARE/prices"
    asked = {
        "first_night": story.check_in.isoformat(), "season": "peak", "fen": "520",
        "last_night": (story.check_in + timedelta(days=1)).isoformat(),
    }  # fmt: skip
    looked = await client.get(path, params=asked)
    assert "476.00" in looked.text
    assert "520.00" in looked.text
    assert "1 stay on these nights keeps its frozen price" in looked.text

    answer = await client.post_from(looked, path)

    assert answer.status_code == 303
    assert "520.00" in (await client.get("/en/operator/site/packages")).text
    assert (await Stay.get(public_id=story.id)).price_minor == 36 * 476_00 * 4
    assert (await client.post_from(looked, path)).status_code == 409


async def test_weekdays_are_priced_by_form_counted_and_put_back(
    database: str, client: Client
) -> None:
    place, first = await make_place(), clock.today()
    await sign_in_as(client, place.operator.sales)
    path = f"/en/operator/site/{place.code}/packages/CARE/prices"
    asked = {
        "first_night": str(first), "last_night": str(first + timedelta(days=27)), "weekday": ["4", "5"],
        "type": TWIN, "season": "peak", "fen": "520",
    }  # fmt: skip
    looked = await client.get(path, params=asked)
    for words in ("Changes 8 nights", "You had selected Twin room. A price is per person"):
        assert words in looked.text, words
    before = await PackagePrice.all().count()

    assert (await client.post_from(looked, path, weekday=["4", "5"])).status_code == 303

    kept = await client.get(path)
    changed = await PackagePrice.filter(per_person=520_00)
    nights = [one.starts_on + timedelta(days=n) for one in changed for n in range((one.ends_on - one.starts_on).days)]  # fmt: skip
    assert len(nights) == 8
    assert {night.weekday() for night in nights} == {4, 5}
    edit = await PriceEdit.all().first()
    undo = f"{path}/{edit.public_id}/undo"
    with clock.moved_to(edit.made_at + timedelta(seconds=31)):
        late = await client.post_from(kept, undo)
        assert (late.status_code, late.headers["location"]) == (303, path)
        assert "Set the prices again instead." in (await client.get(path)).text
    assert await PackagePrice.all().count() != before
    assert (await client.post_from(kept, undo)).status_code == 303
    assert await PackagePrice.all().count() == before
    assert undo not in (await client.get(path)).text


async def test_of_several_packages_the_operator_chooses_whose_prices_change(
    database: str, client: Client
) -> None:
    place, day = await make_place(), str(clock.today())
    by = place.operator.sales
    terms = await packages.terms_of(place.id, "CARE", by=by)
    await packages.add_package(place.id, replace(terms, name="茶乡", name_en="Tea"), by=by)
    await sign_in_as(client, by)
    asked = {"from": day, "to": day, "type": TWIN, "weekday": ["1", "2"], "act": "price"}
    led = await client.get(f"/en/operator/sites/{place.code}/calendar/edit", params=asked)
    page = await client.get(led.headers["location"])
    for code in ("CARE", "P1"):
        way = f"/packages/{code}/prices?first_night={day}&amp;last_night={day}&amp;type=TWIN&amp;weekday=1&amp;weekday=2"
        assert way in page.text, code


async def test_a_package_is_added_with_what_it_includes(database: str, client: Client) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.administrator)
    path = f"/en/operator/site/{story.place.code}/packages/new"
    typed = {
        "name": "茶乡小住", "name_en": "A stay among tea", "theme": "tea", "min_nights": "2", "max_nights": "4",
        "min_group": "10", "max_group": "80", "single_supplement": "88.50", "is_offered": "1",
        "in-breakfasts": "3", "in-insurance_cover": "200000", "excluded": "drinks",
    }  # fmt: skip
    answer = await client.submit(path, **typed)
    assert answer.status_code == 303
    made = await Package.get(code="P1")
    assert (made.single_supplement, made.excluded) == (88_50, ["drinks"])
    assert [(i["code"], i["count"], i["fen"]) for i in made.included] == [
        ("breakfasts", 3, None), ("insurance_cover", None, 200_000_00),
    ]  # fmt: skip
    again = await client.get(f"/en/operator/site/{story.place.code}/packages/P1")
    assert 'value="200000"' in again.text
    wrong = await client.submit(path, **{**typed, "max_nights": "1", "in-breakfasts": "x"})
    assert wrong.status_code == 422
    assert "茶乡小住" in wrong.text


async def test_stewards_and_other_operators_change_no_price(database: str, client: Client) -> None:
    story, foreign = await submitted(), await submitted()
    await sign_in_as(client, story.operator.steward)
    assert (await client.get("/operator/site/packages")).status_code == 403
    await sign_in_as(client, story.operator.sales)
    root = f"/operator/site/{foreign.place.code}"
    for rest in ("/packages/new", "/packages/CARE", "/packages/CARE/prices"):
        assert (await client.get(root + rest)).status_code == 404
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    fields = {
        "first_night": tomorrow,
        "last_night": tomorrow,
        "season": "low",
        "fen": "1",
        "seen": "",
    }
    answer = await client.submit("/operator", f"{root}/packages/CARE/prices", **fields)
    assert answer.status_code == 404


async def test_a_stale_edit_shows_what_is_on_file_beside_what_was_typed_and_then_replaces_it(
    database: str, client: Client
) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    path = f"/en/operator/site/{story.place.code}/packages/CARE"
    page = await client.get(path)
    typed = {"name": "山居康养", "name_en": "Mountain rest", "min_nights": "1", "min_group": "2", "max_group": "90", "is_offered": "1"}  # fmt: skip
    assert (await client.post_from(page, path, **typed, max_nights="7")).status_code == 303
    stale = await client.post_from(page, path, **typed, max_nights="9")
    words = " ".join(stale.text.split())
    assert stale.status_code == 409
    assert "<dt>Nights, at most</dt> <dd> 7 </dd>" in words
    assert 'value="9"' in words
    assert (await Package.get(code="CARE")).max_nights == 7
    assert (await client.post_from(stale, path, **typed, max_nights="9")).status_code == 303
    assert (await Package.get(code="CARE")).max_nights == 9


async def test_extras_are_typed_in_rows_and_come_back_as_they_were_kept(client: Client) -> None:
    place = await make_place()
    await sign_in_as(client, place.operator.sales)
    path = f"/operator/site/{place.code}/packages/CARE"
    plain = {"name": "山居", "name_en": "Rest", "min_nights": "1", "max_nights": "9", "min_group": "2", "max_group": "90"}  # fmt: skip
    typed = {"extra-2-name": "随团导游", "extra-2-name_en": "Guide", "extra-2-per": "group_day", "extra-2-fen": "400", "odd_pays": "1"}  # fmt: skip
    assert (await client.submit(path, **plain, **typed)).status_code == 303

    package = await Package.get(site_id=place.id, code="CARE")
    assert package.extras == [
        {"code": "x2", "name": "随团导游", "name_en": "Guide", "per": "group_day", "fen": 400_00}
    ]
    assert package.odd_pays
    assert 'value="400.00"' in (await client.get(path)).text

    wrong = await client.submit(path, **plain, **{**typed, "extra-2-fen": ""})
    assert wrong.status_code == 422
