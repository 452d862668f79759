"""The administrators of an organisation are told when one of its programs no longer listens."""

from booking.notices.audience import readers
from booking.notices.telling import tell_one
from booking.people.models import Organisation
from sites.foundation.database import transaction


@transaction
async def tell_webhook_off(organisation_id: int, *, endpoint: str, since: str) -> int:
    """How many notices were new. `since` is when it was switched off: each time is told once."""
    organisation = await Organisation.get(id=organisation_id)
    facts = {"union": [organisation.name, organisation.name_en]}
    told = 0
    for reader in await readers(organisation_id, "team.manage"):
        told += await tell_one(
            reader, source=f"webhook:{endpoint}:{since}"[:60], topic="webhook_off",
            path=f"/programs/webhooks/{endpoint}", facts=facts, by_mail=True,
        )  # fmt: skip
    return told
