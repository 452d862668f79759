from datetime import timedelta

from booking import receptions
from booking.receptions.models import ClosedPeriod
from sites.foundation import clock
from tests.clients import Client
from tests.factories.people import make_federation, sign_in_as
from tests.factories.places import make_place
from tests.factories.receptions import established, recorded
from tests.factories.spreadsheets import cells_of
from tests.pages import rows_of

PERIODS = "/federation/figures/periods"


async def test_closing_says_which_returns_are_missing_and_closes_without_them_only_by_a_tick(
    database: str, client: Client
) -> None:
    done, missing, host = await established(), await established(), await make_federation()
    month = receptions.last_over("month").first
    await receptions.return_month(done.code, month, counted=receptions.Counted(), by=done.operator.sales)  # fmt: skip
    await sign_in_as(client, host.clerk)
    for kind in ("month", "quarter"):
        page = (await client.get(f"/en{PERIODS}?kind={kind}")).text
        way = f'href="/en/federation/figures/returns?month={month.isoformat()[:7]}"'
        in_it = (
            kind == "month" or month.month % 3 == 0
        )  # the quarter that is over has it as its last
        assert page.count(way) == int(in_it)
    opened = await client.get(f"/en{PERIODS}")
    assert "1 of 2 bases has not returned" in opened.text
    refused = await client.post_from(opened, f"/en{PERIODS}/closing")
    assert refused.status_code == 422
    assert "Tick this to close" in refused.text
    assert await ClosedPeriod.all().count() == 0
    assert (await client.post_from(opened, f"/en{PERIODS}/closing", lacking="1")).status_code == 303

    with clock.moved_to(clock.now() + timedelta(days=62)):
        later = receptions.months_later(month, 1)
        for place in (done, missing):
            await receptions.return_month(place.code, later, counted=receptions.Counted(), by=place.operator.sales)  # fmt: skip
        await sign_in_as(client, host.clerk)
        page = await client.get(f"/en{PERIODS}")
        assert "not returned" not in page.text
        assert (await client.post_from(page, f"/en{PERIODS}/closing")).status_code == 303


async def test_the_groups_of_a_month_are_those_that_began_in_it_wherever_they_are_counted(
    database: str, client: Client
) -> None:
    """A group that came the month before has nights in it and is none of its groups."""
    place, host = await make_place(), await make_federation()
    first = (receptions.last_over("month").first - clock.today()).days
    await recorded(place, starts_in=first - 1)
    await recorded(place, starts_in=first + 3)
    await sign_in_as(client, host.clerk)
    page = (await client.get(f"/en{PERIODS}")).text
    (row,) = [row for row in rows_of(page) if row[0] == "This period"]
    assert "1" in row
    assert ">1 group<" in page
    assert "2 groups" not in page


async def test_a_month_is_closed_once_and_stands_as_a_numbered_paper(
    database: str, client: Client
) -> None:
    place, host = await make_place(), await make_federation()
    back = (receptions.last_over("month").first - clock.today()).days + 3
    group = await recorded(place, starts_in=back)
    await sign_in_as(client, host.clerk)
    opened = await client.get(PERIODS)
    for _ in range(2):
        # On the first day of a month the base is asked for the last one, and has not returned it.
        ticked = {"lacking": "1"} if 'name="lacking"' in opened.text else {}
        answer = await client.post_from(opened, f"{PERIODS}/closing", **ticked)
        assert answer.status_code == 303
    (row,) = await ClosedPeriod.all()
    paper = answer.headers["location"]
    assert paper == f"{PERIODS}/{row.public_id}"
    before = (await client.get(paper)).text
    assert place.code in before
    await receptions.withdraw(group.id, why="x", seen=1, by=group.by)
    after = (await client.get(paper)).text
    assert "30" in after
    assert after.partition('class="paper"')[2] == before.partition('class="paper"')[2]
    assert cells_of((await client.get(f"{paper}/table.xlsx")).content)[1][2] == "示例外来工会"


async def test_what_is_no_period_and_who_is_no_clerk_close_nothing(
    database: str, client: Client
) -> None:
    host, other = await make_federation(), await make_federation()
    await sign_in_as(client, host.clerk)
    for kind, first in (
        ("month", ""), ("month", "2026-05-02"), ("week", "2026-05-01"), ("quarter", "2026-05-01"),
        ("month", "9999-12-01"), ("month", "x"), ("year", "1999-01-01"), ("", ""),
    ):  # fmt: skip
        answer = await client.submit(PERIODS, f"{PERIODS}/closing", kind=kind, first=first)
        assert answer.status_code == 404, (kind, first)
    now = clock.today().replace(day=1).isoformat()
    early = await client.submit(PERIODS, f"{PERIODS}/closing", kind="month", first=now)
    assert early.status_code == 409
    await sign_in_as(client, host.viewer)
    denied = await client.submit(PERIODS, f"{PERIODS}/closing", kind="month", first="2026-05-01")
    assert denied.status_code == 403
    assert await ClosedPeriod.all().count() == 0
    await sign_in_as(client, host.clerk)
    made = await client.submit(PERIODS, f"{PERIODS}/closing", kind="month", first="2026-05-01")
    await sign_in_as(client, other.viewer)
    assert (await client.get(made.headers["location"])).status_code == 404
    for kind in ("quarter", "year", "x"):
        assert (await client.get(f"{PERIODS}?kind={kind}")).status_code == 200
