"""The figures beside a second query, written from the ledger and the raw rows, over groups made by the verbs."""

from datetime import date, timedelta
from typing import Any

from booking import receptions, stays
from booking.insights.received import (
    NUMBERS,
    Asked,
    Sums,
    cells,
    groups,
    parts_of,
    sums,
    sums_by_site,
)
from booking.insights.year import span_of, year_figures
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.people import HUANGSHAN, make_union
from tests.factories.places import make_place
from tests.factories.receptions import draft, recorded


async def several(today: date) -> Any:
    """Counted and uncounted, absent, cancelled, coming and local groups, here and off the platform."""
    place = await make_place()
    await made.reconciled(place=place, days_ago=20, came=Heads(29, 1, 2))
    await made.departed(place=place, days_ago=12)
    await made.in_house(place=place, nights_before=2)
    await made.confirmed(place=place, starts_in=30)
    cancelled = await made.confirmed(place=place, starts_in=3)
    seen = await stays.preview_cancellation(cancelled.id, by=cancelled.union.organiser)
    await stays.cancel(cancelled.id, fee_seen=seen.fee, note="示例", by=cancelled.union.organiser)
    missed = await made.confirmed(place=place, starts_in=-1, made_days_ago=30)
    await made.missed(missed)
    await made.departed(
        place=place, days_ago=30, union=await make_union(region=HUANGSHAN), came=Heads(20)
    )
    await recorded(place, starts_in=-15, income=Money(50_000_00))
    await recorded(place, starts_in=-1, nights=4, heads=Heads(12, 3))
    await recorded(place, starts_in=-40, origin_code=HUANGSHAN, heads=Heads(18))
    await recorded(place, starts_in=40, heads=Heads(10))
    gone = await recorded(place, starts_in=-9)
    await receptions.withdraw(gone.id, why="重复", seen=1, by=gone.by)
    fewer = await recorded(place, starts_in=-8, heads=Heads(44))
    await receptions.correct(
        fewer.id, draft(place, starts_in=-8, heads=Heads(40)), why="x", seen=1, by=fewer.by
    )
    return place


async def second_opinion(first: date, until: date) -> Sums:
    """Row by row and night by night in Python, income from the ledger's postings."""
    found = Sums()
    rows = await fetch(
        "SELECT id, check_in, state FROM stays WHERE state NOT IN "
        "('inquiry','held','submitted','confirmed','declined','expired','cancelled','no_show')"
    )
    absent = {r["stay_id"] for r in await fetch("SELECT stay_id FROM stay_events WHERE to_state IN ('no_show', 'cancelled')")}  # fmt: skip
    for row in rows:
        if row["id"] not in absent:
            found += await _of_stay(row["id"], _day(row["check_in"]), first, until)
    last = "(SELECT MAX(version) FROM recorded_versions m WHERE m.group_id = v.group_id)"
    for v in await fetch(
        f"SELECT * FROM recorded_versions v WHERE version = {last} AND act != 'withdrawn'"
    ):
        nights = _nights(_day(v["check_in"]), _day(v["check_out"]))
        slept = sum(v["workers"] for night in nights if first <= night < until)
        if first <= nights[0] < until:
            found += Sums(1, v["workers"], v["family"], 0, v["income_minor"] or 0)
        found += Sums(nights=slept)
    return found


async def _of_stay(stay_id: int, check_in: date, first: date, until: date) -> Sums:
    by_night: dict[date, list[int]] = {}
    for n in await fetch("SELECT * FROM stay_nights WHERE stay_id = $1 ORDER BY version", stay_id):
        told = "contracted" if n["arrived_rooms"] is None else "arrived"
        by_night[_day(n["date"])] = [n[f"{told}_workers"], n[f"{told}_family"]]
    slept = sum(heads[0] for night, heads in by_night.items() if first <= night < until)
    if not first <= check_in < until:
        return Sums(nights=slept)
    (earned,) = await fetch(
        "SELECT -SUM(p.minor) AS minor FROM postings p JOIN accounts a ON a.id = p.account_id "
        "JOIN entries e ON e.id = p.entry_id WHERE a.kind = 'income' AND e.stay_id = $1",
        stay_id,
    )
    people, family = (max(heads[n] for heads in by_night.values()) for n in (0, 1))
    return Sums(1, people, family, slept, int(earned["minor"] or 0))


def _nights(first: date, until: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((until - first).days)]


def _day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


async def test_every_figure_equals_a_second_query_over_whatever_span(database: str) -> None:
    today = clock.today()
    await several(today)
    for back, ahead in ((60, 1), (60, -11), (13, 1), (14, -7), (0, 1), (400, 60)):
        first, until = today - timedelta(days=back), today + timedelta(days=ahead)
        assert await sums(Asked(first, until)) == await second_opinion(first, until), (back, ahead)
    assert (await sums(Asked(today - timedelta(days=60), today))).income > 0


async def test_the_list_of_a_number_is_exactly_what_makes_it_up(database: str) -> None:
    today = clock.today()
    place = await several(today)
    span = Asked(today - timedelta(days=35), today - timedelta(days=1))
    for number in NUMBERS:
        for source in ("", "booked", "recorded"):
            for who in ("", "visiting", "local"):
                asked = span.only(number=number, source=source, who=who)
                rows = await groups(asked)
                assert sum(row.adds.of(number) for row in rows) == (await sums(asked)).of(number)
                assert all(row.adds.of(number) for row in rows)
                narrowed = await sums(span.only(source=source, who=who))
                assert (await sums(asked)).of(number) == narrowed.of(number)
    assert await sums_by_site(span) == {place.id: await sums(span)}


async def test_parts_add_up_and_tell_visiting_from_local(database: str) -> None:
    today = clock.today()
    await several(today)
    span = Asked(today - timedelta(days=60), today + timedelta(days=1))
    every = parts_of(await cells(span))
    assert sum((part.sums for part in every), Sums()) == await sums(span)
    people = {(part.source, part.who): part.sums.people for part in every}
    assert people["recorded", "local"] == 18
    assert people["booked", "local"] == 20
    assert people["recorded", "visiting"] == 30 + 12 + 40


async def test_the_year_stands_beside_the_same_days_of_last_year(database: str) -> None:
    with clock.moved_to(clock.now().replace(month=8, day=20, hour=4)):
        today = clock.today()
        place = await make_place()
        await recorded(place, starts_in=-10, heads=Heads(31))
        await recorded(place, starts_in=-10 - 365, heads=Heads(29))
        await recorded(place, starts_in=60 - 365, heads=Heads(7))
        year = await year_figures(today.year)
        assert (year.now.all.people, year.before.all.people) == (31, 29)
        assert (year.last_day, year.is_under_way) == (today, True)
        whole = await year_figures(today.year - 1)
        assert (whole.now.all.people, whole.is_under_way) == (36, False)
    assert span_of(2024).until == date(2025, 1, 1)
