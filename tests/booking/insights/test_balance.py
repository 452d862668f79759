"""The balance of a partner city, recomputed by one SQL statement that shares nothing with the program's reading."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from booking import stays
from booking.insights.balance import Balance, Tally, balance
from booking.people import NotGranted
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.booking.stays.stories import account_and_agree, cancel, miss, reconcile_by_date
from tests.factories import stays as made
from tests.factories.people import HANGZHOU, HUANGSHAN, NANJING, make_federation, make_union
from tests.factories.places import make_place

# Per group and night: who was counted, else who is contracted, in the newest version of the contract.
NIGHTS = """
SELECT s.id, s.check_in, n.date, u.area_code AS origin, t.district_code AS host,
  SUM(CASE WHEN n.arrived_rooms IS NULL THEN n.contracted_workers ELSE n.arrived_workers END) AS workers,
  SUM(CASE WHEN n.arrived_rooms IS NULL THEN n.contracted_workers + n.contracted_family + n.contracted_crew
      ELSE n.arrived_workers + n.arrived_family + n.arrived_crew END) AS heads
FROM stay_nights n JOIN stays s ON s.id = n.stay_id JOIN organisations u ON u.id = s.union_id
  JOIN sites t ON t.id = s.site_id
WHERE n.version = (SELECT MAX(v.version) FROM stay_nights v WHERE v.stay_id = s.id)
  AND s.state IN ('confirmed', 'in_house', 'departed', 'reconciled', 'settled')
  AND NOT s.was_cancelled
  AND NOT EXISTS (SELECT 1 FROM stay_events e WHERE e.stay_id = s.id AND e.to_state = 'no_show')
GROUP BY s.id, s.check_in, n.date, u.area_code, t.district_code
"""


async def recomputed(seen: Balance, *, since: date, until: date, is_sent: bool) -> Tally:
    rows = [row for row in await fetch(NIGHTS) if _counts(row, seen.region_code, is_sent=is_sent)]
    groups: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["id"], []).append(row)
    arrived = [
        g
        for g in groups.values()
        if since <= _day(g[0]["check_in"]) < until and any(r["heads"] for r in g)
    ]
    fullest = [max(g, key=lambda row: row["heads"]) for g in arrived]
    return Tally(
        groups=len(arrived),
        people=sum(int(row["heads"]) for row in fullest),
        workers=sum(int(row["workers"]) for row in fullest),
        person_nights=sum(int(row["workers"]) for row in rows if since <= _day(row["date"]) < until),
    )  # fmt: skip


def _counts(row: dict[str, Any], region: str, *, is_sent: bool) -> bool:
    leaves, comes = row["origin"] == region, row["host"][:4] == region[:4]
    return leaves and not comes if is_sent else comes and not leaves


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def long_ago() -> date:
    return (clock.today() - timedelta(days=150)).replace(day=1)


async def traffic() -> SimpleNamespace:
    """Hangzhou sends and is sent; what lapses, is cancelled or does not come stands among it."""
    ours, theirs = await make_union(), await make_union(region=HUANGSHAN)
    there, here = await make_place(), await make_place(district_code="330106")
    few = Heads(20, 1, 1)
    await made.departed(union=ours, place=there, came=Heads(30, 1, 2))
    await made.confirmed(union=ours, place=there, starts_in=20)
    await made.in_house(union=ours, place=there, nights=3, heads=few, rooms={"TWIN": 11})
    await account_and_agree(
        await made.departed(
            union=ours, place=there, days_ago=40, nights=2, heads=few, rooms={"TWIN": 11}
        )
    )
    await made.held(union=ours, place=there, starts_in=40)
    await cancel(await made.confirmed(union=ours, place=there, starts_in=60))
    missed = await made.departed(
        union=ours, place=there, days_ago=20, heads=few, rooms={"TWIN": 11}
    )
    await miss(missed)
    await reconcile_by_date(missed)
    await made.departed(union=theirs, place=here, days_ago=10, heads=few, rooms={"TWIN": 11})
    await made.departed(union=ours, place=here, days_ago=30, heads=few, rooms={"TWIN": 11})
    await made.departed(
        union=await make_union(region=NANJING),
        place=there,
        days_ago=15,
        heads=few,
        rooms={"TWIN": 11},
    )
    return SimpleNamespace(ours=ours, theirs=theirs, there=there, here=here)


async def test_every_figure_of_the_balance_is_what_another_query_finds(database: str) -> None:
    await traffic()
    for region in (HANGZHOU, HUANGSHAN):
        partner = await make_federation(host=False, region=region)
        seen = await balance(first=long_ago(), months=8, by=partner.viewer)
        ends = [*(month.first for month in seen.months[1:]), seen.until]
        for month, end in zip(seen.months, ends, strict=True):
            assert month.sent == await recomputed(seen, since=month.first, until=end, is_sent=True)
            assert month.received == await recomputed(
                seen, since=month.first, until=end, is_sent=False
            )
        whole = {"since": seen.first, "until": seen.until}
        assert seen.sent == await recomputed(seen, is_sent=True, **whole)
        assert seen.received == await recomputed(seen, is_sent=False, **whole)
        assert seen.sent.groups >= 1
        assert seen.received.groups >= 1


async def test_what_was_cancelled_or_did_not_come_is_no_travel_and_the_citys_own_stands_apart(
    database: str,
) -> None:
    await traffic()
    partner = await make_federation(host=False)
    seen = await balance(first=long_ago(), months=8, by=partner.clerk)
    assert (seen.sent.groups, seen.received.groups, seen.inside.groups) == (4, 1, 1)
    assert seen.net == seen.sent - seen.received
    assert [one.region_code for one in seen.counterparts] == [HUANGSHAN]
    assert sum(one.sent.people for one in seen.counterparts) == seen.sent.people


async def test_a_night_counts_in_its_own_month_and_the_group_in_that_of_its_arrival(
    database: str,
) -> None:
    place, union = await make_place(), await make_union()
    first = (clock.today().replace(day=1) + timedelta(days=62)).replace(day=1)
    ahead = (first - timedelta(days=1) - clock.today()).days
    await made.confirmed(union=union, place=place, starts_in=ahead, nights=3)
    partner = await make_federation(host=False)
    before, after = (
        await balance(first=first - timedelta(days=1), months=2, by=partner.viewer)
    ).months
    assert before.sent == Tally(groups=1, people=36, workers=32, person_nights=32)
    assert after.sent == Tally(groups=0, people=0, workers=0, person_nights=64)


async def test_nobody_without_the_grant_reads_a_balance_or_the_groups_of_a_city(
    database: str,
) -> None:
    union = await make_union()
    with pytest.raises(NotGranted):
        await balance(first=long_ago(), months=3, by=union.administrator)
    with pytest.raises(NotGranted):
        await stays.overseen(by=union.administrator)
    with pytest.raises(NotGranted):
        await stays.overseen(by=(await make_federation()).administrator)
