"""Signing in and out through HTTP: one answer for every no, no open redirect, no session left behind."""

from pathlib import Path
from typing import Any

import httpx2
import pytest

from asgi import create_app
from booking import people
from booking.people.models import Organisation, Session, User
from tests.clients import ORIGIN, Client, test_settings
from tests.factories.people import give_password, make_union, session_of, sign_in_as

WRONG = "certainly not it"


def main_of(page: Any) -> str:
    """What is said, without tokens that differ in every page."""
    text: str = page.text
    return text[text.index('role="alert"') : text.index("</ul>")]


async def test_the_right_password_leads_home_with_a_careful_cookie(client: Any) -> None:
    union = await make_union()
    email, password = await give_password(union.organiser)
    answer = await client.submit("/sign-in", email=email, password=password)
    assert (answer.status_code, answer.headers["location"]) == (303, "/union")
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("session="))
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    page = await client.get("/account")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"


async def test_every_no_looks_the_same(new_client: Any) -> None:
    union = await make_union()
    email, password = await give_password(union.organiser)
    gone, right = await give_password(union.finance)
    await User.filter(email=gone).update(is_active=False)
    said = set()
    for account, given in (
        (email, WRONG), ("nobody@example.test", password), (gone, right),
        ("' OR 1=1--", "' OR 1=1--"), ("x" * 119, WRONG), (email, "k" * 1000),
    ):  # fmt: skip
        answer = await new_client().submit("/sign-in", email=account, password=given)
        said.add((answer.status_code, main_of(answer)))
        assert given not in answer.text
    assert len(said) == 1
    assert await Session.all().count() == 0


async def test_the_sixth_try_is_told_to_wait(client: Any) -> None:
    union = await make_union()
    email, password = await give_password(union.organiser)
    codes = [
        (await client.submit("/sign-in", email=email, password=WRONG)).status_code for _ in range(5)
    ]
    assert codes == [401] * 5
    assert (await client.submit("/sign-in", email=email, password=password)).status_code == 429


@pytest.mark.parametrize("missing", ["email", "password"])
async def test_an_empty_field_is_named(client: Any, missing: str) -> None:
    fields = {"email": "a@example.test", "password": WRONG}
    fields[missing] = ""
    answer = await client.submit("/sign-in", **fields)
    assert answer.status_code in {401, 422}
    assert 'role="alert"' in answer.text


GOING_ON = (
    ("/team?x=1", "/team?x=1"), ("/en/team", "/team"), ("", "/union"),
    ("//evil.example", "/union"), ("https:evil.example", "/union"), ("/\\evil.example", "/union"),
    ("@evil.example", "/union"), ("/%09/evil.example", "/union"),
    ("javascript:alert(1)", "/union"), ("https://evil.example/", "/union"), ("/\t/evil", "/union"),
    ("http://127.0.0.1:8000/team", "/team"),
)  # fmt: skip


async def test_one_goes_on_to_own_pages_only(new_client: Any) -> None:
    union = await make_union()
    email, password = await give_password(union.organiser)
    for wanted, location in GOING_ON:
        answer = await new_client().submit("/sign-in", email=email, password=password, next=wanted)
        assert answer.headers["location"] == location, wanted


async def test_the_page_carries_the_wanted_address_through_a_wrong_try(client: Any) -> None:
    union = await make_union()
    email, _ = await give_password(union.organiser)
    page = await client.get("/sign-in?next=/team")
    assert 'name="next" value="/team"' in page.text
    wrong = await client.submit("/sign-in?next=/team", "/sign-in", email=email, password=WRONG)
    assert 'name="next" value="/team"' in wrong.text


async def test_signing_in_again_ends_the_session_before(client: Any) -> None:
    union = await make_union()
    email, password = await give_password(union.organiser)
    token = await session_of(union.organiser)
    client.cookies.set("session", token, domain="127.0.0.1")
    await client.submit("/sign-in", email=email, password=password)
    assert await people.recall(token) is None
    assert client.cookies["session"] != token


async def test_after_signing_out_a_copy_of_the_cookie_opens_nothing(new_client: Any) -> None:
    client, union = new_client(), await make_union()
    token = await session_of(union.organiser)
    client.cookies.set("session", token, domain="127.0.0.1")
    answer = await client.submit("/account", "/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "clear-site-data" in answer.headers
    thief = new_client()
    thief.cookies.set("session", token, domain="127.0.0.1")
    assert (await thief.get("/account")).status_code == 303


@pytest.mark.parametrize(
    "path", ["/sign-in", "/sign-in/demo", "/sign-out", "/sign-up", "/forgotten"]
)
async def test_a_form_of_another_session_is_refused(new_client: Any, path: str) -> None:
    union = await make_union()
    other, client = new_client(), new_client()
    await sign_in_as(client, union.organiser)
    token = (await other.get("/sign-in")).text.split('name="csrf" value="')[1].split('"')[0]
    for csrf in ({}, {"csrf": ""}, {"csrf": "nonsense"}, {"csrf": token}):
        assert (await client.post(path, data=csrf)).status_code == 403
    assert (await client.get("/account")).status_code == 200


async def test_in_the_demonstration_one_click_is_enough(client: Any) -> None:
    union = await make_union()
    await Organisation.filter(id=union.organisation).update(is_demo=True)
    answer = await client.submit("/sign-in", "/sign-in/demo", role="approver")
    assert (answer.status_code, answer.headers["location"]) == (303, "/union")
    assert (await client.submit("/sign-in", "/sign-in/demo", role="nobody")).status_code == 404


async def test_outside_the_demonstration_there_is_no_such_door(
    database: str, tmp_path: Path
) -> None:
    union = await make_union()
    await Organisation.filter(id=union.organisation).update(is_demo=True)
    app = create_app(test_settings(tmp_path, demo=False), database_is_open=True)
    async with Client(transport=httpx2.ASGITransport(app=app), base_url=ORIGIN) as client:
        assert "/sign-in/demo" not in (await client.get("/sign-in")).text
        answer = await client.submit("/sign-in", "/sign-in/demo", role="approver")
        assert answer.status_code == 404
    assert await Session.all().count() == 0
