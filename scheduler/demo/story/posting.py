"""What the acts posted is done at once, in the moment that the clock shows; letters and calls stay in the house."""

from typing import Any

from booking import notices
from scheduler.topics import Topics, topics_of
from sites.foundation import outbox
from sites.foundation.settings import Settings

AT_ONCE = 50


async def deliver() -> None:
    """Do every row that is due. What fails goes back to its row, as in the worker's relay."""
    while letters := await outbox.lease(AT_ONCE, topics=TOPICS):
        for letter in letters:
            try:
                await TOPICS[letter.topic](letter.payload)
            except Exception as fault:  # noqa: BLE001 - any failing job goes back to its row
                await outbox.give_back(letter, error=type(fault).__name__)
            else:
                await outbox.finish(letter)


async def keep(payload: dict[str, Any]) -> None:
    """Nothing leaves the house, whatever SMTP_URL says: no address here belongs to anybody."""
    await notices.deliver(payload["letter_id"], channel=notices.Mailbox(), origin="")


TOPICS: Topics = {**topics_of(Settings(demo=True)), "mail.send": keep}
