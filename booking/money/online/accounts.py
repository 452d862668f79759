"""Who takes money online: one payee, because an installation's key belongs to one account of the provider."""

from booking.money.online.refusals import AlreadyTaking
from booking.money.online_models import OnlineAccount
from sites.foundation import clock
from sites.foundation.database import transaction


@transaction
async def take_online(payee_id: int) -> None:
    """From now on this payee's charges may be paid online. Again, it changes nothing. Refused: AlreadyTaking."""
    found = await open_account()
    if found is not None and found.payee_id != payee_id:
        raise AlreadyTaking
    if found is None:
        now = clock.now()
        await OnlineAccount.create(payee_id=payee_id, opened_at=now, told_until=now)


@transaction
async def stop_taking_online(payee_id: int) -> None:
    """No new payment begins; those under way end as they end, and refunds go back."""
    await OnlineAccount.filter(payee_id=payee_id, closed_at=None).update(closed_at=clock.now())


async def open_account() -> OnlineAccount | None:
    return await OnlineAccount.get_or_none(closed_at=None)


async def latest_account() -> OnlineAccount | None:
    """The open one, else the last that was: money of its time still moves."""
    return await open_account() or await OnlineAccount.all().order_by("-id").first()
