"""Certificates and inspections, dated from today so that the demonstration never goes stale."""

from datetime import date, timedelta

from scheduler.demo.catalogue.places import Place
from scheduler.demo.catalogue.shapes import DemoCertificate, DemoInspection
from scheduler.demo.chance import chance

# Days from today to the last day of validity, for the few that are not in the middle of theirs.
LAST_DAY = {28: 41, 61: 76, 33: -25}
SUSPENDED = {52: -12}
_TERM_YEARS = 3
_CORRECTED = (
    ("补齐二楼疏散指示牌，已复查", "Evacuation signs on the second floor completed, seen again"),
    ("更换过期灭火器 4 具，已复查", "Four outdated extinguishers replaced, seen again"),
    ("厨房留样柜加锁，已复查", "Lock fitted to the kitchen's sample cabinet, seen again"),
    ("无障碍客房加装扶手，已复查", "Handrails added in the accessible rooms, seen again"),
)


def certificate(place: Place, *, today: date) -> DemoCertificate:
    """Three years, both days included. Most run from a first of January or April of last year."""
    first, last = _validity(place, today=today)
    suspended = SUSPENDED.get(place.serial)
    return DemoCertificate(
        number=f"黄工疗〔{first.year}〕{place.serial:03d}号",
        batch=place.batch,
        grade=chance(place.code, "grade").choices(("first", "second"), weights=(11, 9))[0],
        valid_from=first,
        valid_to=last,
        suspended_on=today + timedelta(days=suspended) if suspended is not None else None,
        suspended_for="厨房油烟管道未按期清洗，限 30 日整改" if suspended is not None else "",
        suspended_for_en="Kitchen ducts not cleaned in time; 30 days to put it right"
        if suspended is not None
        else "",
    )


def inspection(place: Place, *, today: date) -> DemoInspection:
    """The last yearly visit: passed, or corrected and seen again; failed where it led to suspension."""
    dice = chance(place.code, "inspection")
    on = _weekday(today - timedelta(days=dice.randint(35, 300)))
    words = ("passed", "无整改项", "Nothing to correct")
    if dice.random() < 0.2:
        words = ("corrected", *dice.choice(_CORRECTED))
    if place.serial in SUSPENDED:
        on = _weekday(today + timedelta(days=SUSPENDED[place.serial] - 2))
        words = ("failed", "厨房油烟管道未按期清洗", "Kitchen ducts not cleaned in time")
    result, note, note_en = words
    return DemoInspection(
        on=on,
        result=result,
        note=note,
        note_en=note_en,
        food_grade=dice.choices(("A", "B"), weights=(4, 1))[0],
        food_on=_weekday(today - timedelta(days=dice.randint(20, 200))),
        fire_on=_weekday(today - timedelta(days=dice.randint(20, 200))),
    )


def _weekday(day: date) -> date:
    """That day, or the Friday before it: offices visit on weekdays."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _validity(place: Place, *, today: date) -> tuple[date, date]:
    if place.serial in LAST_DAY:
        last = today + timedelta(days=LAST_DAY[place.serial])
        return _years_before(last + timedelta(days=1)), last
    month = 4 if place.batch in {1, 3} else 1
    first = date(today.year - 1, month, 1)
    return first, date(first.year + _TERM_YEARS, month, 1) - timedelta(days=1)


def _years_before(day: date) -> date:
    # The 29th of February has no twin in most years; the 28th stands for it.
    return day.replace(year=day.year - _TERM_YEARS, day=min(day.day, 28) if day.month == 2 else day.day)  # fmt: skip
