"""What is due of quotas now: openings and warnings to be told, shares to be released."""

from booking.quotas.models import Quota
from booking.quotas.telling import tell_changed, tell_nearly_spent, tell_opened
from sites.foundation import clock
from sites.foundation.database import fetch, transaction

BATCH = 200
# A quota is nearly spent when a tenth of it is left.
_NEARLY = (
    "SELECT id FROM quotas WHERE closed_at IS NULL AND warned_at IS NULL AND ends_on > $1 AND ceiling > 0 "
    "AND (opens_at IS NULL OR opens_at <= $2) AND (used_here + used_below) * 10 >= ceiling * 9 "
    "ORDER BY id LIMIT 200"
)


async def openings_due() -> list[int]:
    """Quotas that have opened and of which nobody was told yet."""
    opened = Quota.filter(opens_at__lte=clock.now(), opened_at=None, closed_at=None)
    return [row.id for row in await opened.order_by("id").limit(BATCH).only("id")]


async def releases_due() -> list[int]:
    """Shares whose day of release has come."""
    over = Quota.filter(release_on__lte=clock.today(), closed_at=None)
    return [row.id for row in await over.order_by("release_on", "id").limit(BATCH).only("id")]


async def nearly_spent() -> list[int]:
    """Quotas of which a tenth or less is left, and of which nobody was warned since their limit was raised."""
    return [int(row["id"]) for row in await fetch(_NEARLY, clock.today(), clock.now())]


@transaction
async def note_opening(quota_id: int) -> bool:
    """Tell of an opening once; false when it was told, or is not due."""
    now = clock.now()
    due = Quota.filter(id=quota_id, opens_at__lte=now, opened_at=None, closed_at=None)
    if not await due.update(opened_at=now):
        return False
    await tell_opened(quota_id)
    await tell_changed([quota_id])
    return True


@transaction
async def note_nearly_spent(quota_id: int) -> bool:
    """Warn once; false when somebody was warned."""
    if not await Quota.filter(id=quota_id, warned_at=None).update(warned_at=clock.now()):
        return False
    await tell_nearly_spent(quota_id)
    return True
