"""Reading and writing ticks and signatures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from booking.rosters.attendance import Attendance, Ticked, attendance
from booking.rosters.attendance_models import NightSignature, Tick
from booking.rosters.models import Traveller
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction
from sites.packages import Heads

ACTS, WAYS = ("came", "left", "absent", "undone"), ("list", "code", "qr")


@dataclass(frozen=True, slots=True)
class NewTick:
    """`id` is the phone's own, 32 hex digits: a tick sent twice is kept once. `who` is a person's public id."""

    id: str
    who: str
    act: str
    at: datetime
    way: str = "list"


@dataclass(frozen=True, slots=True)
class Signature:
    side: str
    heads: Heads
    at: datetime
    by_name: str


async def attendances(stay_id: int) -> dict[str, Attendance]:
    """By the public id of the person, of those who have any tick."""
    ticks: dict[str, list[Ticked]] = {}
    for row in (
        await Tick.filter(stay_id=stay_id)
        .order_by("id")
        .values("id", "act", "at", "by_name", "traveller__public_id")
    ):
        one = Ticked(row["act"], row["at"], row["by_name"], row["id"])
        ticks.setdefault(row["traveller__public_id"], []).append(one)
    return {who: attendance(theirs) for who, theirs in ticks.items()}


async def known_ticks(ids: Iterable[str]) -> frozenset[str]:
    rows = await Tick.filter(public_id__in=[*ids]).values_list("public_id", flat=True)
    return frozenset(str(row) for row in rows)


async def keep_ticks(stay_id: int, party_id: int, ticks: Iterable[NewTick], *, by: Actor) -> None:
    """Works in the caller's transaction, which holds the stay's row and knows that they are new."""
    demand_transaction()
    new, now = [*ticks], clock.now()
    rows = await Traveller.filter(party_id=party_id, public_id__in=[one.who for one in new])
    inner = {row.public_id: row.id for row in rows}
    await Tick.bulk_create([
        Tick(
            public_id=one.id, stay_id=stay_id, traveller_id=inner[one.who], act=one.act, way=one.way,
            at=min(one.at, now), noted_at=now, by_user_id=by.user_id, by_name=by.name,
        )
        for one in new
    ])  # fmt: skip


async def signatures_of(stay_id: int) -> dict[tuple[date, str], Signature]:
    """The last of each night and side."""
    rows = await NightSignature.filter(stay_id=stay_id).order_by("id")
    return {
        (row.date, row.side): Signature(
            row.side, Heads(row.workers, row.family, row.crew), row.at, row.by_name
        )
        for row in rows
    }


async def keep_signature(stay_id: int, night: date, side: str, heads: Heads, *, by: Actor) -> None:
    """Works in the caller's transaction."""
    demand_transaction()
    await NightSignature.create(
        stay_id=stay_id, date=night, side=side, workers=heads.workers, family=heads.family, crew=heads.crew,
        at=clock.now(), by_user_id=by.user_id, by_name=by.name,
    )  # fmt: skip
