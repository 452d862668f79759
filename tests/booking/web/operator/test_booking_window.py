"""When the nights of a base may be booked: declared by its operator on a page, said on the base's page and to programs."""

from datetime import timedelta

from sites.calendar import BookingWindow, Change, declare_window, edit
from sites.foundation import clock
from sites.foundation.formats import day
from sites.foundation.language import ENGLISH, speaking
from sites.listings import profile
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.places import make_place
from tests.sites.calendar.nights import chosen


async def test_a_window_is_declared_by_form_and_said_where_groups_look(
    database: str, client: Client
) -> None:
    place = await make_place()
    await sign_in_as(client, place.operator.sales)
    path = f"/en/operator/sites/{place.code}/booking-window"
    assert f'href="{path}"' in (await client.get(f"/en/operator/sites/{place.code}/calendar")).text
    done = await client.submit(path, earliest="180", latest="3")
    assert done.status_code == 303
    page = (await client.get(path)).text
    assert 'value="180"' in page
    assert "What is booked stays booked." in page
    shown = await profile(place.code)
    assert (shown.book_from, shown.book_until) == (180, 3)
    base = (await client.get(f"/en/sites/{place.code}")).text
    assert "nights can be booked from 180 to 3 days before them" in base
    told = (await client.get(f"/api/v1/sites/{place.code}")).json()
    assert (told["book_from_days"], told["book_until_days"]) == (180, 3)
    nights = (await client.get(f"/api/v1/sites/{place.code}/nights")).json()["items"]
    assert (nights[2]["limit"], nights[2]["places"]) == ("no_longer_bookable", 0)
    assert nights[2]["bookable_until"] == str(clock.today() - timedelta(days=1))
    assert nights[3]["bookable_until"] is None


async def test_an_unsound_window_is_told_at_its_field_and_nothing_changes(
    database: str, client: Client
) -> None:
    place = await make_place()
    await sign_in_as(client, place.operator.sales)
    path = f"/en/operator/sites/{place.code}/booking-window"
    for typed in (
        {"earliest": "3", "latest": "7"},
        {"earliest": "731", "latest": "0"},
        {"earliest": "x", "latest": "0"},
        {"earliest": "", "latest": ""},
    ):
        assert (await client.submit(path, **typed)).status_code == 422
    shown = await profile(place.code)
    assert (shown.book_from, shown.book_until) == (None, 0)


async def test_another_operators_window_is_not_found(database: str, client: Client) -> None:
    place, other = await make_place(), await make_place()
    await sign_in_as(client, other.operator.sales)
    path = f"/operator/sites/{place.code}/booking-window"
    assert (await client.get(path)).status_code == 404
    own = await client.get(f"/operator/sites/{other.code}/booking-window")
    assert (await client.post_from(own, path, latest="3")).status_code == 404


async def test_the_calendar_says_of_each_cell_which_stays_and_which_days_it_takes(
    database: str, client: Client
) -> None:
    place = await make_place()
    by = place.operator.sales
    await declare_window(place.id, BookingWindow(30, 2), by=by)
    for act, value in (("min_through", 3), ("max_through", 6), ("max_stay", 5)):
        await edit(chosen(place, ahead=10), Change(act, value), by=by)
    await sign_in_as(client, place.operator.steward)
    page = (await client.get(f"/en/operator/sites/{place.code}/calendar")).text
    with speaking(ENGLISH):
        closed = day(clock.today() - timedelta(days=1))
    for words in (
        "only in stays of at least 3 nights", "only in stays of at most 6 nights",
        "arriving, at most 5 nights", "≥3≤5", "bk×", f"was bookable until {closed}",
    ):  # fmt: skip
        assert words in page, words
