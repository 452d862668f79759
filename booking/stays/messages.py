"""What union and operator write to each other about one stay."""

from booking.stays.access import stay_of_side
from booking.stays.models import Message
from booking.stays.moves import record
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key


@transaction
async def write_message(public_id: str, *, text: str, by: Actor, key: Key | None = None) -> None:
    """Add a message, once for each key; the other side is told. Refused: StayUnknown."""
    if await idempotency.claim(key, by=by):
        return
    stay = await stay_of_side(public_id, by=by)
    message = await Message.create(
        stay_id=stay.id, at=clock.now(), user_id=by.user_id,
        organisation_id=by.organisation_id, by_name=by.signature, text=text,
    )  # fmt: skip
    await outbox.post("stay.message", {"message_id": message.id})
    if by.is_agent:
        await record(stay, act="wrote_for", by=by)
    await idempotency.keep(key, str(message.id), by=by)
