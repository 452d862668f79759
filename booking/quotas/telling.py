"""What others learn of quotas: posted with the change, told by jobs."""

from collections.abc import Collection

from sites.foundation import outbox
from sites.foundation.identifiers import public_id


async def tell_changed(quotas: Collection[int]) -> None:
    """Programs that listen learn that a limit, or what is used and left of it, has changed."""
    if quotas:
        await outbox.post("quota.changed", {"quotas": sorted(quotas), "source": public_id()})


async def tell_opened(quota_id: int) -> None:
    await outbox.post("quota.opened", {"quota_id": quota_id})


async def tell_released(quota_id: int) -> None:
    await outbox.post("quota.released", {"quota_id": quota_id})


async def tell_nearly_spent(quota_id: int) -> None:
    await outbox.post("quota.nearly_spent", {"quota_id": quota_id})
