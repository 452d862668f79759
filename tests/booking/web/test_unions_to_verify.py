"""The federation's pages: unions of the own area alone, the import only as it was shown, invitations."""

import re
from random import Random
from typing import Any

from booking import people
from booking.people.models import Organisation
from scheduler.demo.credit_codes import GRASSROOTS_UNION, credit_code
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_union, sign_in_as
from tests.factories.spreadsheets import workbook

HOME = "/federation/unions"
HEAD = ("统一社会信用代码", "单位名称", "所在城市", "单位性质")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet(*numbers: int, city: str = "杭州市") -> bytes:
    rows = [
        (credit_code(number, kind=GRASSROOTS_UNION, region_code=HANGZHOU), f"示例{number}工会", city, "企业")
        for number in numbers
    ]  # fmt: skip
    return workbook([HEAD, *rows])


async def send(client: Any, data: bytes, name: str = "unions.xlsx") -> Any:
    page = await client.get(f"{HOME}/import")
    csrf = re.findall(r'name="csrf" value="([^"]+)"', page.text)[0]
    files = {"file": (name, data, XLSX)}
    return await client.post(f"{HOME}/import", data={"csrf": csrf}, files=files)


async def test_a_clerk_verifies_one_and_refuses_another(client: Any) -> None:
    host = await make_federation()
    first, second = await make_union(verified=False), await make_union(verified=False)
    await sign_in_as(client, host.clerk)
    page = await client.get(HOME)
    assert f"{HOME}/{first.public_id}" in page.text
    one = f"{HOME}/{first.public_id}"
    assert (await client.submit(one, f"{one}/verification")).status_code == 303
    assert await people.may_hold(first.organisation)
    assert (await client.submit(HOME, f"{one}/verification")).status_code == 409
    other = f"{HOME}/{second.public_id}"
    for why in ("", "   ", "x" * 201):
        answer = await client.submit(other, f"{other}/refusal", why=why)
        assert answer.status_code == 422
        assert 'id="field-why-error"' in answer.text
    assert (await client.submit(other, f"{other}/refusal", why="查无此单位")).status_code == 303
    assert not await people.may_hold(second.organisation)
    assert (await client.get(f"{HOME}?standing=refused&q=%25")).status_code == 200
    for odd in ("standing=closed", "standing=x", "page=99"):
        assert (await client.get(f"{HOME}?{odd}")).status_code == 404
    for odd in ("page=-1", "page=x", "page=0", "q=%00", "q=%27%20OR", "q=" + "x" * 2000):
        assert (await client.get(f"{HOME}?{odd}")).status_code == 200


async def test_another_regions_union_is_as_unknown_as_none(client: Any) -> None:
    partner = await make_federation(host=False, region=NANJING)
    union = await make_union(verified=False, region=HANGZHOU)
    await sign_in_as(client, partner.clerk)
    assert union.public_id not in (await client.get(HOME)).text
    for public_id in (union.public_id, "0" * 32, "x", "y" * 400):
        path = f"{HOME}/{public_id}"
        assert (await client.get(path)).status_code == 404
        assert (await client.submit(HOME, f"{path}/verification")).status_code == 404
        assert (await client.submit(HOME, f"{path}/refusal", why="x")).status_code == 404
    assert not await people.may_hold(union.organisation)


async def test_a_sheet_is_shown_then_stored_and_its_codes_stand_there_once(client: Any) -> None:
    host = await make_federation()
    await sign_in_as(client, host.clerk)
    shown = await send(client, sheet(*range(20)))
    assert shown.status_code == 200
    assert await Organisation.filter(kind="union").count() == 0
    fields = dict(re.findall(r'name="(csrf|draft)" value="([^"]+)"', shown.text))
    slips = await client.post(f"{HOME}/import/confirmation", data=fields)
    assert slips.status_code == 200
    codes = re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", slips.text)
    assert len(set(codes)) == 20
    assert await Organisation.filter(standing="imported").count() == 20
    assert codes[0] not in (await client.get(f"{HOME}?standing=imported")).text
    again = await client.post(f"{HOME}/import/confirmation", data=fields)
    assert again.status_code == 409
    answer = await client.submit(
        "/claim",
        code=codes[0],
        contact="示例",
        email="c@example.test",
        password="four words on paper",
    )
    assert answer.headers["location"] == "/union/verification"


async def test_the_longest_list_comes_back_whole_and_a_clash_since_the_preview_stops_it(
    client: Any,
) -> None:
    host = await make_federation()
    await sign_in_as(client, host.clerk)
    letters = Random(7)
    names = [
        "".join(chr(letters.randrange(0x4E00, 0x9FA5)) for _ in range(120)) for _ in range(500)
    ]
    codes = [credit_code(n, kind=GRASSROOTS_UNION, region_code=HANGZHOU) for n in range(500)]
    rows = [(code, name, "杭州", "企业") for code, name in zip(codes, names, strict=True)]
    shown = await send(client, workbook([HEAD, *rows]))
    await make_union(credit_code=codes[-1])
    fields = dict(re.findall(r'name="(csrf|draft)" value="([^"]+)"', shown.text))
    answer = await client.post(f"{HOME}/import/confirmation", data=fields)
    assert answer.status_code == 409
    assert await Organisation.filter(standing="imported").count() == 0


async def test_only_what_was_shown_to_this_person_can_be_confirmed(
    client: Any, new_client: Any
) -> None:
    host, other = await make_federation(), new_client()
    await sign_in_as(client, host.clerk)
    await sign_in_as(other, host.administrator)
    draft = re.findall(r'name="draft" value="([^"]+)"', (await send(client, sheet(1))).text)[0]
    for forged in ("", "x", draft[:-1], draft[::-1], "é.é"):
        answer = await client.submit(f"{HOME}/import", f"{HOME}/import/confirmation", draft=forged)
        assert answer.status_code == 403
    answer = await other.submit(f"{HOME}/import", f"{HOME}/import/confirmation", draft=draft)
    assert answer.status_code == 403
    assert await Organisation.filter(kind="union").count() == 0


async def test_faults_stand_on_the_page_by_cell_and_a_wrong_file_is_named(client: Any) -> None:
    partner = await make_federation(host=False)
    await sign_in_as(client, partner.clerk)
    answer = await send(client, sheet(1, 1, city="南京"))
    assert answer.status_code == 422
    for cell in ("C2", "A3", "C3"):
        assert f">{cell}<" in answer.text
    assert 'name="draft"' not in answer.text
    for data in (b"", b"<html>", b"PK\x03\x04", sheet()):
        assert (await send(client, data)).status_code == 422
    assert (await send(client, b"x" * (2 * 1024 * 1024 + 1))).status_code == 413
    assert (await send(client, sheet(1), name='a"b\r\nX: y.xlsx')).status_code in {200, 400}
    answer = await client.submit(f"{HOME}/import", file="text instead of a file")
    assert answer.status_code == 422


async def test_the_host_invites_an_operator_and_shows_the_link_once(client: Any) -> None:
    host = await make_federation()
    await sign_in_as(client, host.clerk)
    fields = {
        "kind": "operator",
        "name": "示例山庄",
        "area_code": "341003",
        "email": "o@example.test",
    }
    path = "/federation/invitations"
    for wrong in (
        {"kind": "host"},
        {"kind": "x"},
        {"area_code": "330100"},
        {"email": "x"},
        {"name": ""},
    ):
        answer = await client.submit(path, **{**fields, **wrong})
        assert answer.status_code in {403, 422}
    assert await Organisation.filter(kind="operator").count() == 0
    page = await client.forge(path, path, **fields, is_host="1", standing="closed")
    assert len(set(re.findall(r"/invitations/[\w-]{43}", page.text))) == 1
    made = await Organisation.get(kind="operator")
    assert (made.standing, made.is_host, made.verified_by_id) == (
        "verified",
        False,
        host.clerk.user_id,
    )
