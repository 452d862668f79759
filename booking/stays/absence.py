"""A group that did not come: a person's act, never a job's."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from booking.money import fee_at, settle_cancellation
from booking.stays.access import stay_of_operator
from booking.stays.amendments import let_lapse
from booking.stays.dispute_reading import was_disputed
from booking.stays.dispute_refusals import AccountDisputed
from booking.stays.figures import WHAT
from booking.stays.force_majeure import force_majeure_of
from booking.stays.locking import locked
from booking.stays.models import Stay, StayNight
from booking.stays.moves import move
from booking.stays.reconciliation_window import window_end
from booking.stays.refusals import ArrivalsRecorded, FeeChanged, TooEarly
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction


@dataclass(frozen=True)
class AbsenceFee:
    """What a group that does not come owes: the last tier's `percent` of the price, and what the table had `kept` of
    those who left before.
    """

    percent: int
    of_price: Money
    kept: Money

    @property
    def fee(self) -> Money:
        return self.of_price + self.kept


@transaction
async def mark_no_show(public_id: str, *, fee_seen: Money, note: str, by: Actor) -> None:
    """From the day after check-in: nobody came. The charge becomes the fee that the person saw.

    Refused: TooEarly, ArrivalsRecorded, AccountDisputed (what was agreed or decided of a line stands), FeeChanged (force
    majeure was declared meanwhile), AlreadyMoved.
    """
    stay = await locked(await stay_of_operator(public_id, by=by))
    if clock.today() <= stay.check_in:
        raise TooEarly(day=stay.check_in + timedelta(days=1))
    if stay.arrivals_known:
        raise ArrivalsRecorded
    if await was_disputed(stay.id):
        raise AccountDisputed
    fee = await _fee(stay)
    if fee.fee != fee_seen:
        raise FeeChanged(fee=fee.fee)
    await move(
        stay, State.NO_SHOW, by=by, act="no_show", note=note, only_if={"arrivals_known": False},
        dispute_until=window_end(clock.now()), facts={"fee": fee.fee.minor, "percent": fee.percent},
    )  # fmt: skip
    await let_lapse(stay, why="no_show")
    # An account that a job presented in silence charged the contract; the fee stands instead of it.
    await StayNight.filter(stay_id=stay.id).update(**{f"charged_{what}": None for what in WHAT})
    await settle_cancellation(stay.id, fee.fee, by=by)


async def preview_no_show(public_id: str, *, by: Actor) -> AbsenceFee:
    """What would be kept of the price if nobody came. Refused: StayUnknown."""
    return await _fee(await stay_of_operator(public_id, by=by))


async def _fee(stay: Stay) -> AbsenceFee:
    if await force_majeure_of(stay):
        return AbsenceFee(0, Money(0, stay.currency), Money(0, stay.currency))
    fee = fee_at(
        _when_they_should_have_come(stay),
        price=Money(stay.price_minor, stay.currency),
        terms=(stay.frozen or {}).get("terms", {}),
        check_in=stay.check_in,
    )
    return AbsenceFee(fee.percent, fee.fee, Money(stay.kept_minor, stay.currency))


def _when_they_should_have_come(stay: Stay) -> datetime:
    return clock.at(stay.check_in, time(23, 59))
