"""Which rooms a list of stays takes, and how many of its people came, read at once."""

from collections.abc import Iterable
from datetime import date

from booking.stays.models import StayNight
from sites.foundation.language import choose


async def rooms_of(public_ids: Iterable[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """By stay: names of room types and how many rooms of each, as last contracted for its fullest night.

    Whoever asks has these stays from a list of its own.
    """
    rows = await (
        StayNight.filter(stay__public_id__in=[*public_ids])
        .order_by("stay_id", "-version", "room_type__position", "id")
        .values("stay__public_id", "version", "contracted_rooms", "room_type__name", "room_type__name_en")
    )  # fmt: skip
    newest: dict[str, int] = {}
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        stay, version, rooms = row["stay__public_id"], row["version"], row["contracted_rooms"]
        if newest.setdefault(stay, version) == version:
            name = choose(row["room_type__name"], row["room_type__name_en"])
            kinds = found.setdefault(stay, {})
            kinds[name] = max(rooms, kinds.get(name, 0))
    return {stay: tuple(kinds.items()) for stay, kinds in found.items()}


async def arrived_on(public_ids: Iterable[str], night: date) -> dict[str, int]:
    """By stay: how many heads were counted for that night. Stays without a count are absent."""
    rows = await StayNight.filter(
        stay__public_id__in=[*public_ids], date=night, arrived_rooms__isnull=False
    ).values("stay__public_id", "arrived_workers", "arrived_family", "arrived_crew")
    found: dict[str, int] = {}
    for row in rows:
        heads = sum(row[f"arrived_{who}"] or 0 for who in ("workers", "family", "crew"))
        found[row["stay__public_id"]] = found.get(row["stay__public_id"], 0) + heads
    return found
