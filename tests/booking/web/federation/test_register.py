"""The register's pages: filed stays without prices or travellers, found by their filters, and the mark on both sides."""

from io import BytesIO

from openpyxl import load_workbook

from booking import stays
from tests.clients import Client
from tests.factories.people import make_federation, sign_in_as
from tests.factories.stays import confirmed, submitted


async def test_the_register_lists_finds_and_shows_an_entry_without_its_price(
    database: str, client: Client
) -> None:
    story, waiting = await confirmed(), await submitted()
    filing = await stays.filing_of(story.number)
    assert filing
    await sign_in_as(client, (await make_federation()).viewer)
    page = (await client.get("/en/federation/register")).text
    assert filing.number in page
    assert waiting.reference not in page
    for query in ("?state=settled", "?quarter=2020-1", "?q=nobody", "?first=2099-01-01"):
        assert filing.number not in (await client.get(f"/en/federation/register{query}")).text, (
            query
        )
    for query in (f"?q={story.reference}", "?origin=330100", "?quarter=nonsense", "?page=x"):
        assert filing.number in (await client.get(f"/en/federation/register{query}")).text, query
    one = await client.get(f"/en/federation/register/{story.id}")
    assert one.status_code == 200
    for text in (page, one.text):
        assert "¥" not in text
        assert "yuan" not in text
    assert (await client.get(f"/federation/register/{waiting.id}")).status_code == 404


async def test_the_sheet_keeps_numbers_as_text_and_has_no_price(
    database: str, client: Client
) -> None:
    story = await confirmed()
    await sign_in_as(client, (await make_federation()).clerk)
    answer = await client.get("/en/federation/register.xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows())  # type: ignore[union-attr]
    filing = await stays.filing_of(story.number)
    assert filing
    assert (rows[1][0].value, rows[1][0].data_type) == (filing.number, "s")
    assert rows[1][2].value == story.reference
    assert "Price" not in {cell.value for cell in rows[0]}


async def test_both_sides_see_the_mark_of_a_filed_stay_and_none_before(
    database: str, client: Client
) -> None:
    filed, waiting = await confirmed(), await submitted()
    for story, is_there in ((filed, True), (waiting, False)):
        for side, actor in (("union", story.union.viewer), ("operator", story.operator.steward)):
            await sign_in_as(client, actor)
            page = (await client.get(f"/{side}/stays/{story.id}")).text
            assert ("已备案" in page) == is_there, side
