"""Whatever was done for an organisation by phone (代办), its people are told of, each act."""

from booking.notices.audience import readers
from booking.notices.facts import facts_of
from booking.notices.telling import side_of, tell_one
from booking.notices.words import TELLINGS
from booking.stays.models import StayEvent
from sites.foundation.database import transaction

TOPIC = "acted_for"


@transaction
async def tell_acted_for(event_id: int) -> int:
    """Tell the principal of the act, once for each event and person; how many notices were new."""
    event = await StayEvent.filter(id=event_id).prefetch_related("stay").first()
    if event is None or not event.by_agent:
        return 0
    telling, principal = TELLINGS[TOPIC], event.by_organisation_id
    permission = telling.operator if principal == event.stay.operator_id else telling.union
    facts = {**await facts_of(event.stay_id), "agency": event.by_agent}
    told = 0
    for reader in await readers(principal, permission):
        told += await tell_one(
            reader, source=f"{TOPIC}:{event.id}", topic=TOPIC, path=side_of(event.stay, principal),
            facts=facts, by_mail=telling.by_mail,
        )  # fmt: skip
    return told
