"""An agency is told that it has a mandate, and that it was taken back: once each."""

from booking.notices.audience import readers
from booking.notices.telling import tell_one
from booking.stays import mandates
from sites.foundation.database import transaction


@transaction
async def tell_mandate(mandate_id: int) -> int:
    about = await mandates.told_of(mandate_id)
    topic = "mandate_given" if about.stands else "mandate_taken_back"
    facts = {
        "union": [*about.union], "starts_on": about.starts_on.isoformat(), "ends_on": about.ends_on.isoformat(),
    }  # fmt: skip
    told = 0
    for reader in await readers(about.agency_id, "mandates.see"):
        told += await tell_one(
            reader, source=f"{topic}:{mandate_id}", topic=topic, path="/agency", facts=facts, by_mail=True
        )  # fmt: skip
    return told
