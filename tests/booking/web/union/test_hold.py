"""Holding rooms over the web: proposed, priced, held once, and refused with everything kept."""

import re
from datetime import timedelta

import pytest

from booking import people, stays
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import TWIN, make_place


@pytest.fixture
async def union(client):
    union = await make_union()
    await sign_in_as(client, union.organiser)
    return union


def asked(place, **changes):
    fields = {
        "site": place.code, "package": place.package, "nights": "4", "workers": "33", "family": "3",
        "check_in": (clock.today() + timedelta(days=40)).isoformat(), f"rooms-{TWIN}": "18",
        "kind": "option", "contact": "沈文娟", "note": "两位膝伤职工",
    }  # fmt: skip
    return {**fields, **changes}


async def send(client, place, **changes):
    """The form as its page draws it, sent with these fields."""
    page = f"/union/hold?site={place.code}"
    return await client.submit(page, form="/union/hold", **asked(place, **changes))


async def holds():
    return await fetch("SELECT public_id, state, hold_kind, price_minor, contact FROM stays")


async def test_a_group_is_held_at_the_price_that_was_shown(client, union):
    place = await make_place()
    query = {k: v for k, v in asked(place).items() if not k.startswith("rooms")}
    page = await client.get("/union/hold", params=query)
    assert page.status_code == 200
    assert 'value="18"' in page.text
    assert "68,544.00" in page.text
    answer = await send(client, place)
    assert answer.status_code == 303
    (row,) = await holds()
    assert answer.headers["location"] == f"/union/stays/{row['public_id']}"
    assert (row["state"], row["hold_kind"], row["contact"]) == ("held", "option", "沈文娟")
    assert row["price_minor"] == 476_00 * 4 * 36


async def test_the_same_form_sent_twice_holds_once(client, union):
    place = await make_place()
    page = await client.submit(
        "/union/hold?site=" + place.code, form="/union/hold", act="recount", **asked(place)
    )
    hidden = dict(hidden_of(page.text), **asked(place))
    first, second = [await client.post("/union/hold", data=hidden) for _ in range(2)]
    assert first.headers["location"] == second.headers["location"]
    assert len(await holds()) == 1


async def test_working_out_anew_holds_nothing_and_proposes_rooms_for_more_people(client, union):
    place = await make_place()
    page = await client.submit(
        "/union/hold?site=" + place.code, form="/union/hold", act="recount", **asked(place, workers="50")
    )  # fmt: skip
    assert page.status_code == 200
    assert 'value="27"' in page.text
    assert await holds() == []


async def test_a_search_says_heads_and_they_are_taken_as_workers(client, union):
    place = await make_place()
    day = (clock.today() + timedelta(days=40)).isoformat()
    page = await client.get(f"/union/hold?site={place.code}&check_in={day}&nights=2&heads=20")
    assert 'name="workers"' in page.text
    assert 'value="20"' in page.text


async def test_rooms_that_are_gone_are_refused_with_everything_kept(client, union):
    place = await make_place()
    await made.held(place=place, starts_in=40, heads=Heads(60), rooms={TWIN: 35})
    page = await send(client, place)
    assert page.status_code == 409
    assert 'role="alert"' in page.text
    assert "两位膝伤职工" in page.text
    assert f'name="rooms-{TWIN}"' in page.text
    assert len(await holds()) == 1


REFUSED = (
    ({"check_in": "2026-01-05"}, 422),
    ({f"rooms-{TWIN}": "2"}, 422),
    ({f"rooms-{TWIN}": "0"}, 422),
    ({"nights": "12"}, 422),
    ({"package": "OTHER"}, 404),
)


async def test_what_a_verb_refuses_comes_back_as_the_form(client, union):
    place = await make_place()
    for changes, status in REFUSED:
        page = await send(client, place, **changes)
        assert page.status_code == status, changes
        assert "沈文娟" in page.text
    assert await holds() == []


PEOPLE = ("0", "-1", "1.5", "1e3", "四十", str(2**31), str(10**20), "", "NaN", "Infinity")


async def test_people_are_whole_and_within_reason(client, union):
    place = await make_place()
    for workers in PEOPLE:
        page = await send(client, place, workers=workers)
        assert page.status_code == 422, workers
        assert 'href="#field-workers"' in page.text, workers
    assert await holds() == []


async def test_full_width_digits_and_spaces_are_understood(client, union):
    place = await make_place()
    for workers in (" 33 ", "３３"):
        answer = await send(client, place, workers=workers, **{f"rooms-{TWIN}": "18"})
        assert answer.status_code == 303


BAD = (
    ("check_in", "2026-02-30"), ("check_in", "0001-01-01"), ("check_in", "9999-12-31"),
    ("check_in", "2026/1/5"), ("check_in", ""), ("nights", "31"), ("nights", "0"),
    (f"rooms-{TWIN}", "-1"), (f"rooms-{TWIN}", "x"), (f"rooms-{TWIN}", str(10**20)),
    ("contact", "a\x00b"), ("contact", "a\u202eb"), ("note", "x" * 601), ("contact", "x" * 61),
    ("kind", "forever"), ("family", "-3"),
)  # fmt: skip


async def test_bad_input_is_named_at_its_field(client, union):
    place = await make_place()
    for field, value in BAD:
        page = await send(client, place, **{field: value})
        assert page.status_code == 422, (field, value)
        assert f'href="#field-{field}"' in page.text, (field, value)
    assert await holds() == []


async def test_what_is_typed_is_shown_as_text(client, union):
    place = await make_place()
    typed = '"><script>alert(1)</script>{{7*7}}${7*7}%0d%0aSet-Cookie: a=b'
    page = await send(client, place, note=typed, workers="0")  # fmt: skip
    assert "<script>alert" not in page.text
    assert "{{7*7}}" in page.text
    assert "a=b" not in page.headers.get("set-cookie", "")


async def test_a_price_or_another_union_in_the_form_changes_nothing(client, union):
    place, other = await make_place(), await make_union()
    answer = await client.forge(
        f"/union/hold?site={place.code}", "/union/hold",
        **asked(place, price_minor="1", union_id=str(other.organisation), state="settled"),
    )  # fmt: skip
    assert answer.status_code == 303
    rows = await fetch("SELECT union_id, state, price_minor FROM stays")
    assert rows == [
        {"union_id": union.organisation, "state": "held", "price_minor": 476_00 * 4 * 36}
    ]


@pytest.mark.parametrize("address", ["/union/hold", "/union/hold?site=NOWHERE", "/en/union/hold"])
async def test_without_a_base_there_is_a_way_back_to_the_search(client, union, address):
    page = await client.get(address)
    assert page.status_code == 404
    assert '/sites"' in page.text


async def test_dates_that_make_no_sense_in_the_address_do_not_break_the_page(client, union):
    place = await make_place()
    page = await client.get(
        f"/union/hold?site={place.code}&check_in=2026-02-30&nights=zero&workers="
    )
    assert page.status_code == 422
    assert 'href="#field-check_in"' in page.text


async def test_an_unverified_union_sees_prices_and_holds_nothing(client):
    union, place = await make_union(verified=False), await make_place()
    await sign_in_as(client, union.organiser)
    page = await client.get("/union/hold", params=asked(place))
    assert page.status_code == 200
    assert "68,544.00" in page.text
    assert "disabled" in page.text
    answer = await send(client, place)
    assert answer.status_code == 403
    assert await holds() == []


async def test_a_base_that_is_asked_first_holds_nothing_and_its_page_waits(client, union):
    place = await make_place(booking_mode="ask")
    fields = {name: value for name, value in asked(place).items() if name != "kind"}
    answer = await client.submit(f"/union/hold?site={place.code}", "/union/hold", **fields)
    assert answer.status_code == 303
    assert [row["state"] for row in await holds()] == ["inquiry"]
    assert await fetch("SELECT id FROM night_claims") == []
    for prefix in ("", "/en"):
        page = await client.get(prefix + answer.headers["location"])
        assert page.status_code == 200
        assert 'class="tasks"' in page.text
        assert "data-clock=" not in page.text


async def test_a_form_of_another_session_is_refused(client, union):
    place = await make_place()
    for token in ("", "wrong", "a.b", "ü"):
        page = await client.post("/union/hold", data={**asked(place), "csrf": token})
        assert page.status_code == 403
    assert await holds() == []


async def test_those_who_may_not_book_are_told_so(client):
    union, place = await make_union(), await make_place()
    for actor in (union.viewer, union.finance, union.approver):
        await sign_in_as(client, actor)
        assert (await client.get("/union/hold", params=asked(place))).status_code == 403
    await sign_in_as(client, place.operator.sales)
    assert (await client.get("/union/hold")).status_code == 403


async def test_visitors_are_sent_to_sign_in(client, database):
    page = await client.get("/union/hold")
    assert page.status_code == 303
    assert page.headers["location"].startswith("/sign-in")


async def test_ten_thousand_fields_and_a_megabyte_are_refused(client, union):
    many = await client.post("/union/hold", data={f"f{n}": "1" for n in range(10_000)})
    assert many.status_code in {400, 413}
    large = await client.post("/union/hold", data={"note": "x" * 1_100_000})
    assert large.status_code in {400, 413}


async def test_the_default_is_an_option_where_the_union_has_approvers(client, union):
    place = await make_place()
    page = await client.get("/union/hold", params={"site": place.code})
    assert checked(page.text) == "checkout"
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=0, tolerance_heads=0, by=union.administrator
    )
    page = await client.get("/union/hold", params={"site": place.code})
    assert checked(page.text) == "option"


async def test_holds_of_the_page_and_of_the_verb_are_the_same(client, union):
    place = await make_place()
    await send(client, place)
    (line,) = await stays.lines_of(union.organiser)
    assert (line.heads, line.workers, line.nights) == (36, 33, 4)


def checked(text):
    return re.search(r'name="kind"\s+value="(\w+)" checked', text)[1]


def hidden_of(text):
    found = re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', text)
    return dict(found)
