"""Short messages to a telephone: only what cannot wait, to people who entered a number; no name, no amount."""

from typing import Any

from booking.notices.audience import Reader
from booking.notices.letters import post_letter
from booking.notices.wording import words_of
from booking.people.phones import phone_of
from sites.foundation.database import demand_transaction
from sites.foundation.language import _, speaking

# What cannot wait: a clock runs out while nobody looks.
URGENT = frozenset({"inquired", "submitted", "hold_ending", "offered"})


async def write_text_message(
    reader: Reader, *, source: str, topic: str, facts: dict[str, Any]
) -> None:
    """In the caller's transaction; nothing for people without a number. The number itself stays sealed."""
    demand_transaction()
    if topic not in URGENT or not await phone_of(reader.user_id):
        return
    with speaking(reader.language):
        words = words_of(topic, facts)
        text = _("%(subject)s. Reference %(reference)s.", subject=words.subject, reference=facts["reference"])  # fmt: skip
        await post_letter(
            source=source, address=f"user:{reader.user_id}", language=reader.language,
            subject=words.subject, text=text, html="", channel="sms",
        )  # fmt: skip
