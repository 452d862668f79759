from booking import receptions
from booking.receptions.models import ClosedPeriod
from sites.foundation import clock
from tests.clients import Client
from tests.factories.people import make_federation, sign_in_as
from tests.factories.places import make_place
from tests.factories.receptions import recorded
from tests.factories.spreadsheets import cells_of

PERIODS = "/federation/figures/periods"


async def test_a_month_is_closed_once_and_stands_as_a_numbered_paper(
    database: str, client: Client
) -> None:
    place, host = await make_place(), await make_federation()
    back = (receptions.last_over("month").first - clock.today()).days + 3
    group = await recorded(place, starts_in=back)
    await sign_in_as(client, host.clerk)
    opened = await client.get(PERIODS)
    for _ in range(2):
        answer = await client.post_from(opened, f"{PERIODS}/closing")
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
