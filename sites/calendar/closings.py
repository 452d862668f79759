"""Who took nights off sale, and when; and how far a base's calendar is opened."""

from dataclasses import dataclass
from datetime import date, datetime

from sites.calendar.models import NightEdit
from sites.foundation.database import fetch, read_day


@dataclass(frozen=True, slots=True)
class Closing:
    """The edit by which a night is off sale."""

    by_name: str
    at: datetime


Closings = dict[tuple[int, date], Closing]


async def closings(site_id: int, *, first: date, until: date) -> Closings:
    """By room type and night, of the nights that are off sale now. One query where there are none, else two."""
    rows = await fetch(
        "SELECT id, room_type_id, date FROM nights "
        "WHERE site_id = $1 AND date >= $2 AND date < $3 AND is_closed",
        site_id, first, until,
    )  # fmt: skip
    places = {row["id"]: (row["room_type_id"], read_day(row["date"])) for row in rows}
    found: Closings = {}
    for edit in await _stops(site_id, first, until) if places else ():
        for night_id, _before, _after in edit.changes:
            if night_id in places:
                found.setdefault(places[night_id], Closing(edit.by_name, edit.made_at))
    return found


async def opened_until(site_id: int) -> date | None:
    """The last night that is opened; None where none is."""
    rows = await fetch("SELECT MAX(date) AS last FROM receptions WHERE site_id = $1", site_id)
    return read_day(rows[0]["last"]) if rows[0]["last"] else None


async def _stops(site_id: int, first: date, until: date) -> list[NightEdit]:
    stops = NightEdit.filter(site_id=site_id, act="stop", undone_at=None)
    return await stops.filter(starts_on__lt=until, ends_on__gt=first).order_by("-made_at", "-id")
