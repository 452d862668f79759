"""A base is reminded of the month that is over: once while there is time, once when it is late."""

from collections.abc import Callable
from datetime import date

from booking import receptions
from booking.notices.audience import readers
from booking.notices.telling import tell_one
from sites.foundation import clock
from sites.foundation.database import transaction
from sites.foundation.formats import day, month
from sites.foundation.language import CHINESE, ENGLISH, speaking
from sites.listings.models import Site


@transaction
async def remind_of_return(site_id: int) -> int:
    """Tell those who record for the base, unless its list came meanwhile; how many notices were new."""
    first = receptions.last_over("month").first
    if site_id in await receptions.returns_in(first):
        return 0
    site, due = await Site.get(id=site_id), receptions.due_day(first)
    topic = "return_overdue" if clock.today() > due else "return_due"
    facts = {
        "site": [site.name, site.name_en], "month": _both(month, first), "due": _both(day, due),
    }  # fmt: skip
    told = 0
    for reader in await readers(site.operator_id or 0, "receptions.record"):
        told += await tell_one(
            reader, source=f"{topic}:{site_id}:{first}", topic=topic, facts=facts, by_mail=True,
            path=f"/operator/receptions/returns/{site.code}/{first.isoformat()[:7]}",
        )  # fmt: skip
    return told


def _both(write: Callable[[date], str], value: date) -> list[str]:
    said = []
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            said.append(write(value))
    return said
