"""What others learn of quotas: posted with the change, told by jobs."""

from collections.abc import Collection

from sites.foundation import clock, outbox
from sites.foundation.identifiers import public_id


async def tell_changed(quotas: Collection[int]) -> None:
    """Programs that listen learn that a limit, or what is used and left of it, has changed."""
    if quotas:
        await outbox.post("quota.changed", {"quotas": sorted(quotas), "source": public_id()})


async def tell_opened(quota_id: int) -> None:
    await outbox.post("quota.opened", _this_time(quota_id))


async def tell_released(quota_id: int) -> None:
    await outbox.post("quota.released", _this_time(quota_id))


async def tell_nearly_spent(quota_id: int) -> None:
    await outbox.post("quota.nearly_spent", _this_time(quota_id))


def _this_time(quota_id: int) -> dict[str, object]:
    """The mark tells it from the next time: a quota may open, and be nearly spent, more than once."""
    return {"quota_id": quota_id, "mark": str(int(clock.now().timestamp()))}
