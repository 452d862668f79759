"""A person's notices: listed, opened, marked as read. And the demonstration's mailbox."""

import re
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from booking import notices
from booking.notices import LetterLine, NoticeLine
from sites.foundation.language import N_, _, ngettext
from sites.foundation.pages import (
    PUBLIC,
    PageUnknown,
    actor_of,
    page,
    redirect,
    redirect_saying,
    route,
)
from sites.foundation.paging import Page, number_from
from sites.foundation.rendering import href

CHANNELS: dict[str, str] = {
    "mail": "", "sms": N_("Short message"), "robot": N_("Group robot"),
}  # fmt: skip


@dataclass(frozen=True)
class ShownLetter:
    """A letter as its reader would have it. `channel` is a msgid, empty for mail. `path` is the page that its link leads to, or empty."""

    public_id: str
    channel: str
    address: str
    subject: str
    paragraphs: tuple[str, ...]
    path: str
    made_at: datetime
    is_sent: bool


async def show(request: Request) -> Response:
    number = number_from(request.query_params.get("page"))
    found = await notices.notices_of(actor_of(request), number=number)
    origin = request.app.state.settings.origin
    return page(
        request, "pages/notices/notices.html", found=found,
        texts={line.public_id: notices.short_text(line, origin=origin) for line in found.items},
        previous=_turn(found, -1), next=_turn(found, 1),
    )  # fmt: skip


def _turn(found: Page[NoticeLine], by: int) -> str:
    number = found.number + by
    return href("/notices", page=number) if 1 <= number <= found.last else ""


async def go_on(request: Request) -> Response:
    """Opening a notice marks it as read and leads to what it is about."""
    path = await notices.open_notice(request.path_params["notice"], by=actor_of(request))
    if path is None:
        raise PageUnknown
    return redirect(path)


async def mark_all(request: Request) -> Response:
    marked = await notices.read_all(actor_of(request))
    words = ngettext("%(num)d notice marked as read.", "%(num)d notices marked as read.", marked)
    return redirect_saying(request, "/notices", words if marked else _("Nothing was unread."))


async def show_mailbox(request: Request) -> Response:
    """Only the demonstration has it: its letters carry everybody's one-time links."""
    settings = request.app.state.settings
    if not settings.demo:
        raise PageUnknown
    letters = [shown(letter, origin=settings.origin) for letter in await notices.mailbox()]
    return page(request, "pages/notices/mailbox.html", letters=letters)


def shown(letter: LetterLine, *, origin: str) -> ShownLetter:
    link = re.search(r"\{origin\}(/\S*)", letter.text)
    text = letter.text.replace("{origin}", origin)
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return ShownLetter(
        letter.public_id, CHANNELS[letter.channel], letter.address, letter.subject, tuple(part for part in parts if part),
        link.group(1) if link else "", letter.made_at, letter.is_sent,
    )  # fmt: skip


ROUTES: list[BaseRoute] = [
    route("/notices", needs="notices.see", get=show),
    route("/notices/read", needs="notices.see", post=mark_all),
    route("/notices/{notice}", needs="notices.see", get=go_on),
    route("/mailbox", needs=PUBLIC, get=show_mailbox),
]
