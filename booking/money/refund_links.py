"""A signed link by which the finance person of whoever gets a refund confirms account and amount, without signing in.

It opens for that person alone, while they may pay for their organisation, and does one thing.
"""

from booking.money.bank_models import BatchItem
from booking.money.refund_batch_reading import ItemView, refund_to_confirm
from booking.money.refund_batches import confirm_refund_account
from booking.money.signed_links import LinkClosed, opened, signed
from booking.people import actor_of_member
from sites.foundation.actor import Actor

PURPOSE = "refund confirmation"


def link_to(item_public_id: str, user_id: int) -> str:
    """For one person and seven days, both included."""
    return signed(PURPOSE, item_public_id, user_id)


async def refund_behind(link: str) -> tuple[ItemView, str]:
    """The refund, and who pays it. Refused: LinkClosed, BatchUnknown."""
    item, by = await _opened(link)
    return await refund_to_confirm(item, by=by)


async def confirm_by_link(link: str) -> None:
    """As `confirm_refund_account`, by the person whom the link names. Refused: LinkClosed, and what that is refused for."""
    item, by = await _opened(link)
    await confirm_refund_account(item, by=by)


async def _opened(link: str) -> tuple[str, Actor]:
    item, user_id = opened(PURPOSE, link)
    row = await BatchItem.filter(public_id=item).prefetch_related("refund__charge__party").first()
    if row is None or row.refund is None:
        raise LinkClosed
    by = await actor_of_member(user_id, row.refund.charge.party.organisation_id)
    if by is None or not by.may("money.pay"):
        raise LinkClosed
    return item, by
