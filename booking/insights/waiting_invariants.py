"""What always holds of waiting lists: marks where somebody waits, offers that are the entry's own, passes that are told."""

from booking.stays.waiting import MOST_WAITS
from sites.foundation.database import fetch

_WAITED = (
    "EXISTS (SELECT 1 FROM wait_places p JOIN waits w ON w.id = p.wait_id WHERE w.state = 'waiting' "
    "AND p.site_id = n.site_id AND n.date >= w.starts_on AND n.date < w.ends_on)"
)


async def nights_have_waiters_where_an_entry_could_use_them() -> list[str]:
    rows = await fetch(
        f"SELECT n.id, n.site_id, n.date, n.has_waiters FROM nights n WHERE n.has_waiters <> {_WAITED} "  # noqa: S608
        "ORDER BY n.id"
    )
    return [
        f"night {row['id']} of {row['date']} at site {row['site_id']}: has waiters {bool(row['has_waiters'])}"
        for row in rows
    ]


async def offers_are_the_entrys_own() -> list[str]:
    """A stay of its union, at one of its bases, that began as an offer."""
    rows = await fetch(
        "SELECT w.id, w.union_id, s.union_id AS holder, "
        "(SELECT COUNT(*) FROM wait_places p WHERE p.wait_id = w.id AND p.site_id = s.site_id) AS places, "
        "(SELECT COUNT(*) FROM stay_events e WHERE e.stay_id = s.id AND e.act = 'offered') AS offers "
        "FROM waits w JOIN stays s ON s.id = w.stay_id WHERE w.state = 'offered'"
    )
    return [
        f"wait {row['id']}: its offer is none of its own"
        for row in rows
        if row["union_id"] != row["holder"] or row["places"] != 1 or row["offers"] != 1
    ]


async def an_offer_belongs_to_one_entry() -> list[str]:
    rows = await fetch(
        "SELECT s.id, (SELECT COUNT(*) FROM waits w WHERE w.stay_id = s.id) AS entries FROM stays s "
        "WHERE EXISTS (SELECT 1 FROM stay_events e WHERE e.stay_id = s.id AND e.act = 'offered')"
    )
    return [
        f"stay {row['id']}: offered to {row['entries']} entries"
        for row in rows
        if row["entries"] != 1
    ]


async def passes_equal_their_events() -> list[str]:
    rows = await fetch(
        "SELECT p.id, p.passed, (SELECT COUNT(*) FROM wait_events e WHERE e.wait_id = p.wait_id "
        "AND e.site_id = p.site_id AND e.act = 'passed') AS told FROM wait_places p"
    )
    return [
        f"wait place {row['id']}: passed {row['passed']} times, told {row['told']}"
        for row in rows
        if row["passed"] != row["told"]
    ]


async def no_union_waits_too_often() -> list[str]:
    rows = await fetch(
        "SELECT union_id, COUNT(*) AS entries FROM waits WHERE state = 'waiting' GROUP BY union_id"
    )
    return [
        f"organisation {row['union_id']}: {row['entries']} entries wait"
        for row in rows
        if row["entries"] > MOST_WAITS
    ]
