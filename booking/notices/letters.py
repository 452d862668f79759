"""Letters: what goes out by mail, rendered once in the recipient's language, text and HTML alike."""

from typing import Any

from booking.notices.audience import Reader
from booking.notices.models import Letter
from booking.notices.wording import words_of
from sites.foundation import clock, outbox
from sites.foundation.database import demand_transaction, fetch
from sites.foundation.identifiers import public_id
from sites.foundation.language import speaking
from sites.foundation.rendering import href, render


async def write_letter(
    reader: Reader, *, source: str, topic: str, path: str, facts: dict[str, Any]
) -> None:
    """Write the letter and post its sending, in the caller's transaction; once for each source and address."""
    with speaking(reader.language):
        words = words_of(topic, facts)
        context = {"words": words, "path": href(path)}
        text, html = render("emails/notice.txt", **context), render("emails/notice.html", **context)
        await post_letter(
            source=source,
            address=reader.email,
            language=reader.language,
            subject=words.subject,
            text=text,
            html=html,
        )


async def post_letter(
    *, source: str, address: str, language: str, subject: str, text: str, html: str,
    channel: str = "mail",
) -> None:  # fmt: skip
    demand_transaction()
    made = await fetch(
        "INSERT INTO letters (public_id, source, channel, address, language, subject, text, html, made_at, sent_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL) "
        "ON CONFLICT (source, channel, address) DO NOTHING RETURNING id",
        public_id(), source, channel, address, language, " ".join(subject.split())[:200], text, html,
        clock.now(),
    )  # fmt: skip
    for row in made:
        await outbox.post("mail.send", {"letter_id": row["id"]})


async def unsent(letter_id: int) -> Letter | None:
    return await Letter.filter(id=letter_id, sent_at=None).first()
