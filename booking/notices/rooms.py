"""An operator is reminded to say that its rooms are right: after a week of silence, and each week again."""

from datetime import timedelta

from booking.notices.audience import readers
from booking.notices.telling import tell_one
from sites.foundation import clock
from sites.foundation.database import transaction
from sites.listings.models import Site

WEEK = timedelta(days=7)


@transaction
async def remind_of_rooms(site_id: int) -> int:
    """Remind those who may edit the calendar, once for each week and person; how many notices were new."""
    site = await Site.get(id=site_id)
    since = site.rooms_checked_at or site.created_at
    weeks = (clock.now() - since) // WEEK
    if site.operator_id is None or weeks < 1:
        return 0
    told = 0
    for reader in await readers(site.operator_id, "calendar.edit"):
        told += await tell_one(
            reader, source=f"rooms:{site.id}:{since:%Y%m%d%H%M}:{weeks}", topic="rooms_unchecked",
            path=f"/operator/sites/{site.code}/today", facts={"site": [site.name, site.name_en]},
            by_mail=True,
        )  # fmt: skip
    return told
