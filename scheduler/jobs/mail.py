"""Letters go out: through the mailer that the settings name, or into the mailbox that is its twin."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from booking import notices
from sites.foundation.settings import Settings


def sending(settings: Settings) -> Callable[[dict[str, Any]], Awaitable[None]]:
    """The job that sends one letter by the channel of these settings."""
    mailer = notices.channel_for(settings.smtp_url, sender=sender_of(settings))
    channel = notices.Channels(mail=mailer, sms_url=settings.sms_url, demo=settings.demo)

    async def send(payload: dict[str, Any]) -> None:
        await notices.deliver(payload["letter_id"], channel=channel, origin=settings.origin)

    return send


async def write_link(payload: dict[str, Any]) -> None:
    await notices.write_link_letter(payload["link_id"], payload["sealed"])


def sender_of(settings: Settings) -> str:
    """Mail servers let an account send as itself; without one the site's own name must do."""
    account = unquote(urlsplit(settings.smtp_url).username or "")
    return account if "@" in account else f"no-reply@{urlsplit(settings.origin).hostname}"
