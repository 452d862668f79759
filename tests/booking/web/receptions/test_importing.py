from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from booking import receptions
from booking.receptions.models import RecordedGroup
from sites.foundation import clock
from tests.clients import Client
from tests.factories.people import make_federation, sign_in_as
from tests.factories.places import make_place
from tests.factories.receptions import recorded
from tests.factories.spreadsheets import cells_of, workbook

IMPORT = "/federation/receptions/import"
HEAD = ["基地编号", "到达日期", "夜数", "单位或旅行社", "类别", "来源城市", "职工", "家属", "工作人员", "收入（元）", "凭证编号"]  # fmt: skip


def row(code: str, **changes: object) -> list[object]:
    made: dict[str, object] = {
        "site": code, "check_in": "2024-05-18", "nights": 3, "name": "示例旧工会", "sender": "工会",
        "origin": "杭州市", "workers": 30, "family": 2, "crew": "", "income": "60000", "proof": "012345678901234567890",
    }  # fmt: skip
    return [*{**made, **changes}.values()]


async def send(
    client: Client, rows: Sequence[Sequence[object]], *, epoch: datetime = CALENDAR_WINDOWS_1900
) -> Any:
    csrf = (await client.get(IMPORT)).text.split('name="csrf"')[1].split('value="')[1].split('"')[0]
    file = ("台账.xlsx", workbook(rows, epoch=epoch))
    return await client.post(IMPORT, data={"csrf": csrf}, files={"file": file})


async def test_a_past_year_is_stored_only_when_confirmed_and_marked(
    database: str, client: Client
) -> None:
    place, host = await make_place(), await make_federation()
    await sign_in_as(client, host.clerk)
    seen = await send(client, [HEAD, row(place.code), row(place.code, check_in="2024年6月1日")])
    assert seen.status_code == 200
    assert await RecordedGroup.all().count() == 0
    done = await client.post_from(seen, f"{IMPORT}/confirmation")
    assert done.headers["location"] == "/federation/receptions"
    lines = await receptions.groups_of(host.clerk)
    assert [line.is_historic for line in lines] == [True, True]
    assert {line.proof_number for line in lines} == {"012345678901234567890"}
    again = await client.post_from(seen, f"{IMPORT}/confirmation")
    assert again.status_code == 409
    assert await RecordedGroup.all().count() == 2


BAD_CELLS: tuple[tuple[dict[str, object], str], ...] = (
    ({"site": "T-NONE"}, "A2"), ({"site": ""}, "A2"), ({"check_in": "2024-02-30"}, "B2"),
    ({"check_in": "2099-01-01"}, "B2"), ({"check_in": "1999-01-01"}, "B2"), ({"nights": 0}, "C2"),
    ({"nights": "三"}, "C2"), ({"name": ""}, "D2"), ({"name": "甲" * 121}, "D2"), ({"sender": "国王"}, "E2"),
    ({"origin": "纽约"}, "F2"), ({"workers": -1}, "G2"), ({"workers": 0, "family": 0}, "G2"), ({"workers": 1.5}, "G2"),
    ({"family": "x"}, "H2"), ({"income": "12.345"}, "J2"), ({"proof": ""}, "K2"), ({"proof": 2024001234567890123}, "K2"),
)  # fmt: skip


async def test_every_fault_is_told_by_its_cell_and_nothing_is_stored(
    database: str, client: Client
) -> None:
    place, host = await make_place(), await make_federation()
    await sign_in_as(client, host.clerk)
    for changes, cell in BAD_CELLS:
        answer = await send(client, [HEAD, row(place.code, **changes)])
        assert answer.status_code == 422
        assert f">{cell}<" in answer.text, (changes, cell)
        assert 'name="draft"' not in answer.text
    assert await RecordedGroup.all().count() == 0


async def test_a_group_is_not_imported_twice_nor_for_a_foreign_base(
    database: str, client: Client
) -> None:
    place, foreign = await make_place(), await make_place()
    there = await recorded(place, starts_in=-400)
    known = row(
        place.code, check_in=there.draft.check_in.isoformat(), name=there.draft.name, workers=30, family=4, crew=2
    )  # fmt: skip
    address = IMPORT.replace("federation", "operator")
    await sign_in_as(client, place.operator.sales)
    page = (await client.get(address)).text
    csrf = page.split('name="csrf"')[1].split('value="')[1].split('"')[0]
    twice = row(place.code, name="示例双份")
    data = workbook([HEAD, known, row(foreign.code), twice, twice])
    answer = await client.post(address, data={"csrf": csrf}, files={"file": ("a.xlsx", data)})
    assert all(f">{cell}<" in answer.text for cell in ("D2", "A3", "D5"))
    assert ">D4<" not in answer.text


async def test_a_date_is_a_date_in_both_systems_and_as_text_and_a_bare_number_is_none(
    database: str, client: Client
) -> None:
    """Row 33 of the catalogue of bad input: the cell says that it is a date, or the text does; nothing is guessed."""
    place, host = await make_place(), await make_federation()
    await sign_in_as(client, host.clerk)
    for epoch in (CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904):
        seen = await send(client, [HEAD, row(place.code, check_in=date(2024, 1, 5))], epoch=epoch)
        assert seen.status_code == 200
        assert "2024年1月5日" in seen.text
    assert (await send(client, [HEAD, row(place.code, check_in="2024.1.5")])).status_code == 200
    for bare in (45296, 45296.5, "45296", "5.1.2024"):
        answer = await send(client, [HEAD, row(place.code, check_in=bare)])
        assert answer.status_code == 422
        assert ">B2<" in answer.text
    assert await RecordedGroup.all().count() == 0


async def test_what_is_no_such_list_is_refused_in_words(database: str, client: Client) -> None:
    host = await make_federation()
    await sign_in_as(client, host.clerk)
    for rows in ([["x"]], [HEAD[:-1]], [HEAD], []):
        answer = await send(client, rows)
        assert answer.status_code == 422
        assert "<h1" in answer.text
    long = [HEAD, *[row("T-001", name=f"示例{n}") for n in range(1001)]]
    assert (await send(client, long)).status_code == 422
    forged = await client.submit(IMPORT, f"{IMPORT}/confirmation", draft="e30=.x")
    assert forged.status_code == 403


async def test_the_template_is_what_the_reader_reads(database: str, client: Client) -> None:
    host = await make_federation()
    place = await make_place(code="HS-05-071")
    await sign_in_as(client, host.clerk)
    rows = cells_of((await client.get(f"{IMPORT}/template.xlsx")).content)
    with clock.moved_to(clock.now()):
        answer = await send(client, rows)
    assert answer.status_code == 200
    assert place.code in answer.text
