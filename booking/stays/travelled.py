"""Groups that travel between two cities, as both cities count them: no names of people, no prices."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import Q

from booking.stays.figures import WHAT, charged_of, latest
from booking.stays.models import Stay, StayEvent, StayNight
from booking.stays.states import EFFECTS, State
from sites.foundation.language import choose
from sites.packages import Heads
from sites.regions import city_of

TRAVELLING = [state for state, effects in EFFECTS.items() if effects.travels]
COLUMNS = (
    "id", "reference", "state", "check_in", "check_out", "union__name", "union__name_en",
    "union__credit_code", "union__area_code", "site__code", "site__name", "site__name_en",
    "site__district_code", "site__phone",
)  # fmt: skip


@dataclass(frozen=True)
class Travel:
    """One group: who came where it was counted, else who is contracted. `heads` are those of its fullest night.

    `nights` are workers by date, for person-nights.
    """

    reference: str
    state: State
    check_in: date
    check_out: date
    union_name: str
    credit_code: str
    origin_code: str
    site_code: str
    site_name: str
    site_phone: str
    host_code: str
    heads: Heads
    nights: tuple[tuple[date, int], ...]

    def person_nights(self, first: date, until: date) -> int:
        return sum(workers for night, workers in self.nights if first <= night < until)


async def travels(region: str, *, first: date, until: date) -> list[Travel]:
    """Confirmed groups from or to this city with a night in [first, until), by arrival.

    A group that was cancelled, did not come, or of whom nobody was counted, did not travel.
    """
    its_own = Q(union__area_code=region) | Q(site__district_code__startswith=_stem(region))
    rows = await (
        Stay.filter(its_own, state__in=TRAVELLING, was_cancelled=False)
        .filter(check_in__lt=until, check_out__gt=first)
        .order_by("check_in", "id")
        .values(*COLUMNS)
    )
    nights = await _nights([row["id"] for row in rows])
    absent = await _absent([row["id"] for row in rows])
    found = [_travel(row, nights[row["id"]]) for row in rows if row["id"] not in absent]
    return [one for one in found if one.heads.total]


def _stem(region: str) -> str:
    """What the codes of the city's districts begin with."""
    return region[:2] if region.startswith("31") else region[:4]


async def _nights(stay_ids: list[int]) -> dict[int, list[StayNight]]:
    kept: dict[int, list[StayNight]] = defaultdict(list)
    for row in await StayNight.filter(stay_id__in=stay_ids) if stay_ids else ():
        kept[row.stay_id].append(row)
    return kept


async def _absent(stay_ids: list[int]) -> set[int]:
    """Groups marked as not come; their account may have moved on since."""
    rows = StayEvent.filter(stay_id__in=stay_ids, to_state=State.NO_SHOW) if stay_ids else None
    return set(await rows.values_list("stay_id", flat=True)) if rows is not None else set()  # type: ignore[arg-type]


def _travel(row: dict[str, object], nights: Iterable[StayNight]) -> Travel:
    by_date = _by_date(nights)
    return Travel(
        reference=str(row["reference"]), state=State(str(row["state"])),
        check_in=row["check_in"], check_out=row["check_out"],  # type: ignore[arg-type]
        union_name=choose(str(row["union__name"]), str(row["union__name_en"])),
        credit_code=str(row["union__credit_code"] or ""), origin_code=str(row["union__area_code"]),
        site_code=str(row["site__code"]), site_name=choose(str(row["site__name"]), str(row["site__name_en"])),
        site_phone=str(row["site__phone"]), host_code=city_of(str(row["site__district_code"])),
        heads=max(by_date.values(), key=lambda heads: heads.total, default=Heads(0)),
        nights=tuple((night, heads.workers) for night, heads in sorted(by_date.items())),
    )  # fmt: skip


def _by_date(nights: Iterable[StayNight]) -> dict[date, Heads]:
    sums: dict[date, dict[str, int]] = defaultdict(lambda: dict.fromkeys(WHAT, 0))
    for row in latest(nights):
        for what, number in charged_of(row).items():
            sums[row.date][what] += number
    return {n: Heads(one["workers"], one["family"], one["crew"]) for n, one in sums.items()}
