"""An operator is told that the federation recorded another number of people for its base."""

from booking.notices.audience import readers
from booking.notices.telling import tell_one
from sites.calendar.limit_model import RecordedLimit
from sites.foundation.database import transaction


@transaction
async def tell_limit(limit_id: int) -> int:
    """Tell those who edit the base's calendar, once for each person; how many notices were new."""
    row = await RecordedLimit.get(id=limit_id).prefetch_related("site")
    site, told = row.site, 0
    topic = "limit_lowered" if row.over_dates else "limit_recorded"
    for reader in await readers(site.operator_id, "calendar.edit") if site.operator_id else ():
        told += await tell_one(
            reader, source=f"limit:{row.id}", topic=topic, by_mail=True,
            path=f"/operator/sites/{site.code}/calendar", facts={"site": [site.name, site.name_en]},
        )  # fmt: skip
    return told
