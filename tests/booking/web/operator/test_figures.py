"""The operator's figures by their page and their sheets."""

import io

import openpyxl

from sites.foundation import clock
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.stays import confirmed


async def test_each_chart_has_its_table_and_its_sheet(database: str, client: Client) -> None:
    story = await confirmed(starts_in=5)
    await sign_in_as(client, story.operator.sales)
    path = f"/en/operator/site/figures?year={story.check_in.year}"
    page = (await client.get(path)).text
    assert page.count('<figure class="chart"') == 4
    assert page.count("As a spreadsheet") == 4
    assert "68,544" in page
    for table, cell in (("origins", 36), ("months", 36), ("refusals", None)):
        answer = await client.get(
            f"/en/operator/site/figures/{table}.xlsx?year={story.check_in.year}"
        )
        rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
        assert cell is None or any(cell in row for row in rows[1:])
    assert (await client.get("/operator/site/figures/people.xlsx")).status_code == 404
    for odd in ("", "x", "1", "99999", "20²6"):
        assert (await client.get("/operator/site/figures", params={"year": odd})).status_code == 200
    assert str(clock.today().year) in page


async def test_who_does_not_see_money_sees_no_income(database: str, client: Client) -> None:
    story = await confirmed(starts_in=5)
    await sign_in_as(client, story.operator.steward)
    path = f"/en/operator/site/figures?year={story.check_in.year}"
    page = (await client.get(path)).text
    assert "Income" not in page
    assert "68,544" not in page
    sheet = await client.get(f"/en/operator/site/figures/months.xlsx?year={story.check_in.year}")
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)
    assert "Income in yuan" not in rows[0]
