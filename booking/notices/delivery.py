"""Sending letters: read, send outside any transaction, then note that it went."""

from datetime import timedelta

from booking.notices.channels import Channel
from booking.notices.gateways import TooSoon
from booking.notices.letters import post_letter, unsent
from booking.notices.models import Letter
from booking.people import letter_of
from sites.foundation import clock, outbox
from sites.foundation.database import transaction
from sites.foundation.formats import deadline
from sites.foundation.language import N_, _, speaking
from sites.foundation.rendering import href, render

SUBJECTS = {
    "invite": N_("Your invitation"),
    "reset": N_("Set a new password"),
    "setup": N_("Set up the first account"),
}


async def deliver(letter_id: int, *, channel: Channel, origin: str) -> bool:
    """Send a letter that was not sent yet. Run again after success, it sends nothing.

    `{origin}` in the letter becomes this installation's address. A channel that may not speak yet is tried later.
    """
    letter = await unsent(letter_id)
    if letter is None:
        return False
    text, html = (part.replace("{origin}", origin) for part in (letter.text, letter.html))
    try:
        await channel.send(letter, text=text, html=html)
    except TooSoon as wait:
        await _put_off(letter_id, wait.seconds)
        return False
    await Letter.filter(id=letter_id, sent_at=None).update(sent_at=clock.now())
    return True


@transaction
async def _put_off(letter_id: int, seconds: int) -> None:
    later = clock.now() + timedelta(seconds=seconds)
    await outbox.post("mail.send", {"letter_id": letter_id}, due_at=later)


@transaction
async def write_link_letter(link_id: int, sealed: str) -> None:
    """A one-time link as a letter, once; nothing when the link was used or ran out meanwhile."""
    link = await letter_of(link_id, sealed)
    if link is None or not link.email:
        return
    with speaking(link.language):
        context = {
            "purpose": link.purpose, "organisation": link.organisation, "path": href(link.path),
            "until": deadline(link.expires_at), "subject": _(SUBJECTS[link.purpose]),
        }  # fmt: skip
        await post_letter(
            source=f"link:{link_id}", address=link.email, language=link.language,
            subject=_(SUBJECTS[link.purpose]), text=render("emails/link.txt", **context),
            html=render("emails/link.html", **context),
        )  # fmt: skip
