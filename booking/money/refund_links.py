"""A signed link by which the finance person of whoever gets a refund confirms account and amount, without signing in.

The link names item, person and its last day, under a keyed hash: nothing is kept, and nothing of it can be changed. It opens
for that person alone, while they may pay for their organisation, and does one thing.
"""

import hmac
from datetime import date, timedelta

from booking.money.bank_models import BatchItem
from booking.money.refund_batch_reading import ItemView, refund_to_confirm
from booking.money.refund_batches import confirm_refund_account
from booking.people import actor_of_member
from sites.foundation import clock, sealing
from sites.foundation.actor import Actor
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import N_

LASTS = timedelta(days=7)


class LinkClosed(Refusal):
    code = "refund_link_closed"
    kind = Kind.UNKNOWN
    words = N_(
        "This link is no longer good. Sign in: the refund to confirm stands among your notices."
    )


def link_to(item_public_id: str, user_id: int) -> str:
    """For one person and seven days, both included."""
    last = clock.today() + LASTS
    return f"{item_public_id}.{user_id}.{last:%Y%m%d}.{_mark(item_public_id, user_id, last)}"


async def refund_behind(link: str) -> tuple[ItemView, str]:
    """The refund, and who pays it. Refused: LinkClosed, BatchUnknown."""
    item, by = await _opened(link)
    return await refund_to_confirm(item, by=by)


async def confirm_by_link(link: str) -> None:
    """As `confirm_refund_account`, by the person whom the link names. Refused: LinkClosed, and what that is refused for."""
    item, by = await _opened(link)
    await confirm_refund_account(item, by=by)


async def _opened(link: str) -> tuple[str, Actor]:
    item, user, day, mark = (*link.split("."), "", "", "", "")[:4]
    if not (is_public_id(item) and user.isdecimal() and day.isdecimal() and len(day) == 8):
        raise LinkClosed
    try:
        last = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        raise LinkClosed from None
    is_ours = hmac.compare_digest(mark.encode(), _mark(item, int(user), last).encode())
    if not is_ours or clock.today() > last:
        raise LinkClosed
    return item, await _person(item, int(user))


async def _person(item: str, user_id: int) -> Actor:
    row = await BatchItem.filter(public_id=item).prefetch_related("refund__charge__party").first()
    if row is None or row.refund is None:
        raise LinkClosed
    by = await actor_of_member(user_id, row.refund.charge.party.organisation_id)
    if by is None or not by.may("money.pay"):
        raise LinkClosed
    return by


def _mark(item: str, user_id: int, last: date) -> str:
    return sealing.index_of(f"refund confirmation|{item}|{user_id}|{last:%Y%m%d}")[:40]
