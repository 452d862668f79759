"""The room calendar shows what is left and why not; nights are changed by form, and back."""

import re
from datetime import timedelta

from sites import calendar
from sites.calendar import Change
from sites.calendar.models import Night, NightEdit
from sites.foundation import clock
from sites.listings import check_rooms
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.places import AHEAD, FAMILY, TWIN, make_place
from tests.factories.stays import confirmed, held
from tests.sites.calendar.nights import chosen, night


async def test_cells_say_what_is_left_and_closed_ones_why(database: str, client: Client) -> None:
    story = await held(starts_in=3)
    place, by = story.place, story.operator.sales
    await confirmed(place=place, starts_in=12, rooms={TWIN: 20})
    closed = chosen(place, ahead=20, kinds=(FAMILY,))
    await calendar.edit(closed, Change("stop", note="锅炉检修（示例）"), by=by)
    await calendar.edit(chosen(place, ahead=3), Change("repair", 25, "屋面（示例）"), by=by)
    await calendar.edit(chosen(place, ahead=24), Change("min_stay", 3), by=by)
    await sign_in_as(client, story.operator.steward)
    page = (await client.get(f"/en/operator/sites/{place.code}/calendar")).text
    for words in (
        "20 of 40 rooms left, 0 held, 20 sold", "taken off sale: 锅炉检修（示例）",
        "25 rooms out of order", "3 rooms more are booked than are left", "at least 3 nights",
        "54 of 90 left, this limit is reached first", f"/en/operator/stays/{story.id}",
    ):  # fmt: skip
        assert words in page, words
    assert "Change by form" not in page
    assert "nights.js" not in page


async def test_what_is_not_for_sale_stands_under_the_grid_with_who_when_and_why(
    database: str, client: Client
) -> None:
    place = await make_place()
    by, path = place.operator.sales, f"/en/operator/sites/{place.code}"
    repair = Change("stop", note="锅炉检修（示例）")
    await calendar.edit(chosen(place, ahead=4, kinds=(FAMILY, TWIN)), repair, by=by)
    # As the key and the button of the grid send it: without a reason.
    await calendar.edit(chosen(place, ahead=0, days=2), Change("stop"), by=by)
    undone = await calendar.edit(chosen(place, ahead=12), Change("stop"), by=by)
    await calendar.undo(undone, by=by)
    await sign_in_as(client, by)
    for page in (await client.get(f"{path}/calendar"), await client.get(f"{path}/today")):
        assert f"taken off sale by {by.name}, " in _without_titles(page.text)
    seen = _without_titles((await client.get(f"{path}/calendar")).text)
    assert "Twin room, Room for three: taken off sale: 锅炉检修（示例）" in seen
    assert seen.count("taken off sale by") == 1
    await calendar.edit(chosen(place, ahead=0, days=2), Change("open"), by=by)
    assert "taken off sale by" not in (await client.get(f"{path}/calendar")).text


async def test_nights_that_are_not_opened_say_until_when_the_calendar_is(
    database: str, client: Client
) -> None:
    place = await make_place()
    await sign_in_as(client, place.operator.steward)
    last = clock.today() + timedelta(days=AHEAD - 1)
    page = await client.get(f"/operator/sites/{place.code}/calendar", params={"from": str(last)})
    words = f"尚未开放：房态开放至 {last.year}年{last.month}月{last.day}日"
    assert words in _without_titles(page.text)
    assert page.text.count(words) > 10  # every cell says it too


def _without_titles(html: str) -> str:
    return re.sub(r' title="[^"]*"', "", html)


async def test_nights_are_previewed_changed_and_put_back_by_form_alone(
    database: str, client: Client
) -> None:
    place = await make_place()
    await confirmed(place=place, starts_in=5, rooms={TWIN: 18})
    await sign_in_as(client, place.operator.sales)
    first = clock.today() + timedelta(days=4)
    asked = {
        "from": str(first), "to": str(first + timedelta(days=13)), "type": [TWIN, FAMILY],
        "act": "stop", "note": "冬季检修（示例）",
    }  # fmt: skip
    edit = f"/en/operator/sites/{place.code}/calendar/edit"
    seen = await client.get(edit, params=asked)
    assert "Changes 28 cells" in seen.text
    assert seen.text.count("Room type") > 1
    done = await client.post_from(seen, edit, **asked)
    assert done.status_code == 303
    page = await client.get(done.headers["location"])
    assert "Changed: 28 cells" in page.text
    assert (await night(place, ahead=4)).is_closed
    row = await NightEdit.get(site_id=place.id)
    assert (row.user_id, row.cells) == (place.operator.sales.user_id, 28)
    undo = f"/en/operator/sites/{place.code}/calendar/edits/{row.public_id}/undo"
    assert (await client.post_from(page, undo)).status_code == 303
    assert await Night.filter(site_id=place.id, is_closed=True).count() == 0


async def test_until_when_a_change_can_be_undone_is_said_and_too_late_on_the_calendar(
    database: str, client: Client
) -> None:
    place = await make_place()
    by = place.operator.sales
    path = f"/en/operator/sites/{place.code}/calendar"
    made = await calendar.edit(chosen(place, ahead=4), Change("stop"), by=by)
    row = await NightEdit.get(public_id=made)
    await sign_in_as(client, by)
    page = await client.get(path)
    until = (row.made_at + timedelta(seconds=30)).astimezone(clock.SHANGHAI)
    assert f"possible until {until:%H:%M:%S}" in page.text
    assert 0 <= int(re.findall(r'data-hides-in="(\d+)"', page.text)[0]) <= 30
    with clock.moved_to(row.made_at + timedelta(seconds=31)):
        answer = await client.post_from(page, f"{path}/edits/{made}/undo")
        assert (answer.status_code, answer.headers["location"]) == (303, path)
        seen = (await client.get(path)).text
    assert "A change can be undone for 30 seconds. Change the nights again instead." in seen
    assert "undo_time_over" not in seen
    assert "Undo the last change" not in seen
    assert (await night(place, ahead=4)).is_closed


async def test_a_change_over_the_last_one_is_said_on_the_calendar_and_nothing_is_undone(
    database: str, client: Client
) -> None:
    place = await make_place()
    by, path = place.operator.sales, f"/en/operator/sites/{place.code}/calendar"
    made = await calendar.edit(chosen(place, ahead=4), Change("stop"), by=by)
    await sign_in_as(client, by)
    page = await client.get(path)
    await calendar.edit(chosen(place, ahead=4), Change("open"), by=by)
    answer = await client.post_from(page, f"{path}/edits/{made}/undo")
    assert (answer.status_code, answer.headers["location"]) == (303, path)
    assert "was changed since, so nothing was undone" in (await client.get(path)).text
    assert not (await night(place, ahead=4)).is_closed


async def test_nights_that_are_over_and_silence_about_rooms_stand_on_the_list_of_the_day(
    database: str, client: Client
) -> None:
    story = await confirmed(starts_in=4)
    by, place = story.operator.sales, story.place
    await sign_in_as(client, by)
    assert "say that the rooms are right" in (await client.get("/en/operator")).text
    await check_rooms(place.id, by=by)
    assert "say that the rooms are right" not in (await client.get("/en/operator")).text
    repair = Change("repair", 30, "屋面（示例）")
    await calendar.edit(chosen(place, ahead=4), repair, by=by)
    assert (
        "3 nights have more booked than there is room for"
        in (await client.get("/en/operator")).text
    )
    assert (
        "more are booked than are left"
        in (await client.get(f"/en/operator/sites/{place.code}/calendar")).text
    )
    await sign_in_as(client, story.operator.steward)
    assert "more booked than there is room for" not in (await client.get("/en/operator")).text


async def test_what_cannot_be_done_is_said_at_its_field_and_nothing_changes(
    database: str, client: Client
) -> None:
    place = await make_place()
    await sign_in_as(client, place.operator.sales)
    edit, day = f"/en/operator/sites/{place.code}/calendar/edit", str(clock.today())
    good = {"from": day, "to": day, "type": TWIN, "act": "set", "value": "3"}
    assert (await client.get(edit)).status_code == 303
    for wrong in (
        {"to": "2020-01-01"}, {"type": "NONE"}, {"value": ""}, {"act": "burn"}, {"value": "41"},
        {"from": "2026-01-01", "to": "2026-01-02"}, {"weekday": "9"}, {"value": "x"},
    ):  # fmt: skip
        answer = await client.get(edit, params={**good, **wrong})
        assert answer.status_code == 422, wrong
        assert "There is a problem" in answer.text or "field-wrong" in answer.text, wrong
    seen = await client.get(edit, params=good)
    assert (await client.post_from(seen, edit, **{**good, "value": "99"})).status_code == 422
    assert await NightEdit.all().count() == 0


async def test_the_price_of_chosen_nights_is_asked_for_where_it_belongs(
    database: str, client: Client
) -> None:
    place, day = await make_place(), str(clock.today())
    await sign_in_as(client, place.operator.sales)
    asked = {"from": day, "to": day, "type": TWIN, "act": "price"}
    led = await client.get(f"/en/operator/sites/{place.code}/calendar/edit", params=asked)
    assert led.status_code == 303
    assert f"/en/operator/site/{place.code}/prices?" in led.headers["location"]
    only = await client.get(led.headers["location"])
    assert f"/en/operator/site/{place.code}/packages/CARE/prices?" in only.headers["location"]
    page = await client.get(only.headers["location"])
    assert page.status_code == 200
    assert page.text.count(f'value="{day}"') == 2
    assert "There is a problem" not in page.text


async def test_stewards_and_strangers_change_nothing(database: str, client: Client) -> None:
    place, other = await make_place(), await make_place()
    path = f"/operator/sites/{place.code}/calendar"
    await sign_in_as(client, place.operator.steward)
    assert (await client.get(path)).status_code == 200
    assert (await client.get(f"{path}/edit")).status_code == 403
    assert (await client.submit(path, f"{path}/edit")).status_code == 403
    await sign_in_as(client, other.operator.sales)
    assert (await client.get(path)).status_code == 404
    assert (await client.get(f"{path}/edit?act=stop")).status_code == 404


async def test_the_people_received_on_a_day_are_set_by_the_form_without_room_types(
    database: str, client: Client
) -> None:
    story = await held(starts_in=30, nights=2)
    place, path = story.place, f"/en/operator/sites/{story.place.code}/calendar"
    await sign_in_as(client, place.operator.sales)
    first = clock.today() + timedelta(days=30)
    asked = {
        "from": str(first),
        "to": str(first + timedelta(days=4)),
        "act": "receive",
        "value": "60",
    }
    seen = await client.get(f"{path}/edit", params=asked)
    assert "Changes 5 cells" in seen.text
    assert "On 2 of them people are booked, and stay" in seen.text
    hidden = dict(re.findall(r'name="(csrf|key)"[^>]*value="([^"]+)"', seen.text))
    assert (await client.post(f"{path}/edit", data={**asked, **hidden})).status_code == 303
    page = (await client.get(f"{path}?from={first}")).text
    assert "24 of 60 left" in page
    assert "All room types" in page
    refused = await client.get(f"{path}/edit", params={**asked, "value": "19"})
    assert "36 people are booked, and stay" in refused.text
