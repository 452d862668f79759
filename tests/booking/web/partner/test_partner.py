import re
from datetime import date

from sites import recognition
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.workbook import sheets
from tests.booking.stays.stories import cancel
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import NANJING, make_federation, make_union, sign_in_as
from tests.factories.places import make_place


async def test_the_balance_on_the_page_moves_when_one_group_is_cancelled(
    database: str, client: Client
) -> None:
    story = await made.confirmed(starts_in=1)
    await sign_in_as(client, (await make_federation(host=False)).viewer)
    address = f"/en/partner/balance?period={story.check_in.year}"
    assert await _sum(client, address) == ["1", "36", "32", "128"]
    await cancel(story)
    assert await _sum(client, address) == ["0", "0", "0", "0"]


async def _sum(client: Client, address: str) -> list[str]:
    """The foot of the table by month, the side that is sent."""
    foot = (await client.get(address)).text.partition("<tfoot>")[2].partition("</tfoot>")[0]
    return re.findall(r'<td class="n">([\d,]+)</td>', foot)[:4]


async def test_the_exported_balance_has_every_group_and_its_numbers_as_text(
    database: str, client: Client
) -> None:
    story = await made.departed()
    await made.departed(union=await make_union(region=NANJING))
    await sign_in_as(client, (await make_federation(host=False)).clerk)
    answer = await client.get("/partner/balance.xlsx")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["cache-control"] == "no-store"
    months, cities, groups = sheets(
        answer.content, ["按月", "按城市", "逐团"], most_rows=50
    ).values()
    assert len(months) == 1 + 12 + 1
    assert list(months[-1][1:]) == [1, 36, 32, 128, 0, 0, 0, 0]
    assert [list(row[:3]) for row in cities[1:]] == [["341000", "黄山市", 1]]
    (only,) = groups[1:]
    assert only[1] == story.reference
    assert isinstance(only[3], str)
    assert len(only[3]) == 18
    assert only[7] == "0559-5550100"
    assert only[9] == story.check_in


async def test_the_catalogue_says_what_is_recognised_and_why_not(
    database: str, client: Client
) -> None:
    await recognition.record_known_agreements(by=SYSTEM)
    good, ended = await make_place(), await make_place(valid_days=-1)
    await sign_in_as(client, (await make_federation(host=False)).reviewer)
    page = (await client.get("/en/partner/sites?recognised=yes")).text
    assert good.code in page
    assert ended.code not in page
    assert "since 21 October 2020" in page
    page = (await client.get("/en/partner/sites?recognised=no")).text
    assert good.code not in page
    assert ended.code in page
    assert "The certificate ended on" in page
    rows = sheets((await client.get("/partner/sites.xlsx")).content, ["基地"], most_rows=9)["基地"]
    assert [row[0] for row in rows[1:]] == sorted([good.code, ended.code])


async def test_without_an_agreement_only_the_own_province_is_recognised(
    database: str, client: Client
) -> None:
    place = await make_place()
    for region, word in (
        ("330100", "No agreement of your city"),
        ("340100", "A base of your own province"),
    ):
        await sign_in_as(client, (await make_federation(host=False, region=region)).viewer)
        page = (await client.get("/en/partner/sites")).text
        assert word in page
        assert place.code in page


async def test_groups_are_listed_without_prices_names_of_people_or_a_way_in(
    database: str, client: Client
) -> None:
    story = await made.confirmed()
    foreign = await made.held(union=await make_union(region=NANJING))
    await sign_in_as(client, (await make_federation(host=False)).administrator)
    for path in ("/en/partner/groups", "/en/partner"):
        page = (await client.get(path)).text
        assert story.reference in page
        assert foreign.reference not in page
        assert "¥" not in page
        assert "示例联系人" not in page
        assert story.id not in page
    assert story.reference not in (await client.get("/en/partner/groups?state=lost")).text
    assert story.reference not in (await client.get("/en/partner/groups?search=zzz")).text
    assert story.reference in (await client.get("/en/partner/groups?from=nonsense&page=x")).text
    data = (await client.get("/partner/groups.xlsx")).content
    (row,) = sheets(data, ["团次"], most_rows=9)["团次"][1:]
    assert row[0] == story.reference
    assert row[5] == "0559-5550100"


async def test_a_year_or_nonsense_in_the_address_is_a_period(database: str, client: Client) -> None:
    await sign_in_as(client, (await make_federation(host=False)).viewer)
    year = clock.today().year
    for text, first in ((str(year), date(year, 1, 1)), ("19999", None), ("%00", None)):
        page = (await client.get(f"/en/partner/balance?period={text}")).text
        months = re.findall(r'<th scope="row">(\w+ \d{4})</th>', page)
        assert len(months) == 12
        assert first is None or months[0] == f"January {year}"
