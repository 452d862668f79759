"""Every answer is dressed alike: protective headers, a type, and pages for no in the reader's language."""

import html
from typing import Any

import httpx2
import pytest
from starlette.routing import Route
from structlog.testing import capture_logs

from asgi import create_app
from sites.foundation import shield
from sites.foundation.language import CHINESE, ENGLISH, speaking
from sites.foundation.pages import PageUnknown
from sites.foundation.words import say
from tests.clients import test_settings as settings_for
from tests.house.routes.map import addresses, app_of

METHODS = ("TRACE", "X", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND")
ADDRESSES = (
    "/", "/en/", "/sign-in", "/nowhere", "/en/nowhere", "/team", "/api/v1/sites", "/api/v1/nothing",
    "/static/0/nothing.css", "/healthz", "/art/none.svg", "/reset/none",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
async def test_every_answer_carries_the_protective_headers(client: Any, address: str) -> None:
    answer = await client.get(address)

    _is_protected(answer)


async def test_answers_to_bad_requests_carry_them_too(client: Any) -> None:
    for answer in (
        await client.get("/", headers={"Host": "evil.example"}),
        await client.post("/sign-in"),
        await client.request("TRACE", "/"),
        await client.get("/" + "x" * 5000),
    ):
        assert answer.status_code >= 400
        _is_protected(answer)


async def test_served_over_https_every_answer_says_so(database: str, tmp_path: Any) -> None:
    settings = settings_for(tmp_path, demo=False, base_url="https://trips.example")
    app = create_app(settings, database_is_open=True)
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=settings.base_url) as client:
        answers = [
            await client.get(address) for address in ("/sign-in", "/", "/nowhere", "/api/v1/sites")
        ]
    for answer in answers:
        assert "max-age=31536000" in answer.headers["strict-transport-security"]
    cookie = answers[0].headers["set-cookie"]
    assert cookie.startswith("__Host-visitor=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"))


async def test_other_methods_are_refused_and_told_what_is_allowed(client: Any) -> None:
    every = list(addresses(app_of(client)))
    for one in every:
        address = one.filled(_nothing(one))
        alike = [other.methods for other in every if other.answers(address)]
        known = frozenset().union(*alike)
        for method in {*METHODS, "GET", "POST"} - known:
            answer = await client.request(method, address)
            assert answer.status_code == 405, f"{method} {one.path}: {answer.status_code}"
            allowed = frozenset(name.strip() for name in answer.headers["allow"].split(","))
            assert allowed in alike, f"{method} {one.path}: {answer.headers['allow']}"


@pytest.mark.parametrize("prefix", ["", "/en"])
async def test_no_page_and_no_method_are_said_in_the_readers_language(
    client: Any, prefix: str
) -> None:
    for status, answer in (
        (404, await client.get(f"{prefix}/nowhere")),
        (405, await client.post(f"{prefix}/about")),
    ):
        assert answer.status_code == status
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["content-language"] == ("en" if prefix else "zh-Hans-CN")
        with speaking(ENGLISH if prefix else CHINESE):
            assert say(PageUnknown()) in html.unescape(answer.text)


@pytest.mark.parametrize("prefix", ["", "/en"])
async def test_a_fault_of_ours_is_a_page_with_a_reference_and_without_a_trace(
    client: Any, prefix: str
) -> None:
    _break(client, "/broken")

    with capture_logs() as logged:
        answer = await client.get(f"{prefix}/broken?name=planted-value")

    assert answer.status_code == 500
    assert answer.headers["content-language"] == ("en" if prefix else "zh-Hans-CN")
    assert "Traceback" not in answer.text
    assert "secret-of-the-fault" not in answer.text
    _is_protected(answer)
    log = repr(logged)
    assert "broken" in log
    assert "secret-of-the-fault" not in log
    assert "planted-value" not in log


async def test_a_fault_behind_the_api_is_a_problem(client: Any) -> None:
    _break(client, "/api/v1/broken")

    answer = await client.get("/api/v1/broken")

    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "broken"
    _is_protected(answer)


def _is_protected(answer: Any) -> None:
    for name, value in shield.HEADERS.items():
        assert answer.headers.get(name) == value, f"{answer.request.url.path}: {name}"
    assert "access-control-allow-origin" not in answer.headers


def _break(client: Any, path: str) -> None:
    async def broken(_request: Any) -> Any:
        msg = "secret-of-the-fault"
        raise RuntimeError(msg)

    app_of(client).router.routes.append(Route(path, broken))


def _nothing(one: Any) -> dict[str, str]:
    return {"site": "none", "stay": "none", "named": "none", **dict.fromkeys(one.names, "none")}
