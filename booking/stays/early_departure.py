"""A group that goes home before its last morning: the nights that it does not sleep are counted as nobody, and what
that charges, by the terms as they were frozen, is seen to the fen before.
"""

from dataclasses import dataclass
from datetime import date

from booking.money import charged_for
from booking.stays.access import stay_of_operator
from booking.stays.account_preview import AccountPreview, account_for
from booking.stays.amendments import let_lapse
from booking.stays.figures import WHAT, latest
from booking.stays.locking import locked
from booking.stays.models import Stay, StayNight
from booking.stays.moves import move
from booking.stays.refusals import AccountChanged, AlreadyMoved, TooEarly
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.language import _


@dataclass(frozen=True)
class EarlyDeparture:
    """What the account would charge if the group stayed (`staying`), and if it leaves now (`leaving`). `nights` are not slept."""

    nights: tuple[date, ...]
    staying: AccountPreview
    leaving: AccountPreview

    @property
    def falls(self) -> Money:
        return self.staying.total - self.leaving.total


async def preview_early_departure(public_id: str, *, by: Actor) -> EarlyDeparture:
    """If everybody left today. Refused: StayUnknown, AlreadyMoved, TooEarly (the last morning has come)."""
    return await _preview(await stay_of_operator(public_id, by=by))


@transaction
async def leave_early(public_id: str, *, total_seen: Money, note: str, by: Actor) -> None:
    """The whole group has left today. Nights from today on are counted as nobody; the account follows.

    Refused: StayUnknown, AlreadyMoved, TooEarly, AccountChanged where another total would be charged than was seen.
    """
    stay = await locked(await stay_of_operator(public_id, by=by))
    found = await _preview(stay)
    if found.leaving.total != total_seen:
        raise AccountChanged(total=found.leaving.total)
    for row in latest(await StayNight.filter(stay_id=stay.id)):
        if row.date in found.nights:
            await _write_nobody(row)
    facts = {
        "arrivals_known": True, "nights": len(found.nights), "total": found.leaving.total.minor,
        "was": found.staying.total.minor,
    }  # fmt: skip
    await move(stay, State.DEPARTED, by=by, act="left_early", note=note, facts=facts)
    await let_lapse(stay, why="departed")


async def _preview(stay: Stay) -> EarlyDeparture:
    if State(stay.state) is not State.IN_HOUSE:
        raise AlreadyMoved(state=_(State(stay.state).words))
    today = clock.today()
    rows = latest(await StayNight.filter(stay_id=stay.id))
    nights = tuple(sorted({row.date for row in rows if row.date >= today}))
    if not nights:
        raise TooEarly(day=stay.check_out)
    before = await charged_for(stay.id, currency=stay.currency)
    staying = account_for(stay, rows, before=before)
    for row in rows:
        if row.date in nights:
            _nobody(row)
    return EarlyDeparture(nights, staying, account_for(stay, rows, before=before))


def _nobody(row: StayNight) -> None:
    row.update_from_dict({f"arrived_{what}": 0 for what in WHAT})


async def _write_nobody(row: StayNight) -> None:
    _nobody(row)
    await row.save(update_fields=[f"arrived_{what}" for what in WHAT])
