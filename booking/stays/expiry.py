"""What ends by itself: holds past their time, and submissions that the operator left unanswered."""

from datetime import date, datetime

from booking.money import order_full_refund
from booking.stays.access import stay_by_id
from booking.stays.amendments import close_open_amendment
from booking.stays.following import follow_trip
from booking.stays.models import Stay
from booking.stays.moves import move
from booking.stays.open_hold import close_open_hold
from booking.stays.states import State
from booking.stays.trip_stays import alone_with
from sites import calendar
from sites.foundation import clock
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.database import transaction


@transaction
async def expire(stay_id: int) -> bool:
    """End what is over now; false when nothing is (run again, it changes nothing).

    Rooms, quota and the union's place for a hold return; what was received is ordered back.
    """
    stay = await stay_by_id(stay_id)
    reason = _why_over(stay)
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


def _why_over(stay: Stay) -> str:
    now = clock.now()
    if stay.state == State.HELD and ended(stay, now):
        return "hold_over"
    silent = (
        stay.accepted_at is None and stay.answer_due_at is not None and stay.answer_due_at <= now
    )
    return "operator_silent" if stay.state == State.SUBMITTED and silent else ""


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
