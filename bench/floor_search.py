"""What a plain program would read for the page of results: its dates alone, grouped by the database, and the rows that are shown.

The program itself answers searches from a model of all bases and all their nights (docs/decisions/0025-*), and
reads those where they are not in memory yet. That is its own way, and no measure of what the page needs.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from bench.questions import DAY, NIGHTS
from sites.foundation import clock
from sites.search.question import OTHER_DAYS

Read = tuple[str, list[Any]]

# Free beds and places of each base and night; a night that is closed or not on file has none.
_FREE = (
    "WITH beds AS (SELECT n.site_id, n.date, SUM(CASE WHEN n.is_closed THEN 0 "
    "ELSE (n.sell_limit - n.held - n.sold) * t.beds END) AS free "
    "FROM nights n JOIN room_types t ON t.id = n.room_type_id WHERE n.date >= $1 AND n.date < $2 "
    "GROUP BY n.site_id, n.date), "
    "free AS (SELECT b.site_id, b.date, CASE WHEN b.free < r.people_limit - r.held - r.sold THEN b.free "
    "ELSE r.people_limit - r.held - r.sold END AS heads "
    "FROM beds b JOIN receptions r ON r.site_id = b.site_id AND r.date = b.date) "
)
# The asked nights for cards and reasons, those around them for the row of other days: one read for both.
_AROUND = _FREE + "SELECT site_id, date, heads FROM free"
_SITES = (
    "SELECT id, code, name, name_en, kind, district_code, latitude, longitude, rail_minutes, reception_limit, "
    "meeting_seats, booking_mode, facilities, is_demo, rooms_checked_at, operator_id FROM sites ORDER BY code"
)
_CERTIFIED = "SELECT site_id, grade, status, valid_from, valid_to FROM certificates"
# The cheapest package of each base that takes the group for that long.
_PRICED = (
    "SELECT p.site_id, MIN(c.per_person) AS per_person FROM packages p JOIN package_prices c ON c.package_id = p.id "
    "WHERE p.is_offered AND c.starts_on <= $1 AND c.ends_on > $2 GROUP BY p.site_id"
)
_OFFERED = (
    "SELECT p.id, p.site_id, p.code, p.name, p.name_en, p.theme, p.min_nights, p.max_nights, p.min_group, p.max_group, "
    "c.season, c.starts_on, c.ends_on, c.per_person FROM packages p JOIN package_prices c ON c.package_id = p.id "
    "WHERE p.is_offered AND c.starts_on <= $1 AND c.ends_on > $2 AND p.site_id IN ({shown})"
)
_ROOMS = "SELECT id, site_id, code, name, name_en, beds, rooms, area FROM room_types WHERE site_id IN ({shown})"
_PICTURES = (
    "SELECT site_id, public_id FROM pictures WHERE state = 'approved' AND site_id IN ({shown})"
)


def reads_of_results(context: Mapping[str, Any]) -> list[Read]:
    """Of the page drawn with this context: which bases it shows as cards is what a plain program would have found."""
    found = context["found"]
    shown = _listed(one.site.id for one in (*found.fits, *found.near))
    until, last = DAY + timedelta(days=NIGHTS), DAY + timedelta(days=NIGHTS - 1)
    return [
        (_SITES, []),
        (_CERTIFIED, []),
        (_AROUND, [_first_around(), until + timedelta(days=OTHER_DAYS)]),
        (_PRICED, [last, DAY]),
        (_OFFERED.format(shown=shown), [last, DAY]),
        (_ROOMS.format(shown=shown), []),
        (_PICTURES.format(shown=shown), []),
    ]


def _first_around() -> date:
    return max(clock.today(), DAY - timedelta(days=OTHER_DAYS))


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(str(int(one)) for one in ids) or "0"
