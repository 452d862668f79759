"""Which stays of a list have a name for everybody, read at once."""

from collections.abc import Iterable

from booking.stays.models import StayNight

WHO = ("workers", "family", "crew")


async def fully_named(public_ids: Iterable[str]) -> frozenset[str]:
    """Those whose nights have as many picked up as contracted. Whoever asks has these stays from a list of its own."""
    columns = [f"{number}_{who}" for number in ("contracted", "picked_up") for who in WHO]
    rows = await (
        StayNight.filter(stay__public_id__in=[*public_ids])
        .order_by("stay_id", "version")
        .values("stay__public_id", "version", *columns)
    )
    newest = {row["stay__public_id"]: row["version"] for row in rows}
    latest = [row for row in rows if row["version"] == newest[row["stay__public_id"]]]
    missing = {row["stay__public_id"] for row in latest if _lacks(row)}
    return frozenset(newest) - missing


def _lacks(row: dict[str, int | None]) -> bool:
    return any((row[f"picked_up_{who}"] or 0) < (row[f"contracted_{who}"] or 0) for who in WHO)
