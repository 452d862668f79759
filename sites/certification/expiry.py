"""Certificates run out at the end of their last day; some do soon."""

from dataclasses import dataclass
from datetime import date, timedelta

from sites.certification.models import Certificate
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction


@dataclass(frozen=True, slots=True)
class Expiring:
    site_id: int
    number: str
    valid_to: date


@transaction
async def expire(*, by: Actor) -> list[int]:  # noqa: ARG001
    """Certificates whose last day is over become expired. Answers the bases; a second run finds none."""
    over = await Certificate.filter(status="certified", valid_to__lt=clock.today())
    if over:
        await Certificate.filter(id__in=[row.id for row in over]).update(
            status="expired", changed_at=clock.now()
        )
    return sorted({row.site_id for row in over})


async def expiring(days: int) -> tuple[Expiring, ...]:
    """Certificates whose last day comes within so many days, the nearest first."""
    last = clock.today() + timedelta(days=days)
    rows = await Certificate.filter(
        status="certified", valid_to__gte=clock.today(), valid_to__lte=last
    ).order_by("valid_to", "id")
    return tuple(Expiring(row.site_id, row.number, row.valid_to) for row in rows)
