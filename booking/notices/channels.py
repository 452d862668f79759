"""Ways out of the house behind one interface. Each has an offline twin; settings choose."""

from email.message import EmailMessage
from typing import Protocol
from urllib.parse import unquote, urlsplit

from booking.notices.models import Letter


class Channel(Protocol):
    """Sends one letter or raises; it is called outside every transaction and may be called again."""

    async def send(self, letter: Letter, *, text: str, html: str) -> None: ...


class Mailbox:
    """The offline twin: letters stay in their table, where the demonstration's mailbox shows them."""

    async def send(self, letter: Letter, *, text: str, html: str) -> None:
        """Nothing leaves the house."""


class Mailer:
    """Mail by SMTP. `smtp://user:password@host:587` begins TLS when offered, `smtps://` at once."""

    def __init__(self, url: str, *, sender: str) -> None:
        self.parts = urlsplit(url)
        self.sender = sender

    async def send(self, letter: Letter, *, text: str, html: str) -> None:
        import aiosmtplib

        await aiosmtplib.send(
            message_of(letter, sender=self.sender, text=text, html=html),
            hostname=self.parts.hostname,
            port=self.parts.port,
            username=unquote(self.parts.username) if self.parts.username else None,
            password=unquote(self.parts.password) if self.parts.password else None,
            use_tls=self.parts.scheme == "smtps",
            timeout=20,
        )


def message_of(letter: Letter, *, sender: str, text: str, html: str) -> EmailMessage:
    """A message whose id is the letter's, so that a second sending is recognised as the same."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.address
    message["Subject"] = letter.subject
    message["Message-ID"] = f"<{letter.public_id}@{sender.rpartition('@')[2]}>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def channel_for(smtp_url: str, *, sender: str) -> Channel:
    return Mailer(smtp_url, sender=sender) if smtp_url else Mailbox()
