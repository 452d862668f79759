"""The open amendment of a stay: finding it, reading its terms, and closing it once, whoever closes it."""

from datetime import timedelta
from typing import Any

from booking.stays.amendment_model import Amendment
from booking.stays.models import Stay
from booking.stays.night_plan import kept_plan, plan_from
from booking.stays.offer_refusals import (
    AmendmentGone,
    AmendmentOpen,
    AmendmentOver,
    CounterOfferGone,
    CounterOfferOpen,
    CounterOfferOver,
)
from booking.stays.reckoning import Change
from booking.stays.states import State
from booking.stays.working_hours import desk_time_over
from sites import calendar
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction
from sites.foundation.errors import Refusal
from sites.foundation.identifiers import public_id as new_id
from sites.listings.models import Site
from sites.packages import Quote
from sites.packages.models import Package

UNION, OPERATOR = "union", "operator"


async def open_amendment(stay_id: int) -> Amendment | None:
    return await Amendment.get_or_none(stay_id=stay_id, state="proposed")


async def write_amendment(
    stay: Stay, change: Change, *, side: str, by: Actor, **columns: Any
) -> Amendment:
    """Proposed. Its growth is the caller's to claim under its public id."""
    return await Amendment.create(
        public_id=new_id(), stay_id=stay.id, side=side, state="proposed", proposed_at=clock.now(),
        proposed_by_id=by.user_id, by_name=by.name, check_in=change.check_in, check_out=change.check_out,
        package_id=change.package.id, quote=change.quote.as_facts(), price_minor=change.quote.total.minor,
        nights={"contracted": kept_plan(change.plan), "reserved": kept_plan(change.reserves)}, **columns,
    )  # fmt: skip


async def change_of(amendment: Amendment, stay: Stay) -> Change:
    """The amendment as it was kept, to be written exactly so."""
    return Change(
        site_id=stay.site_id,
        package=await Package.get(id=amendment.package_id),
        quote=Quote.from_facts(amendment.quote),
        plan=plan_from(amendment.nights["contracted"]),
        reserves=plan_from(amendment.nights["reserved"]),
    )


async def live_amendment(stay: Stay, public_id: str, *, side: str) -> Amendment:
    """The open one with this id, in its time. Refused: CounterOfferGone, CounterOfferOver of an operator's,
    AmendmentGone, AmendmentOver of a union's.
    """
    found = await open_amendment(stay.id)
    if found is None or (found.public_id, found.side) != (public_id, side):
        raise gone(side)
    if found.answer_until <= clock.now():
        is_offer = side == OPERATOR
        raise (CounterOfferOver if is_offer else AmendmentOver)(until=found.answer_until)
    return found


def gone(side: str) -> Refusal:
    return CounterOfferGone() if side == OPERATOR else AmendmentGone()


def still_open(found: Amendment) -> Refusal:
    """Why nothing else is done while it waits."""
    kind = CounterOfferOpen if found.side == OPERATOR else AmendmentOpen
    return kind(until=found.answer_until)


async def close(amendment: Amendment, state: str, *, why: str = "", note: str = "") -> None:
    """From proposed to `state`, once: gone when somebody else closed it. Its claims are the caller's."""
    demand_transaction()
    closed = await Amendment.filter(id=amendment.id, state="proposed").update(
        state=state, closed_at=clock.now(), closed_why=why, closed_note=note
    )
    if not closed:
        raise gone(amendment.side)


async def close_open_amendment(stay: Stay, *, why: str) -> tuple[str, ...]:
    """Let a stay that ends take its open amendment with it. The holders whose claims are to be released."""
    demand_transaction()
    amendment = await open_amendment(stay.id)
    if amendment is None:
        return (stay.public_id,)
    await close(amendment, "lapsed", why=why)
    return (stay.public_id, amendment.public_id)


async def let_lapse(stay: Stay, *, why: str) -> None:
    """Of a stay that goes on without it: the open amendment ends, and what it claimed returns."""
    _own, *growth = await close_open_amendment(stay, why=why)
    if growth:
        await calendar.release(*growth)


def is_unanswered(stay: Stay) -> bool:
    """Whether the operator has yet to say yes to the submission: then an open amendment stops its clock."""
    return State(stay.state) is State.SUBMITTED and stay.accepted_at is None


async def clock_again(stay: Stay, amendment: Amendment) -> dict[str, object]:
    """The columns by which the operator's time goes on where it stood still; never less than an hour of it."""
    site = await Site.get(id=stay.site_id)
    left = max(timedelta(seconds=amendment.desk_seconds), timedelta(hours=1))
    due = desk_time_over(clock.now(), left, opens=site.opens, closes=site.closes)
    return {"answer_due_at": due}
