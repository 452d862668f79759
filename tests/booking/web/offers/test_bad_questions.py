"""Nonsense in the address of a search: said in words or left out, never a fault of ours."""

from tests.clients import Client
from tests.factories.places import make_place

WRONG = {
    "heads": ["0", "-1", "1.5", "1e3", "四十", str(2**31), str(10**20), "\x00", "１２.５"],
    "nights": ["0", "31", "-1", "x"],
    "check_in": [
        "2026-02-30",
        "0001-01-01",
        "9999-01-01",
        "2026/1/5",
        "2020-01-01",
        "\ud7ff",
        "a" * 300,
    ],
    "max_price": ["-1", "0.001", "NaN", "Infinity", "1e309", "１２.５５５"],
}
LEFT_OUT = {
    "sort": ["password", "asc;drop"],
    "page": ["-1", "0", "x", "١"],
    "district": ["' OR 1=1--", "%", "_", "\\", "(a+)+$", "x" * 3000, "341002\x00"],
    "kind": ["<script>alert(1)</script>", "{{7*7}}", "${7*7}"],
    "facility": ['"><img src=x onerror=y>', "\r\nSet-Cookie: a=b"],
    "origin": ["<b>", "999999", "330100'"],
    "theme": ["{{7*7}}"],
    "compare": ["<i>", "%00"],
    "month": ["2026-99", "x"],
    "package": ["<u>"],
}

# What a template would write if it trusted the address; 49 is 7 times 7.
MARKUP = ("<script>alert", "<img src=x", '<b>"', "<i></", "<u></", ">49<")


async def test_a_wrong_number_or_day_is_said_beside_its_field(client: Client) -> None:
    for name, value in ((n, v) for n, every in WRONG.items() for v in every):
        answer = await client.get("/en/sites", params={name: value})
        assert answer.status_code == 422, (name, value)
        assert f'id="field-{name}-error"' in answer.text, (name, value)


async def test_an_unknown_filter_is_left_out_and_never_shown_as_markup(client: Client) -> None:
    place = await make_place()
    for path in ("/sites", f"/sites/{place.code}", "/compare"):
        for name, value in ((n, v) for n, every in LEFT_OUT.items() for v in every):
            answer = await client.get(path, params={name: value})
            assert answer.status_code == 200, (path, name, value)
            assert "set-cookie: a" not in str(answer.headers).lower()
            assert not any(markup in answer.text for markup in MARKUP), (path, name, value)


async def test_full_width_digits_and_spaces_are_understood(client: Client) -> None:
    for heads in (" 40 ", "４０"):
        answer = await client.get("/en/sites", params={"heads": heads})
        assert answer.status_code == 200
        assert "<b>40</b>" in answer.text


async def test_a_thousand_values_of_one_field_and_a_far_page_are_answered(client: Client) -> None:
    many = "&".join(f"kind={n}" for n in range(300))
    assert (await client.get(f"/sites?{many}")).status_code in {200, 422}
    assert (await client.get("/sites?page=1000000000")).status_code in {200, 404}
    assert (await client.get("/sites?q=" + "x" * 20_000)).status_code == 400
