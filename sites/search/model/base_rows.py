"""Bases as the database has them now, written into their columns: place, room types, packages, certificates."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from sites.foundation.database import fetch
from sites.search.model.model import ALWAYS, Model
from sites.search.model.planes import DEAREST_NIGHT, NO_PRICE, Ints

Row = dict[str, Any]

_SITES = (
    "SELECT id, code, district_code, kind, facilities, rail_minutes, latitude, longitude, operator_id, book_from, book_until FROM sites "
    "WHERE id IN ({})"
)
_TYPES = "SELECT id, site_id, beds FROM room_types WHERE site_id IN ({}) ORDER BY site_id, id"
_PACKAGES = (
    "SELECT id, site_id, theme, min_nights, max_nights, min_group, max_group FROM packages "
    "WHERE is_offered AND site_id IN ({}) ORDER BY site_id, position, id"
)
_PRICES = (
    "SELECT package_id, starts_on, ends_on, per_person FROM package_prices WHERE package_id IN ({}) "
    "AND ends_on > $1 AND starts_on < $2 ORDER BY package_id, starts_on"
)
_CERTIFICATES = (
    "SELECT site_id, valid_from, valid_to FROM certificates "
    "WHERE site_id IN ({}) AND status IN ('certified', 'expired')"
)


async def write_bases(model: Model, ids: Sequence[int]) -> set[int]:
    """These bases as they are now. Answers which of them have other room types: their nights are to be read."""
    listed = _list(ids)
    rows = {row["id"]: row for row in await fetch(_SITES.format(listed))}
    types = _by(await fetch(_TYPES.format(listed)), "site_id")
    packages = _by(await fetch(_PACKAGES.format(listed)), "site_id")
    certificates = _by(await fetch(_CERTIFICATES.format(listed)), "site_id")
    prices = await _prices(model, [p["id"] for kept in packages.values() for p in kept])
    changed = set()
    for id_ in ids:
        if id_ not in rows and id_ not in model.columns:
            continue
        column = model.column(id_)
        _write_site(model, column, rows.get(id_))
        _write_certificates(model, column, certificates[id_])
        _write_packages(model, column, packages[id_], prices)
        if _write_types(model, column, types[id_]):
            changed.add(id_)
    model.version += 1
    return changed


async def _prices(model: Model, package_ids: Sequence[int]) -> dict[int, list[Row]]:
    frame = model.frame
    return _by(
        await fetch(_PRICES.format(_list(package_ids)), frame.first, frame.until), "package_id"
    )


def _write_site(model: Model, column: int, row: Row | None) -> None:
    sites = model.sites
    sites.ids[column] = row["id"] if row else 0
    if row is None:
        return
    kept = row["facilities"]
    facilities = json.loads(kept) if isinstance(kept, str) else kept
    sites.codes[column] = row["code"]
    sites.district[column] = model.districts.number(row["district_code"])
    sites.kind[column] = model.kinds.number(row["kind"])
    sites.rail[column] = row["rail_minutes"]
    sites.is_run[column] = row["operator_id"] is not None
    sites.book_from[column] = ALWAYS if row["book_from"] is None else row["book_from"]
    sites.book_until[column] = row["book_until"]
    sites.latitude[column], sites.longitude[column] = row["latitude"], row["longitude"]
    numbers = [model.facilities.number(code) for code in facilities]
    if missing := max(numbers, default=0) + 1 - len(sites.facilities):
        more = np.zeros((max(0, missing), model.width), bool)
        sites.facilities = np.concatenate([sites.facilities, more])
    sites.facilities[:, column] = False
    sites.facilities[numbers, column] = True


def _write_certificates(model: Model, column: int, rows: Sequence[Row]) -> None:
    model.certified[:, column] = False
    for row in rows:
        first, last = _day(row["valid_from"]), _day(row["valid_to"])
        start, end = model.frame.at(first), model.frame.at(last) + 1
        model.certified[max(0, start) : max(0, end), column] = True


def _write_types(model: Model, column: int, rows: Sequence[Row]) -> bool:
    is_changed = False
    for number, row in enumerate(rows):
        plane = model.room_plane(number, column)
        if plane.ids[column] != row["id"]:
            plane.clear(column)
            plane.ids[column] = row["id"]
            is_changed = True
        plane.beds[column] = row["beds"]
        model.types[row["id"]] = (number, column)
    for plane in model.rooms[len(rows) :]:
        if column < plane.width and plane.ids[column]:
            plane.clear(column)
            is_changed = True
    return is_changed


def _write_packages(
    model: Model, column: int, rows: Sequence[Row], prices: dict[int, list[Row]]
) -> None:
    for plane in model.packages:
        if column < plane.width:
            plane.clear(column)
    for number, row in enumerate(rows):
        plane = model.package_plane(number, column)
        plane.ids[column] = row["id"]
        plane.min_nights[column], plane.max_nights[column] = row["min_nights"], row["max_nights"]
        plane.min_group[column], plane.max_group[column] = row["min_group"], row["max_group"]
        plane.theme[column] = model.themes.number(row["theme"]) if row["theme"] else 0
        nightly = _nightly(model, prices[row["id"]])
        plane.price(column, nightly)
        plane.lowest[column] = nightly[model.coming_year].min()


def _nightly(model: Model, rows: Sequence[Row]) -> Ints:
    nightly = np.full(model.frame.days, NO_PRICE, np.int32)
    # The earliest stands, should two stretches overlap.
    for row in reversed(rows):
        span = model.frame.clipped(_day(row["starts_on"]), _day(row["ends_on"]))
        nightly[span] = min(row["per_person"], DEAREST_NIGHT)
    return nightly


def _by(rows: Sequence[Row], key: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _day(value: date | str) -> date:
    # Raw rows carry dates as text on SQLite.
    return date.fromisoformat(value) if isinstance(value, str) else value


def _list(ids: Sequence[int]) -> str:
    # Own integers, never text from outside.
    return ", ".join(str(int(id_)) for id_ in ids) or "0"
