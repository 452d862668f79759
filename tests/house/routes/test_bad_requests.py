"""Rows 7 to 12 and 14 of the catalogue of bad input: too much, markup, odd lists, twice, stale, fields of no form."""

import asyncio
import html
from datetime import date, timedelta

import pytest

from booking.stays.models import Stay
from sites.foundation import clock
from tests.clients import ORIGIN
from tests.factories.people import give_password
from tests.house.routes.conftest import Enter, Visitor
from tests.house.routes.harm import PLANTED, harmless, hold_form, refuses, send_bytes
from tests.house.routes.world import World

HOLD = "/union/hold"
TOO_MUCH = {
    "a megabyte": (b"text=" + b"x" * 1_100_000, 413),
    "a long field": (b"text=" + b"x" * 300_000, 400),
    "a long line": (b"text=" + b"x" * 3_000, 422),
    "many fields": (b"&".join(b"f%d=1" % n for n in range(10_000)), 400),
    "one field many times": (b"text=1&" * 1_000, 400),
}
MARKUP = (
    "<script>alert(1)</script>", '"><svg onload=alert(1)>', "{{7*7}}", "{% for x in y %}", "${7*7}",
    "%0d%0aSet-Cookie: a=b", "' OR 1=1--", "%s%(name)s{0.__class__}", "javascript:alert(1)",
)  # fmt: skip
SEARCHES = (*MARKUP, "%", "_", "\\", "(a+)+$", "x" * 5000, "\x00", "🀄")
QUERIES = (
    "page=-1", "page=0", "page=1000000000", "page=x", "page=１", "sort=password", "order=asc;drop",
    "size=1000000", "limit=1000000", "show=secret", "in=secret", "standing=secret", "month=99",
    "page=1&page=2", "cursor=%00", "page=" + "9" * 400,
)  # fmt: skip


@pytest.fixture
async def union(world: World, enter: Enter) -> Visitor:
    return await enter(world.union_a.administrator)


async def test_too_much_is_refused(world: World, union: Visitor, database: str) -> None:
    for kind, (body, status) in TOO_MUCH.items():
        with harmless(database):
            answer = await send_bytes(union, f"/union/stays/{world.a['named']}/messages", body)
        assert answer.status_code == status, kind


async def test_markup_is_shown_as_text(world: World, union: Visitor) -> None:
    for typed in MARKUP:
        sent = await union.post(f"/union/stays/{world.a['named']}/messages", text=typed)
        assert sent.status_code == 303
        assert "a=b" not in str(sent.headers)
    page = await union.get(f"/union/stays/{world.a['named']}")

    shown = html.unescape(page.text)
    assert [typed for typed in MARKUP if typed not in shown] == []
    assert "<script>alert" not in page.text
    assert "<svg onload" not in page.text


async def test_a_search_finds_or_finds_nothing(world: World, enter: Enter, database: str) -> None:
    operator, host = await enter(world.operator_x.sales), await enter(world.host.clerk)
    for visitor, path in ((operator, "/operator/stays"), (host, "/federation/unions")):
        for typed in SEARCHES:
            with harmless(database, planted="alert"):
                answer = await visitor.get(path, params={"q": typed})
            assert answer.status_code == 200, f"{path} {typed}"
            assert "<script>alert" not in answer.text
            assert "<svg onload" not in answer.text


async def test_lists_clamp_or_say_that_there_is_no_such_page(world: World, enter: Enter) -> None:
    for actor, path in (
        (world.union_a.organiser, "/union"), (world.union_a.organiser, "/notices"),
        (world.operator_x.sales, "/operator/stays"), (world.host.clerk, "/federation/unions"),
        (world.union_a.organiser, "/sites"), (world.platform.administrator, "/platform/jobs"),
    ):  # fmt: skip
        visitor = await enter(actor)
        for query in QUERIES:
            answer = await visitor.get(f"{path}?{query}")
            assert answer.status_code in {200, 404, 422}, f"{path}?{query}: {answer.status_code}"


async def test_five_presses_at_once_hold_once_and_are_answered_alike(
    world: World, union: Visitor
) -> None:
    form = hold_form(world, key="k" * 24)
    answers = await asyncio.gather(*(union.post(HOLD, **form) for _ in range(5)))

    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert await Stay.filter(check_in=date.fromisoformat(form["check_in"])).count() == 1


async def test_the_same_key_with_other_words_is_refused(world: World, union: Visitor) -> None:
    first = await union.post(HOLD, **hold_form(world, key="k" * 24))
    other = await union.post(HOLD, **hold_form(world, key="k" * 24, workers="14"))

    assert (first.status_code, other.status_code) == (303, 422)


async def test_a_form_sent_after_its_session_ended_leads_to_the_way_in_and_does_nothing(
    world: World, union: Visitor, database: str
) -> None:
    form = hold_form(world)
    with clock.moved_to(clock.now() + timedelta(days=8)), harmless(database):
        answer = await union.post(HOLD, **form)

    assert answer.headers["location"].startswith("/sign-in")


async def test_what_was_typed_when_the_session_ended_is_sent_after_signing_in_again(
    world: World, enter: Enter, database: str
) -> None:
    """By the browser's own way: the form goes along to the page of signing in, and comes back to be sent."""
    email, password = await give_password(world.union_a.administrator)
    union = await enter(world.union_a.administrator)
    form = {"csrf": union.token, **hold_form(world, key="k" * 24, contact="示例：周联系")}
    with clock.moved_to(clock.now() + timedelta(days=8)):
        with harmless(database):
            led = await union.client.post(HOLD, data=form)
            assert led.status_code == 307
            door = await union.client.post(led.headers["location"], data=form)
            assert (door.status_code, "示例：周联系" in door.text) == (401, False)
        wrong = await union.client.post_from(door, "/sign-in", email=email, password="not this one")
        assert wrong.status_code == 401
        back = await union.client.post_from(wrong, "/sign-in", email=email, password=password)
        assert (back.status_code, "示例：周联系" in back.text) == (200, True)
        assert await Stay.filter(contact="示例：周联系").count() == 0
        for _ in range(2):
            sent = await union.client.post_from(back, HOLD)
            assert sent.status_code == 303
    assert await Stay.filter(contact="示例：周联系").count() == 1


async def test_a_form_out_of_date_keeps_what_was_typed_on_a_page_of_ours_and_nothing_else(
    world: World, enter: Enter, database: str
) -> None:
    union = await enter(world.union_a.administrator)
    form = {**hold_form(world, contact="示例：周联系"), "csrf": "of another session"}
    own = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}
    with harmless(database):
        bare = await union.client.post(HOLD, data=form)
        kept = await union.client.post(HOLD, data=form, headers=own)
        secret = await union.client.post(
            "/account/password", data={"csrf": "x", "password": PLANTED, "new_password": PLANTED},
            headers=own,
        )  # fmt: skip
    assert {bare.status_code, kept.status_code, secret.status_code} == {403}
    assert ("示例：周联系" in bare.text, "示例：周联系" in kept.text) == (False, True)
    assert PLANTED not in secret.text
    assert (await union.client.post_from(kept, HOLD)).status_code == 303


async def test_a_fee_that_nobody_was_shown_is_not_taken(
    world: World, union: Visitor, database: str
) -> None:
    path = f"/union/stays/{world.a['named']}/cancellation"
    for fee in ("1", "999999"):
        await refuses(union, database, path, status=409, fee_seen=fee)


async def test_of_two_who_change_one_stay_the_later_is_told_where_it_stands(
    world: World, enter: Enter, database: str
) -> None:
    first, second = await enter(world.union_a.organiser), await enter(world.union_a.administrator)
    path = f"/union/stays/{world.a['named']}/cancellation"
    assert (await first.post(path, fee_seen="0")).status_code == 303

    await refuses(second, database, path, status=409, fee_seen="0")


async def test_fields_that_no_form_has_change_nothing(world: World, union: Visitor) -> None:
    planted = {
        "price_minor": "1", "union_id": "1", "operator_id": "1", "state": "confirmed", "quote": "{}",
        "role": "platform", "by": "1", "hold_expires_at": "2099-01-01",
    }  # fmt: skip
    plain = await union.post(HOLD, **hold_form(world))
    odd = await union.post(HOLD, **{**hold_form(world), **planted})

    rows = [await Stay.get(public_id=a.headers["location"].split("/")[-1]) for a in (plain, odd)]
    same = ("price_minor", "union_id", "operator_id", "state", "quote")
    assert [getattr(rows[0], name) for name in same] == [getattr(rows[1], name) for name in same]
    assert rows[1].hold_expires_at.year < 2099
