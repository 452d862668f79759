"""An operator is told which base it runs from now on, and which it runs no more."""

from booking.notices.audience import readers
from booking.notices.telling import tell_one
from sites.foundation.database import transaction
from sites.listings.tenure_model import Tenure


@transaction
async def tell_tenure(tenure_id: int) -> int:
    """Tell those who edit its calendar, once for each beginning, end and person; how many notices were new."""
    tenure = await Tenure.get(id=tenure_id).prefetch_related("site")
    site, is_over = tenure.site, tenure.ended_at is not None
    topic = "base_taken" if is_over else "base_given"
    told = 0
    for reader in await readers(tenure.operator_id, "calendar.edit"):
        told += await tell_one(
            reader, source=f"{topic}:{tenure.id}", topic=topic, by_mail=True,
            path="/operator/stays" if is_over else f"/operator/sites/{site.code}/calendar",
            facts={"site": [site.name, site.name_en]},
        )  # fmt: skip
    return told
