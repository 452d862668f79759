"""The SQL of groups that were received: one row each, whether booked here or recorded in the ledger.

Who came counts where somebody counted, else who was contracted. $1 stands for the local origins, $2
for the span's first day, $3 for the day before which it ends. They first appear in this order: SQLite
takes values in the order in which their names come up, whatever the names are.
"""

from booking.insights.counted_sql import HEADS
from booking.stays.states import EFFECTS

# Who travels and can no longer be cancelled has come. Constants of the program, never input.
CAME = ", ".join(
    f"'{state}'"
    for state, effects in EFFECTS.items()
    if effects.travels and not effects.may_be_cancelled
)

_PER_NIGHT = (
    f"SELECT n.stay_id, n.date, {HEADS} "  # noqa: S608
    # The newest version is asked once for each stay, not for each of its nights.
    "FROM stays a JOIN stay_nights n ON n.stay_id = a.id "
    "AND n.version = (SELECT MAX(m.version) FROM stay_nights m WHERE m.stay_id = a.id) "
    "WHERE a.check_in < $3 AND a.check_out > $2 GROUP BY n.stay_id, n.date"
)

_PER_STAY = (
    "SELECT p.stay_id, MAX(p.workers) AS workers, MAX(p.family) AS family, MAX(p.crew) AS crew, "  # noqa: S608
    "SUM(CASE WHEN p.date >= $2 AND p.date < $3 THEN p.workers ELSE 0 END) AS nights "
    f"FROM ({_PER_NIGHT}) p GROUP BY p.stay_id"
)

_BOOKED = (
    "SELECT 'booked' AS source, s.public_id, s.site_id, u.name, u.name_en, t.origin_code, "  # noqa: S608
    "CASE WHEN t.origin_code LIKE $1 THEN 1 ELSE 0 END AS is_local, 0 AS is_historic, "
    "s.check_in, s.check_out, CASE WHEN s.check_in >= $2 THEN 1 ELSE 0 END AS starts, "
    "d.workers, d.family, d.crew, d.nights, COALESCE((SELECT SUM(c.minor) FROM charges c "
    "WHERE c.stay_id = s.id AND c.voided_at IS NULL), 0) AS income "
    "FROM stays s JOIN trips t ON t.id = s.trip_id JOIN organisations u ON u.id = s.union_id "
    f"JOIN ({_PER_STAY}) d ON d.stay_id = s.id "
    f"WHERE s.state IN ({CAME}) AND NOT s.was_cancelled AND s.check_in < $3 AND s.check_out > $2 "
    "AND NOT EXISTS (SELECT 1 FROM stay_events e WHERE e.stay_id = s.id AND e.to_state = 'no_show')"
)

_RECORDED = (
    "SELECT 'recorded' AS source, g.public_id, g.site_id, v.name, v.name AS name_en, v.origin_code, "
    "CASE WHEN v.is_local THEN 1 ELSE 0 END AS is_local, "
    "CASE WHEN g.is_historic THEN 1 ELSE 0 END AS is_historic, v.check_in, v.check_out, "
    "CASE WHEN v.check_in >= $2 THEN 1 ELSE 0 END AS starts, v.workers, v.family, v.crew, "
    "v.workers * {nights} AS nights, COALESCE(v.income_minor, 0) AS income "
    "FROM recorded_groups g JOIN recorded_versions v ON v.group_id = g.id AND v.version = g.version "
    "WHERE v.act <> 'withdrawn' AND v.check_in < $3 AND v.check_out > $2"
)

# How many of a group's nights lie in the span.
_NIGHTS_ON = {
    "sqlite": "CAST(julianday(MIN(v.check_out, $3)) - julianday(MAX(v.check_in, $2)) AS INTEGER)",
    "postgres": "(LEAST(v.check_out, $3) - GREATEST(v.check_in, $2))",
}

# The month of the first night.
MONTH = {
    "sqlite": "CAST(strftime('%m', r.check_in) AS INTEGER)",
    "postgres": "CAST(EXTRACT(MONTH FROM r.check_in) AS INTEGER)",
}

# What a row adds to each figure; a group counts in the span of its first night.
ADDS = {
    "groups": "r.starts",
    "people": "r.starts * r.workers",
    "family": "r.starts * r.family",
    "nights": "r.nights",
    "income": "r.starts * r.income",
}


def received(*, dialect: str) -> str:
    """A source of rows named `r`, beside its base `b`."""
    recorded = _RECORDED.format(nights=_NIGHTS_ON[dialect])
    return f"({_BOOKED} UNION ALL {recorded}) r JOIN sites b ON b.id = r.site_id"
