"""Rows 19 to 24 of the catalogue of bad input: passwords, tries, ways onward, links, languages, hosts; 25, methods, is in test_answers.py and test_reading.py."""

import re
from typing import Any

import pytest

from booking import people
from booking.people.models import Organisation, User
from sites.foundation import shield
from tests.factories.people import give_password
from tests.house.routes.conftest import Enter, Visitor
from tests.house.routes.harm import PLANTED, harmless, refuses, sign_up_form
from tests.house.routes.world import World

NO_PASSWORDS = (
    "", "1234567", "elevenchars", "passwordpassword", "123456789012", "qwertyuiop123", "字" * 90, "x" * 1025,
    "new@example.test",
)  # fmt: skip
PASSWORDS = ("x7" * 32 + "y", "  四个互不相干的词语 🐼  ", "q" * 11 + "\u00e9")
ELSEWHERE = (
    "//evil.example", "https:evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil.example",
    "@evil.example", "/%09/evil.example", "/\t/evil.example", "/%2f/evil.example", "javascript:alert(1)",
    "data:text/html,x", " //evil.example", "/%5cevil.example", "http:/evil.example", "///evil.example",
)  # fmt: skip
LANGUAGES = ("../../x", "zz", "en;q=9999", "x" * 8000, "*", "", "zh-Hant-TW,\u00ff")
HOSTS = (
    "evil.example", "a@b", "127.0.0.1@evil.example", "127.0.0.1:99999", "127.0.0.1:x", "[::1", "127.0.0.1 evil",
    "127.0.0.1.evil.example",
)  # fmt: skip
PATHS = ("/@evil", "//x", "//evil.example/sites", "/%2e%2e/etc/passwd", "/..%2f..%2fetc", "/sites/%00",
         "/static/000000000000/../../asgi.py", "/static/000000000000/%2e%2e/%2e%2e/asgi.py",
         "/art/%2e%2e.svg", "/sites/" + "x" * 4000, "/en/en/", "/en//evil.example", "/;/", "/%ff")  # fmt: skip


@pytest.fixture
async def nobody(enter: Enter, database: str) -> Visitor:
    return await enter(None)


# Row 19: passwords.


async def test_weak_short_long_and_own_passwords_are_refused(
    nobody: Visitor, database: str
) -> None:
    for typed in NO_PASSWORDS:
        form = sign_up_form(password=typed)
        await refuses(nobody, database, "/sign-up", planted=typed or PLANTED, **form)


async def test_a_megabyte_of_password_is_not_even_read(nobody: Visitor, database: str) -> None:
    with harmless(database):
        answer = await nobody.post("/sign-in", email="a@example.test", password="x" * 1_100_000)

    assert answer.status_code == 413


async def test_any_characters_make_a_password_and_are_compared_exactly(
    world: World, enter: Enter
) -> None:
    for password in PASSWORDS:
        email, _ = await give_password(world.union_a.organiser, password)
        visitor = await enter(None)
        cut = await visitor.post("/sign-in", email=email, password=password[:-1])
        exact = await visitor.post("/sign-in", email=email, password=password)
        assert (cut.status_code, exact.status_code) == (401, 303), password


# Row 20: trying.


async def test_every_wrong_way_in_is_answered_alike(
    world: World, enter: Enter, database: str
) -> None:
    known, password = await give_password(world.union_a.organiser)
    left, _ = await give_password(world.union_a.finance)
    await User.filter(email=left).update(is_active=False)
    closed, _ = await give_password(world.union_b.organiser)
    await Organisation.filter(id=world.union_b.organisation).update(standing="closed")
    tries = [
        (known, "wrong words on paper"), ("nobody@example.test", password), (left, password),
        (closed, password), ("' OR 1=1--", password), ("a" * 119, password),
    ]  # fmt: skip
    told = set()
    for email, typed in tries:
        visitor = await enter(None)
        answer = await refuses(
            visitor, database, "/sign-in", status=401, email=email, password=typed
        )
        told.add(_without_what_was_typed(answer, email))
    assert len(told) == 1


async def test_the_sixth_wrong_try_is_told_to_wait_even_with_the_right_password(
    world: World, enter: Enter
) -> None:
    email, password = await give_password(world.union_a.organiser)
    visitor = await enter(None)
    wrong = [await visitor.post("/sign-in", email=email, password="wrong words") for _ in range(5)]

    assert {answer.status_code for answer in wrong} == {401}
    assert (await visitor.post("/sign-in", email=email, password=password)).status_code == 429


# Row 21: where to go on to.


async def test_the_way_onward_stays_in_this_house(world: World, enter: Enter) -> None:
    email, password = await give_password(world.union_a.organiser)
    for target in ELSEWHERE:
        answer = await (await enter(None)).post(
            "/sign-in", email=email, password=password, next=target
        )
        assert answer.status_code == 303
        assert answer.headers["location"] == "/union", target
    own = await (await enter(None)).post("/sign-in", email=email, password=password, next="/team")
    assert own.headers["location"] == "/team"


async def test_the_way_back_from_a_no_stays_in_this_house(nobody: Visitor) -> None:
    for target in ELSEWHERE:
        answer = await nobody.get("/nowhere", headers={"Referer": target.encode("utf-8")})
        assert "evil.example" not in answer.text, target
        assert 'href="javascript:' not in answer.text


# Row 22: links.


async def test_a_link_works_once_and_looking_at_it_uses_nothing(
    world: World, enter: Enter, database: str
) -> None:
    address = f"/invitations/{world.a['token']}"
    visitor = await enter(None)
    with harmless(database, planted=world.a["token"]):
        await visitor.client.head(address)
        shown = await visitor.get(address)
    first = await visitor.post(address, name="示例新人", password="four words on paper")
    again = await (await enter(None)).post(address, name="示例", password="four words on paper")

    assert (shown.status_code, first.status_code, again.status_code) == (200, 303, 404)


async def test_a_broken_link_is_told_neutrally(
    world: World, nobody: Visitor, database: str
) -> None:
    token = world.a["token"]
    reset = (
        await people.make_reset_link(world.a["union_person"], by=world.union_a.administrator)
    ).path.rsplit("/", 1)[-1]
    for address in (
        f"/invitations/{token[:-1]}", f"/invitations/{token}x", f"/invitations/{reset}",
        f"/reset/{token}", "/reset/x", "/reset/%00", "/reset/" + "x" * 500,
    ):  # fmt: skip
        with harmless(database, planted=token[:20]):
            answer = await nobody.get(address)
        assert answer.status_code == 404, address


# Row 23: languages.


async def test_the_address_alone_decides_the_language(nobody: Visitor) -> None:
    for wanted in LANGUAGES:
        headers = {"Accept-Language": wanted.encode("utf-8")}
        answer = await nobody.get("/about", headers=headers)
        assert (answer.status_code, answer.headers["content-language"]) == (200, "zh-Hans-CN")
    nobody.client.cookies.set("locale", "%00")
    nobody.client.cookies.set("size", "../../x")
    answer = await nobody.get("/en/about")
    assert (answer.status_code, answer.headers["content-language"]) == (200, "en")


# Row 24: hosts and addresses.


async def test_other_hosts_are_not_served_and_never_stand_in_links(nobody: Visitor) -> None:
    for host in HOSTS:
        answer = await nobody.get("/", headers={"Host": host})
        assert answer.status_code == 400, host
    for name in ("X-Forwarded-Host", "Forwarded", "X-Forwarded-Proto", "X-Original-URL"):
        answer = await nobody.get("/", headers={name: "evil.example"})
        assert answer.status_code == 200
        assert "evil.example" not in answer.text + str(answer.headers)


async def test_odd_addresses_are_no_pages(nobody: Visitor, database: str) -> None:
    for path in PATHS:
        with harmless(database):
            answer = await _raw(nobody, path)
        assert answer.status_code in {303, 307, 400, 404}, f"{path}: {answer.status_code}"
        assert "evil.example" not in answer.headers.get("location", ""), path
        assert "create_app" not in answer.text


async def test_an_endless_address_is_refused(nobody: Visitor) -> None:
    assert (await nobody.get("/" + "x" * 20_000)).status_code == 400


async def test_cookies_that_we_did_not_make_are_nobody(nobody: Visitor) -> None:
    for value in ("x", "x" * 4000, "%00", "' OR 1=1--", shield.token_for("x", secret="y" * 64)):
        nobody.client.cookies.clear()
        nobody.client.cookies.set("session", value)
        nobody.client.cookies.set("flash", value)
        assert (await nobody.get("/")).status_code == 200
        assert (await nobody.get("/team")).status_code == 303


def _without_what_was_typed(answer: Any, email: str) -> str:
    import html

    text = re.sub(r'value="[^"]*"', "", html.unescape(answer.text)).replace(email, "")
    return " ".join(text.split())


async def _raw(visitor: Visitor, path: str) -> Any:
    """An address as it stands, not tidied up by the client."""
    import httpx2

    url = httpx2.URL("http://127.0.0.1:8000").copy_with(raw_path=path.encode())
    return await visitor.client.get(url)
