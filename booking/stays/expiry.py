"""What ends by itself: holds past their time, submissions left unanswered, and those that never became a promise."""

from datetime import date, datetime, time, timedelta

from booking import quotas
from booking.money import instalments, online, order_full_refund
from booking.stays.access import stay_by_id
from booking.stays.amendments import close_open_amendment
from booking.stays.charging import plan_of
from booking.stays.confirmation import what_is_missing
from booking.stays.models import Stay
from booking.stays.moves import move
from booking.stays.open_hold import close_open_hold
from booking.stays.pool_places import is_open_for
from booking.stays.states import State
from booking.stays.trip_following import follow_trip
from booking.stays.trip_stays import alone_with
from sites import calendar
from sites.foundation import clock
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.database import transaction


@transaction
async def expire(stay_id: int) -> bool:
    """End what is over now; false when nothing is (run again, it changes nothing).

    An accepted submission ends when its deposit is overdue, and at the hour of check-in if something is still missing.
    Rooms, quota and the union's place for a hold return; what was received is ordered back.
    """
    stay = await stay_by_id(stay_id)
    reason = await _why_over(stay)
    if not reason:
        return False
    await close_open_hold(stay)
    await alone_with(stay.trip_id)
    await move(
        stay, State.EXPIRED, by=SYSTEM, act="expired", reason=reason, counts_as_open=False,
        only_if={"hold_expires_at": stay.hold_expires_at, "accepted_at": stay.accepted_at},
    )  # fmt: skip
    await calendar.release(*await close_open_amendment(stay, why="expired"))
    await follow_trip(stay.trip_id)
    await order_full_refund(stay.id, why="expired", by=SYSTEM)
    return True


async def _why_over(stay: Stay) -> str:
    now, state = clock.now(), State(stay.state)
    if state is State.HELD and ended(stay, now):
        return "" if await is_open_for(stay) else "hold_over"
    if state is not State.SUBMITTED:
        return ""
    if stay.accepted_at is None:
        is_silent = stay.answer_due_at is not None and stay.answer_due_at <= now
        return "operator_silent" if is_silent else ""
    if await _deposit_is_over(stay):
        return "deposit_missing"
    is_late = now >= check_in_of(stay)
    return "never_confirmed" if is_late and await what_is_missing(stay) else ""


async def _deposit_is_over(stay: Stay) -> bool:
    """Its date and the days of grace that the terms froze have passed, and nobody is just paying it online."""
    due = await instalments.deposit_due_on(stay.id)
    grace = timedelta(days=plan_of(stay).grace_days)
    is_late = due is not None and clock.now() >= clock.end_of(due + grace)
    return is_late and not await online.is_under_way(stay.id)


def check_in_of(stay: Stay) -> datetime:
    """The instant from which a submitted group may check in, as its terms froze it."""
    terms = (stay.frozen or {})["terms"]
    return clock.at(stay.check_in, time(terms["check_in_hour"]))


def ended(stay: Stay, now: datetime) -> bool:
    return stay.hold_expires_at is not None and stay.hold_expires_at <= now


async def overdue_holds(site_id: int, check_in: date, check_out: date) -> list[int]:
    """Holds past their time that still sit on these nights: a claim in need expires them first."""
    rows = await Stay.filter(
        site_id=site_id,
        state=State.HELD,
        hold_expires_at__lte=clock.now(),
        check_in__lt=check_out,
        check_out__gt=check_in,
    ).only("id")
    return [row.id for row in rows]


async def overdue_of_trip(public_id: str, *, by: Actor) -> list[int]:
    """Holds past their time of one of the union's trips: whoever adds to it expires them first."""
    over = Stay.filter(state=State.HELD, hold_expires_at__lte=clock.now())
    own = over.filter(union_id=by.organisation_id, trip__public_id=public_id)
    return [row.id for row in await own.only("id")]


async def overdue_of_quota(quota_id: int) -> list[int]:
    """Holds past their time that still take of this quota or a share of it."""
    trips = await quotas.claiming(quota_id)
    over = {"state": State.HELD, "hold_expires_at__lte": clock.now()}
    rows = await Stay.filter(trip_id__in=trips, **over).only("id") if trips else []
    return [row.id for row in rows]
