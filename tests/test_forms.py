"""The client of the tests sends what a page offers; what it does not offer and is taken all the same, it reports."""

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.clients import ORIGIN, Client

PAGE = """
<form action="/search"><input name="q"></form>
<form action="/kept" method="post" id="kept"><input type="hidden" name="csrf" value="1"><textarea name="note"></textarea></form>
<select name="kind" form="kept"></select>
<form method="post"><input type="hidden" name="csrf" value="2"><input name="lost" disabled></form>
"""


async def answered(request: Request) -> Response:
    if request.method == "GET":
        return HTMLResponse(PAGE)
    fields = await request.form()
    return HTMLResponse(f"{request.url.path} {dict(fields)}", 422 if "wrong" in fields else 200)


@pytest.fixture
def visitor() -> Client:
    app = Starlette(routes=[Route("/{path:path}", answered, methods=["GET", "POST"])])
    return Client(transport=httpx2.ASGITransport(app=app), base_url=ORIGIN)


async def test_a_form_is_sent_with_its_own_hidden_fields(visitor: Client) -> None:
    kept = await visitor.submit("/page", "/kept", note="a", kind="b")
    own = await visitor.submit("/page")

    assert kept.text == "/kept {'csrf': '1', 'note': 'a', 'kind': 'b'}"
    assert own.text == "/page {'csrf': '2'}"


@pytest.mark.parametrize(
    ("form", "fields"), [("/other", {}), ("/search", {"q": "a"}), ("/kept", {"sum": "1"}), ("", {"lost": "1"})]
)  # fmt: skip
async def test_what_no_form_offers_and_is_taken_fails(
    visitor: Client, form: str, fields: dict[str, str]
) -> None:
    with pytest.raises(AssertionError, match="has no form"):
        await visitor.submit("/page", form, **fields)
    assert (await visitor.submit("/page", form, **fields, wrong="1")).status_code == 422
    assert (await visitor.forge("/page", form or "/page", **fields)).status_code == 200
