"""A quota as a federation describes it, and the rules that need no database."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.people.vocabulary import PROGRAMMES, UNIT_KINDS
from booking.quotas.nodes import PERSON_NIGHTS, WORKERS, Conditions, Node
from booking.quotas.refusals import (
    QuotaCeilingUnfit,
    QuotaClassUnknown,
    QuotaNameMissing,
    QuotaOpeningUnfit,
    QuotaPeriodUnfit,
    QuotaReleaseUnfit,
    ReasonMissing,
    ShareOutside,
)
from sites.foundation import clock
from sites.regions import city_of

UNITS = (WORKERS, PERSON_NIGHTS)
LONGEST_NAME, LONGEST_WHY, MOST, DEEPEST = 60, 200, 10_000_000, 6
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class QuotaDraft:
    """Both days are included. A share has its parent's unit, and its days where it names none of its own.

    `union` is a credit code, `sites` are codes of bases, `manager` the public id of the federation that manages
    it: empty for whoever manages the parent.
    """

    name: str
    ceiling: int
    first_day: date | None = None
    last_day: date | None = None
    unit: str = WORKERS
    union: str = ""
    origin_code: str = ""
    unit_kind: str = ""
    programme: str = ""
    district_code: str = ""
    sites: tuple[str, ...] = ()
    opens_at: datetime | None = None
    release_on: date | None = None
    manager: str = ""


def demand_sound(draft: QuotaDraft) -> None:
    """Refused, each at its field: QuotaNameMissing, QuotaCeilingUnfit, QuotaClassUnknown."""
    if not 1 <= len(draft.name) <= LONGEST_NAME:
        raise QuotaNameMissing(most=LONGEST_NAME, field="name")
    if not 0 <= draft.ceiling <= MOST:
        raise QuotaCeilingUnfit(most=MOST, field="ceiling")
    for name, known in (("unit", UNITS), ("unit_kind", UNIT_KINDS), ("programme", PROGRAMMES)):
        value = getattr(draft, name)
        if value and value not in known:
            raise QuotaClassUnknown(field=name)


def demand_reason(why: str) -> None:
    """Refused: ReasonMissing."""
    if not 1 <= len(why) <= LONGEST_WHY:
        raise ReasonMissing(most=LONGEST_WHY, field="why")


def period_of(draft: QuotaDraft, parent: Node | None) -> tuple[date, date]:
    """Half-open. Refused: QuotaPeriodUnfit, ShareOutside."""
    first = draft.first_day or (parent.starts_on if parent else None)
    last = draft.last_day or (parent.last_day if parent else None)
    if first is None or last is None or first > last:
        raise QuotaPeriodUnfit(field="last_day" if first else "first_day")
    if parent and not (parent.starts_on <= first and last <= parent.last_day):
        raise ShareOutside(quota=parent.name, field="first_day")
    return first, last + A_DAY


def demand_dates(draft: QuotaDraft, *, ends_on: date, is_share: bool, was: date | None) -> None:
    """`was` is the day of release that stands already. Refused: QuotaOpeningUnfit, QuotaReleaseUnfit."""
    last = ends_on - A_DAY
    if draft.opens_at and draft.opens_at >= clock.end_of(last):
        raise QuotaOpeningUnfit(last=last, field="opens_at")
    day = draft.release_on
    if day and day != was and not (is_share and clock.today() < day <= last):
        raise QuotaReleaseUnfit(last=last, field="release_on")


def demand_within(wanted: Conditions, union_city: str, line: list[Node]) -> None:
    """A share asks what all nodes above it ask, or something narrower. Refused: ShareOutside at its field."""
    for above in line:
        asks = above.conditions
        for name, is_outside in (
            ("union", asks.union_id and wanted.union_id not in {None, asks.union_id}),
            ("union", asks.origin_code and union_city and not _is_in(union_city, asks.origin_code)),
            ("origin_code", wanted.origin_code and asks.origin_code
             and not _is_in(wanted.origin_code, asks.origin_code)),
            ("unit_kind", asks.unit_kind and wanted.unit_kind not in {"", asks.unit_kind}),
            ("programme", asks.programme and wanted.programme not in {"", asks.programme}),
            ("district_code", asks.district_code and wanted.district_code not in {"", asks.district_code}),
            ("sites", asks.site_ids and not {*wanted.site_ids} <= {*asks.site_ids}),
        ):  # fmt: skip
            if is_outside:
                raise ShareOutside(quota=above.name, field=name)


def _is_in(code: str, wider: str) -> bool:
    return wider in {code, city_of(code)}


def overlap(one: Node, other: Node) -> bool:
    """Whether two shares may count the same trip while neither is the narrower one.

    Of two that name buyers differently the one that names them more narrowly goes first.
    """
    a, b = one.conditions, other.conditions
    if a.of_buyer != b.of_buyer or not _may_meet(one, other):
        return False
    return _narrower(one, other) == _narrower(other, one)


def _may_meet(one: Node, other: Node) -> bool:
    a, b = one.conditions, other.conditions
    apart = any(
        x and y and x != y
        for x, y in (
            (a.union_id, b.union_id), (a.origin_code, b.origin_code), (a.unit_kind, b.unit_kind),
            (a.programme, b.programme), (a.district_code, b.district_code),
        )
    )  # fmt: skip
    sites_apart = a.site_ids and b.site_ids and not {*a.site_ids} & {*b.site_ids}
    same_days = one.starts_on < other.ends_on and other.starts_on < one.ends_on
    return bool(same_days and not apart and not sites_apart)


def _narrower(one: Node, other: Node) -> bool:
    """Whether every trip that `one` counts would be counted by `other` too."""
    a, b = one.conditions, other.conditions
    return (
        other.starts_on <= one.starts_on
        and one.ends_on <= other.ends_on
        and b.programme in {"", a.programme}
        and b.district_code in {"", a.district_code}
        and (not b.site_ids or (bool(a.site_ids) and {*a.site_ids} <= {*b.site_ids}))
    )
