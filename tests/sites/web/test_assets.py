"""Static files: each under its own hash, and nothing beside them."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sites.foundation.rendering import STATIC, STYLES, static
from sites.web.assets import ROUTES


@pytest.fixture
def client():
    return TestClient(Starlette(routes=list(ROUTES)))


@pytest.mark.parametrize("sheet", STYLES)
def test_a_style_sheet_is_served_whole_and_for_good(client, sheet):
    answer = client.get(static(sheet))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    assert all(
        (STATIC / "css" / f"{part}.css").read_text() in answer.text for part in STYLES[sheet]
    )


def test_every_style_of_the_folder_is_in_one_sheet():
    parts = sorted(part for sheet in STYLES.values() for part in sheet)
    assert sorted(file.stem for file in (STATIC / "css").glob("*.css")) == parts


def test_a_script_is_served_as_a_script(client):
    assert "javascript" in client.get(static("js/tongxin.js")).headers["content-type"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/000000000000/house.css",
        "/static/x/../../asgi.py",
        "/static/x/..%2f..%2fasgi.py",
        "/static/x/%00",
        "/static/x/" + "a" * 5000,
        "/static/x/css",
    ],
)
def test_nothing_else_is_served(client, path):
    assert client.get(path).status_code == 404
