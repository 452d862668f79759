"""The open amendment of a stay: finding it, and closing it once, whoever closes it."""

from datetime import timedelta

from booking.stays.amendment_model import Amendment
from booking.stays.models import Stay
from booking.stays.offer_refusals import CounterOfferGone
from booking.stays.working_hours import desk_time_over
from sites.foundation import clock
from sites.foundation.database import demand_transaction
from sites.listings.models import Site


async def open_amendment(stay_id: int) -> Amendment | None:
    return await Amendment.get_or_none(stay_id=stay_id, state="proposed")


async def close(amendment: Amendment, state: str, *, why: str = "") -> None:
    """From proposed to `state`, once: CounterOfferGone when somebody else closed it. Its claims are the caller's."""
    demand_transaction()
    closed = await Amendment.filter(id=amendment.id, state="proposed").update(
        state=state, closed_at=clock.now(), closed_why=why
    )
    if not closed:
        raise CounterOfferGone


async def close_open_amendment(stay: Stay, *, why: str) -> tuple[str, ...]:
    """Let a stay that ends take its open amendment with it. The holders whose claims are to be released."""
    demand_transaction()
    amendment = await open_amendment(stay.id)
    if amendment is None:
        return (stay.public_id,)
    await close(amendment, "lapsed", why=why)
    return (stay.public_id, amendment.public_id)


async def clock_again(stay: Stay, amendment: Amendment) -> dict[str, object]:
    """The columns by which the operator's time goes on where it stood still; never less than an hour of it."""
    site = await Site.get(id=stay.site_id)
    left = max(timedelta(seconds=amendment.desk_seconds), timedelta(hours=1))
    due = desk_time_over(clock.now(), left, opens=site.opens, closes=site.closes)
    return {"answer_due_at": due}
