import html
import re
from datetime import date, timedelta

from booking.insights.received import Asked, sums
from booking.insights.year import span_of
from booking.web.receptions.figures import change
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.packages import Heads
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import HUANGSHAN, make_federation, sign_in_as
from tests.factories.places import make_place
from tests.factories.receptions import recorded
from tests.factories.spreadsheets import cells_of

FIGURES = "/federation/figures"


async def test_every_number_of_the_page_opens_a_list_that_adds_up_to_it(
    database: str, client: Client
) -> None:
    place, host = await make_place(), await make_federation()
    await made.reconciled(place=place, days_ago=6, came=Heads(29, 1, 2))
    await recorded(place, starts_in=-3, income=Money(1_234_50))
    await recorded(place, starts_in=-2, origin_code=HUANGSHAN, heads=Heads(11))
    await sign_in_as(client, host.viewer)
    page = (await client.get(FIGURES)).text
    links = re.findall(r'href="([^"]*/figures/list\?[^"]*)">([\d,.]+)</a>', page)
    assert len(links) > 30
    for address, number in links:
        answer = await client.get(html.unescape(address))
        assert answer.status_code == 200
        foot = answer.text.partition("<tfoot>")[2].partition("</tfoot>")[0]
        assert number in re.findall(r">\s*([\d,.]+)\s*<", foot) or number in {"0", "0.00"}, address


async def test_a_list_and_its_sheet_have_the_same_rows(database: str, client: Client) -> None:
    place, host = await make_place(), await make_federation()
    await recorded(place, starts_in=-3, name="示例甲工会", income=Money(1_234_50))
    await recorded(place, starts_in=-2, name="示例乙工会", origin_code=HUANGSHAN, heads=Heads(11))
    await made.departed(place=place, days_ago=1, nights=2, came=Heads(20))
    await sign_in_as(client, host.clerk)
    first = (clock.today() - timedelta(days=30)).isoformat()
    query = f"?first={first}&last={clock.today().isoformat()}&source=recorded&number=people"
    page = (await client.get(f"{FIGURES}/list{query}")).text
    rows = cells_of((await client.get(f"{FIGURES}/list.xlsx{query}")).content)
    assert [row[3] for row in rows[1:]] == ["示例甲工会", "示例乙工会"]
    assert all(name in page for name in ("示例甲工会", "示例乙工会"))
    assert sum(int(str(row[9])) for row in rows[1:]) == 41
    assert rows[1][12] == 1234.5


async def test_what_is_no_year_day_or_figure_opens_the_present_year(
    database: str, client: Client
) -> None:
    host = await make_federation()
    await sign_in_as(client, host.viewer)
    for query in (
        "?year=abc", "?year=9999", "?year=%00", "?first=x&last=y", "?number=x&who=y&source=z&page=-1",
        "?first=2026-05-01&last=2020-01-01", "?site=%00%27", "?site=" + "9" * 300, "?last=2099-12-31", "?first=2000-01-01&page=99999",
    ):  # fmt: skip
        for address in (FIGURES, f"{FIGURES}/list", f"{FIGURES}/list.xlsx"):
            assert (await client.get(address + query)).status_code == 200, (address, query)


async def test_figures_are_the_federations_alone(database: str, client: Client) -> None:
    place, partner = await make_place(), await make_federation(host=False)
    for reader, status in ((place.operator.administrator, 403), (partner.administrator, 403)):
        await sign_in_as(client, reader)
        for address in (
            FIGURES,
            f"{FIGURES}/list",
            "/federation/figures/returns",
            "/federation/figures/periods",
        ):
            assert (await client.get(address)).status_code == status


async def test_a_change_is_said_in_tenths_of_a_per_cent() -> None:
    assert [change(*pair) for pair in ((110, 100), (97, 100), (5, 5), (1, 3), (7, 0))] == [
        "+10.0%", "−3.0%", "0.0%", "−66.7%", "–",
    ]  # fmt: skip


async def test_a_year_that_is_over_is_taken_whole(database: str) -> None:
    assert span_of(2024) == Asked(date(2024, 1, 1), date(2025, 1, 1))
    assert (await sums(span_of(2024))).groups == 0
