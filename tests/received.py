"""Two years of groups, booked and recorded, and the same read once more: row by row, from what the tables say and nothing else."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import Any

from booking import receptions
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.people import HANGZHOU, HUANGSHAN, NANJING, make_union
from tests.factories.places import make_place
from tests.factories.receptions import draft, established, recorded

SHANGHAI = "310000"
# More cities than the desk has rows for.
FURTHER = (
    "320200", "320300", "320400", "320500", "320600", "320700", "320800", "330200", "330300", "330400", "330500",
    "340100", "340200", "340300",
)  # fmt: skip


@contextmanager
def in_august(*, years_ago: int = 0) -> Iterator[date]:
    """Noon of 20 August: a day with a year behind it and some of it ahead, whenever the tests run."""
    day = date(clock.today().year - years_ago, 8, 20)
    with clock.moved_to(clock.at(day, time(12))):
        yield day


async def two_years() -> SimpleNamespace:
    """Counted and uncounted, here, coming, asked for, cancelled, missed; visiting and local; withdrawn and corrected."""
    unions = {code: await make_union(region=code) for code in (HANGZHOU, NANJING, HUANGSHAN)}
    with in_august(years_ago=1):
        old = await make_place()
        await made.departed(union=unions[HANGZHOU], place=old, days_ago=5, came=Heads(20, 1, 1))
        await made.departed(union=unions[NANJING], place=old, days_ago=15)
        await recorded(old, starts_in=-9, origin_code=HUANGSHAN, heads=Heads(23, 2), income=Money(7_000_00))  # fmt: skip
        await recorded(old, starts_in=-30, origin_code="320900", heads=Heads(11))
    with clock.moved_to(clock.at(date(clock.today().year - 1, 11, 2), time(12))):
        await recorded(
            old, starts_in=-6, heads=Heads(900)
        )  # after the same days: in no figure beside this year's
    with clock.moved_to(clock.at(date(clock.today().year, 1, 5), time(12))):
        # Over New Year: its nights are of both years, it is of the last one, and its city sent nobody in this.
        await recorded(old, starts_in=-6, nights=4, origin_code="341800", heads=Heads(13))
    with in_august():
        near, far = await established(), await established(district_code="341022")
        await _booked(unions, near, far)
        await _recorded(near, far)
    return SimpleNamespace(unions=unions, old=old, near=near, far=far)


async def _booked(unions: dict[str, Any], near: Any, far: Any) -> None:
    await made.reconciled(union=unions[HANGZHOU], place=near, days_ago=20, came=Heads(29, 1, 2))
    await made.departed(union=unions[NANJING], place=far, days_ago=3, came=Heads(20, 1, 1))
    await made.departed(union=unions[HUANGSHAN], place=near, days_ago=40)
    await made.in_house(union=unions[HANGZHOU], place=far, nights_before=2)
    await made.confirmed(union=unions[NANJING], place=near, starts_in=4)
    await made.confirmed(union=unions[HANGZHOU], place=far, starts_in=50, heads=Heads(17, 1), rooms={"TWIN": 9})  # fmt: skip
    await made.submitted(union=unions[HANGZHOU], place=near, starts_in=60)
    await made.missed(await made.confirmed(union=unions[NANJING], place=far, starts_in=-1, made_days_ago=30))  # fmt: skip


async def _recorded(near: Any, far: Any) -> None:
    await recorded(near, starts_in=-15, income=Money(50_000_00))
    await recorded(far, starts_in=-21, nights=4, origin_code=SHANGHAI, heads=Heads(1012, 3))
    await recorded(near, starts_in=-45, origin_code=HUANGSHAN, heads=Heads(18), income=Money(1_234_50))  # fmt: skip
    for number, code in enumerate(FURTHER):
        await recorded(near, starts_in=-60 - number, origin_code=code, heads=Heads(2 + number))
    await recorded(
        near, starts_in=-52, nights=4, origin_code="320300", heads=Heads(9)
    )  # June into July
    gone = await recorded(near, starts_in=-9, heads=Heads(500))
    await receptions.withdraw(gone.id, why="重复", seen=1, by=gone.by)
    fewer = await recorded(far, starts_in=-20, heads=Heads(44))
    corrected = draft(far, starts_in=-20, heads=Heads(40))
    await receptions.correct(fewer.id, corrected, why="x", seen=1, by=fewer.by)


@dataclass(frozen=True)
class Came:
    """One group that came. `nights`: workers by night. `income` in fen, from the ledger's postings."""

    source: str
    origin: str
    site: str
    district: str
    check_in: date
    workers: int
    family: int
    nights: dict[date, int]
    income: int

    @property
    def is_local(self) -> bool:
        return self.origin[:4] == HUANGSHAN[:4]


async def all_who_came() -> list[Came]:
    return [*await _stays(), *await _groups()]


async def _stays() -> list[Came]:
    absent = {r["stay_id"] for r in await fetch("SELECT stay_id FROM stay_events WHERE to_state IN ('no_show', 'cancelled')")}  # fmt: skip
    rows = await fetch(
        "SELECT s.id, s.check_in, b.code, b.district_code, t.origin_code FROM stays s JOIN sites b ON b.id = s.site_id "
        "JOIN trips t ON t.id = s.trip_id WHERE s.state IN ('in_house', 'departed', 'reconciled', 'settled')"
    )
    return [await _stay(row) for row in rows if row["id"] not in absent]


async def _stay(row: dict[str, Any]) -> Came:
    by_night: dict[date, tuple[int, int]] = {}
    for n in await fetch("SELECT * FROM stay_nights WHERE stay_id = $1 ORDER BY version", row["id"]):  # fmt: skip
        told = "contracted" if n["arrived_rooms"] is None else "arrived"
        by_night[day_of(n["date"])] = (n[f"{told}_workers"], n[f"{told}_family"])
    (earned,) = await fetch(
        "SELECT -SUM(p.minor) AS minor FROM postings p JOIN accounts a ON a.id = p.account_id "
        "JOIN entries e ON e.id = p.entry_id WHERE a.kind = 'income' AND e.stay_id = $1",
        row["id"],
    )
    workers, family = (max(heads[n] for heads in by_night.values()) for n in (0, 1))
    return Came(
        "booked", row["origin_code"], row["code"], row["district_code"], day_of(row["check_in"]), workers, family,
        {night: heads[0] for night, heads in by_night.items()}, int(earned["minor"] or 0),
    )  # fmt: skip


async def _groups() -> list[Came]:
    rows = await fetch(
        "SELECT v.*, b.code, b.district_code FROM recorded_versions v JOIN recorded_groups g ON g.id = v.group_id "
        "JOIN sites b ON b.id = g.site_id ORDER BY v.group_id, v.version"
    )
    newest = {row["group_id"]: row for row in rows}
    return [_group(row) for row in newest.values() if row["act"] != "withdrawn"]


def _group(row: dict[str, Any]) -> Came:
    first, until = day_of(row["check_in"]), day_of(row["check_out"])
    nights = {first + timedelta(days=n): row["workers"] for n in range((until - first).days)}
    return Came(
        "recorded", row["origin_code"], row["code"], row["district_code"], first, row["workers"], row["family"],
        nights, row["income_minor"] or 0,
    )  # fmt: skip


def day_of(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def figures_of(groups: Sequence[Came], first: date, last: date) -> dict[str, int]:
    """The five figures of a span, both days included."""
    began = [one for one in groups if first <= one.check_in <= last]
    return {
        "people": sum(one.workers for one in began), "groups": len(began),
        "nights": sum(n for one in groups for night, n in one.nights.items() if first <= night <= last),
        "income": sum(one.income for one in began), "family": sum(one.family for one in began),
    }  # fmt: skip
