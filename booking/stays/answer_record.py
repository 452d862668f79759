"""How an operator answered the requests of a month: how fast, and with what."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from booking.stays.models import StayEvent
from sites.foundation import clock
from sites.foundation.actor import Actor

DAY = timedelta(hours=24)
ANSWERS = ("accepted", "declined", "counter_offered")


@dataclass(frozen=True)
class AnswerRecord:
    """Requests submitted this month and answered by a person, a counter-offer included; `mean` runs day and night."""

    answered: int
    within_a_day: int
    mean: timedelta | None
    declined: int
    silent: int


async def answer_record(*, by: Actor) -> AnswerRecord:
    """Of the actor's own organisation, for the present month in Shanghai. One query."""
    first = clock.at(clock.today().replace(day=1), datetime.min.time())
    rows = (
        await StayEvent.filter(
            stay__operator_id=by.organisation_id, stay__submitted_at__gte=first, act__in=[*ANSWERS, "expired"]
        )
        .order_by("id")
        .values("stay_id", "act", "reason", "at", "stay__submitted_at")
    )  # fmt: skip
    firsts: dict[int, dict[str, Any]] = {}
    for row in rows:
        firsts.setdefault(row["stay_id"], row)
    answers = [row for row in firsts.values() if row["act"] in ANSWERS]
    waits = [row["at"] - row["stay__submitted_at"] for row in answers]
    return AnswerRecord(
        answered=len(answers),
        within_a_day=sum(wait <= DAY for wait in waits),
        mean=sum(waits, timedelta()) / len(waits) if waits else None,
        declined=sum(row["act"] == "declined" for row in answers),
        silent=sum(row["reason"] == "operator_silent" for row in firsts.values()),
    )
