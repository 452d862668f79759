"""Releases of one stay as its two sides read them: what lies ahead, what would go now, what went."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.stays.access import stay_of_side
from booking.stays.models import Stay, StayNight
from booking.stays.night_plan import rows_now
from booking.stays.release import RELEASING, Left, open_steps, what_goes
from booking.stays.release_model import StayRelease
from booking.stays.release_words import release_sentences, what_stays
from sites.foundation.actor import Actor
from sites.foundation.language import choose


@dataclass(frozen=True)
class StepAhead:
    """At the end of `day`: of these nights `stays` of each type in words, and `goes` rooms with the names as they
    are now, over all of them.
    """

    day: date
    nights: tuple[date, ...]
    stays: str
    goes: int


@dataclass(frozen=True)
class ReleaseDone:
    night: date
    room_type: str
    before: int
    after: int
    at: datetime


@dataclass(frozen=True)
class ReleasePage:
    """`terms` are the sentences of the contract. `unlodged`: names for whom no room is kept, on the worst night."""

    terms: tuple[str, ...]
    ahead: tuple[StepAhead, ...]
    done: tuple[ReleaseDone, ...]
    unlodged: int


async def releases_of(public_id: str, *, by: Actor) -> ReleasePage | None:
    """None where the contract has no such terms. Refused: StayUnknown."""
    stay = await stay_of_side(public_id, by=by)
    terms = (stay.frozen or {}).get("terms", {})
    if not terms.get("releases"):
        return None
    rows = await rows_now(stay.id)
    ahead = await _ahead(stay, rows) if stay.state in RELEASING else ()
    return ReleasePage(tuple(release_sentences(terms)), ahead, await _done(stay), _unlodged(rows))


async def _ahead(stay: Stay, rows: list[StayNight]) -> tuple[StepAhead, ...]:
    left = what_goes(stay, rows, await open_steps(stay, rows))
    groups: dict[tuple[date, str], list[Left]] = {}
    for one in left:
        groups.setdefault((one.step.day, one.step.step.key), []).append(one)
    return tuple(
        StepAhead(
            day, tuple(sorted({one.row.date for one in kept})), what_stays(kept[0].step.step),
            sum(one.before - one.after for one in kept),
        )
        for (day, _key), kept in groups.items()
    )  # fmt: skip


async def _done(stay: Stay) -> tuple[ReleaseDone, ...]:
    """Only what took rooms."""
    rows = await StayRelease.filter(stay_id=stay.id).order_by("date", "id").prefetch_related("room_type")  # fmt: skip
    return tuple(
        ReleaseDone(
            row.date, choose(row.room_type.name, row.room_type.name_en), row.before_rooms,
            row.after_rooms, row.released_at,
        )
        for row in rows
        if row.after_rooms < row.before_rooms
    )  # fmt: skip


def _unlodged(rows: list[StayNight]) -> int:
    lacking: dict[date, int] = {}
    for row in rows:
        named = sum(getattr(row, f"picked_up_{who}") or 0 for who in ("workers", "family", "crew"))
        kept = row.reserved_workers + row.reserved_family + row.reserved_crew
        lacking[row.date] = lacking.get(row.date, 0) + named - kept
    return max(0, *lacking.values()) if lacking else 0
