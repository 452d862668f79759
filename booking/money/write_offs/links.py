"""A signed link by which whoever owes a charge answers its write-off, where the payee has no second person for money."""

from booking.money.signed_links import LinkClosed, opened, signed
from booking.money.write_off_models import WriteOff
from booking.money.write_offs.deciding import agree_to_write_off, refuse_write_off
from booking.money.write_offs.reading import WriteOffView, write_off_of
from booking.people import actor_of_member
from sites.foundation.actor import Actor

PURPOSE = "write-off"


def link_to_write_off(write_off_public_id: str, user_id: int) -> str:
    """For one person and seven days, both included."""
    return signed(PURPOSE, write_off_public_id, user_id)


async def write_off_behind(link: str) -> WriteOffView:
    """Refused: LinkClosed."""
    subject, by = await _opened(link)
    return await write_off_of(subject, by=by)


async def agree_by_link(link: str) -> None:
    """As `agree_to_write_off`, by the person whom the link names. Refused: LinkClosed, and what that is refused for."""
    subject, by = await _opened(link)
    await agree_to_write_off(subject, by=by)


async def refuse_by_link(link: str, *, why: str) -> None:
    """As `refuse_write_off`, by the person whom the link names. Refused: LinkClosed, and what that is refused for."""
    subject, by = await _opened(link)
    await refuse_write_off(subject, why=why, by=by)


async def _opened(link: str) -> tuple[str, Actor]:
    subject, user_id = opened(PURPOSE, link)
    row = await WriteOff.filter(public_id=subject).prefetch_related("charge__party").first()
    if row is None or row.asks != "payer":
        raise LinkClosed
    by = await actor_of_member(user_id, row.charge.party.organisation_id)
    if by is None or not by.may("money.pay"):
        raise LinkClosed
    return subject, by
