"""A person's notices, and the demonstration's mailbox."""

from dataclasses import dataclass
from datetime import datetime

from booking.notices.models import Letter, Notice, Robot
from booking.notices.wording import words_of
from booking.people.phones import masked, phone_of
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.identifiers import is_public_id
from sites.foundation.paging import Page
from sites.foundation.rendering import href


@dataclass(frozen=True)
class NoticeLine:
    public_id: str
    subject: str
    text: str
    where: str
    path: str
    made_at: datetime
    is_read: bool


@dataclass(frozen=True)
class LetterLine:
    public_id: str
    channel: str
    address: str
    subject: str
    text: str
    made_at: datetime
    is_sent: bool


async def notices_of(by: Actor, *, number: int = 1, size: int = 30) -> Page[NoticeLine]:
    mine = Notice.filter(user_id=by.user_id, organisation_id=by.organisation_id)
    rows = await mine.order_by("-id").offset((number - 1) * size).limit(size)
    return Page([_line(row) for row in rows], number, size, await mine.count())


def short_text(line: NoticeLine, *, origin: str) -> str:
    """The notice in four lines to copy into a chat (复制到微信): what is asked, where, the link. Never who."""
    return "\n".join((line.subject, line.where, line.text, origin + href(line.path)))


def _line(row: Notice) -> NoticeLine:
    words = words_of(row.topic, row.facts)
    return NoticeLine(
        row.public_id,
        words.subject,
        words.text,
        words.where,
        row.path,
        row.made_at,
        row.read_at is not None,
    )


async def open_notice(public_id: str, *, by: Actor) -> str | None:
    """Mark one as read; the path it leads to, or None when it is not the reader's."""
    if not is_public_id(public_id):
        return None
    row = await Notice.filter(
        public_id=public_id, user_id=by.user_id, organisation_id=by.organisation_id
    ).first()
    if row is None:
        return None
    await Notice.filter(id=row.id, read_at=None).update(read_at=clock.now())
    return row.path


async def read_all(by: Actor) -> int:
    return await Notice.filter(
        user_id=by.user_id, organisation_id=by.organisation_id, read_at=None
    ).update(read_at=clock.now())


async def unread(by: Actor) -> int:
    return await Notice.filter(
        user_id=by.user_id, organisation_id=by.organisation_id, read_at=None
    ).count()


async def mailbox(*, limit: int = 60) -> list[LetterLine]:
    """The newest letters of the whole house: only the demonstration shows them."""
    rows = await Letter.all().order_by("-id").limit(limit)
    return [
        LetterLine(
            row.public_id, row.channel, await _shown_address(row), row.subject, row.text,
            row.made_at, row.sent_at is not None,
        )
        for row in rows
    ]  # fmt: skip


async def _shown_address(row: Letter) -> str:
    """A robot by its label and a telephone masked: their addresses are nobody's to read."""
    if row.channel == "robot":
        robot = await Robot.filter(public_id=row.address).first()
        return robot.label if robot else ""
    if row.channel == "sms":
        return masked(await phone_of(int(row.address.removeprefix("user:"))))
    return row.address
