"""What unions of the delta usually do: how long, in which months, with whom, and why a stay falls through."""

from datetime import date
from functools import cache
from random import Random

from scheduler.demo.people_shapes import DemoUnion
from sites.regions import region

# Nights by the province of origin. Zhejiang and Anhui allow five days, which are four nights.
# What rules mark is explained at every submission.
REASON = "示例：家属费用自理，并单独签订合同；费用标准已经职代会讨论。"

_NIGHTS = {
    "310000": ((2, 3), (3, 3), (4, 3), (5, 1), (6, 1)),
    "320000": ((2, 4), (3, 3), (4, 3), (5, 1)),
    "330000": ((1, 1), (2, 3), (3, 2), (4, 7)),
    "340000": ((1, 2), (2, 4), (3, 2), (4, 2)),
}
_TEACHERS_OF_SHANGHAI = ((4, 3), (6, 2), (7, 3))
_MONTHS = (0.25, 0.2, 0.8, 1.3, 1.4, 1.0, 1.3, 1.2, 1.1, 1.3, 1.0, 0.35)
_SCHOOL_MONTHS = (0.3, 0.3, 0.05, 0.1, 0.1, 0.2, 2.6, 2.6, 0.1, 0.1, 0.1, 0.1)
_WEEKDAYS = (1.2, 1.2, 0.9, 0.6, 0.5, 0.3, 1.1)
_HOLIDAYS = {(5, day) for day in range(1, 6)} | {(10, day) for day in range(1, 8)}

_REASONS = {
    "cancelled": (
        ("生产任务调整，人员走不开", "Production was rescheduled and nobody can be spared"),
        ("报名不足最少成团人数", "Too few signed up for a group"),
        ("经费审批未通过", "The budget was not approved"),
        ("改到下一批次出行", "Moved to the next batch"),
        ("气象台发布台风预警", "A typhoon warning was issued"),
    ),
    "declined": (
        ("该时段餐厅检修", "The dining room is being repaired on those days"),
        ("该时段已接其他团，餐位不足", "Another group has the seats on those days"),
        ("山路施工，大巴不能到达", "Road works keep coaches from the base"),
    ),
}


def usual_nights(dice: Random, union: DemoUnion) -> int:
    province = region(union.region_code).province_code
    of_teachers = province == "310000" and union.sector == "education"
    choices = _TEACHERS_OF_SHANGHAI if of_teachers else _NIGHTS[province]
    nights, weights = zip(*choices, strict=True)
    return int(dice.choices(nights, weights=weights)[0])


def family(dice: Random, union: DemoUnion) -> int:
    """Mostly none; Shanghai's schools may bring nobody."""
    of_shanghai = region(union.region_code).province_code == "310000"
    if (of_shanghai and union.sector == "education") or dice.random() < 0.7:
        return 0
    return dice.randint(1, 5)


def reason(dice: Random, reach: str) -> tuple[str, str]:
    return dice.choice(_REASONS[reach]) if reach in _REASONS else ("", "")


def check_in_weights(dates: list[date], union: DemoUnion, *, today: date) -> list[float]:
    """Few in winter and at week's end, hardly any over public holidays, fewer the farther ahead."""
    months = _SCHOOL_MONTHS if union.sector == "education" else _MONTHS
    return [
        months[day.month - 1]
        * _WEEKDAYS[day.weekday()]
        * (0.02 if (day.month, day.day) in _HOLIDAYS else 1.0)
        * _nearness((day - today).days)
        for day in dates
    ]


@cache
def _nearness(days_ahead: int) -> float:
    return 1.0 if days_ahead <= 60 else 60 / days_ahead
