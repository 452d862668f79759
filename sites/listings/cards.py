"""All bases in short, for lists and the map: one query."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sites.foundation import clock
from sites.foundation.database import fetch
from sites.foundation.editions import CATALOGUE, kept
from sites.foundation.language import choose
from sites.listings import freshness
from sites.listings.drawing import mark_of

_COLUMNS = (
    "id, code, name AS name_zh, name_en, kind, district_code, latitude, longitude, rail_minutes, "
    "reception_limit, meeting_seats, booking_mode, facilities, is_demo, rooms_checked_at, "
    "CASE WHEN operator_id IS NULL THEN 0 ELSE 1 END AS has_operator, "
    "COALESCE((SELECT p.public_id FROM pictures p WHERE p.site_id = sites.id AND p.state = 'approved' "
    "ORDER BY p.position, p.id LIMIT 1), '') AS photograph"
)


@dataclass(frozen=True, slots=True)
class SiteCard:
    """`booking_mode` is what the base has chosen; `booking_way` is what holds now.

    Without an operator nobody could answer, so nothing is booked there.
    """

    id: int
    code: str
    name_zh: str
    name_en: str
    kind: str
    district_code: str
    latitude: float
    longitude: float
    rail_minutes: int
    reception_limit: int
    meeting_seats: int
    booking_mode: str
    facilities: Mapping[str, int | None]
    is_demo: bool
    rooms_checked_at: datetime | None = None
    has_operator: bool = True
    photograph: str = ""

    @property
    def picture(self) -> str:
        """The address of its first approved photograph, else of its drawing."""
        if self.photograph:
            return f"/pictures/{self.photograph}/small.jpg"
        return f"/art/{self.code}.svg?v={mark_of(self.kind)}"

    @property
    def name(self) -> str:
        return choose(self.name_zh, self.name_en)

    @property
    def booking_way(self) -> str:
        return freshness.booking_way(self.booking_mode, self.rooms_checked_at, now=clock.now())

    @property
    def is_stale(self) -> bool:
        return freshness.is_stale(self.rooms_checked_at, now=clock.now())

    @property
    def rooms_age(self) -> int | None:
        """Whole days since the operator said that its rooms are right."""
        return freshness.age_in_days(self.rooms_checked_at, now=clock.now())


@kept(CATALOGUE)
async def cards() -> tuple[SiteCard, ...]:
    """Every base, in the order of the codes."""
    rows = await fetch(f"SELECT {_COLUMNS} FROM sites ORDER BY code")  # noqa: S608 - own columns
    return tuple(_card(row) for row in rows)


async def cards_named(codes: Sequence[str]) -> list[SiteCard]:
    """Those of these codes that a base has, each once, in the order of the codes given."""
    sound = tuple(dict.fromkeys(code for code in codes if is_code(code)))
    found = await _cards_named(sound) if sound else {}
    return [found[code] for code in sound if code in found]


@kept(CATALOGUE, most=80)
async def _cards_named(codes: tuple[str, ...]) -> dict[str, SiteCard]:
    listed = ", ".join(f"'{code}'" for code in codes)
    rows = await fetch(f"SELECT {_COLUMNS} FROM sites WHERE code IN ({listed})")  # noqa: S608 - letters, digits, hyphens
    return {row["code"]: _card(row) for row in rows}


async def cards_of(ids: Sequence[int]) -> tuple[SiteCard, ...]:
    """These bases, in the order of the codes."""
    listed = ", ".join(str(int(id_)) for id_ in ids) or "0"
    rows = await fetch(f"SELECT {_COLUMNS} FROM sites WHERE id IN ({listed}) ORDER BY code")  # noqa: S608 - own columns and integers
    return tuple(_card(row) for row in rows)


def is_code(text: str) -> bool:
    """Whether a base could have this code at all: what databases choke on is none."""
    return re.fullmatch(r"[A-Za-z0-9-]{1,20}", text) is not None


async def kind_of(code: str) -> str | None:
    """What sort of place the base with this code is, or None where there is none."""
    rows = await fetch("SELECT kind FROM sites WHERE code = $1", code) if is_code(code) else []
    return str(rows[0]["kind"]) if rows else None


def _card(row: dict[str, Any]) -> SiteCard:
    kept = row["facilities"]
    facilities = json.loads(kept) if isinstance(kept, str) else kept
    own = {
        "facilities": facilities,
        "is_demo": bool(row["is_demo"]),
        "has_operator": bool(row["has_operator"]),
        "rooms_checked_at": _instant(row["rooms_checked_at"]),
    }
    return SiteCard(**{**row, **own})


def _instant(value: Any) -> datetime | None:
    # Raw rows carry instants as text on SQLite.
    return datetime.fromisoformat(value) if isinstance(value, str) else value
