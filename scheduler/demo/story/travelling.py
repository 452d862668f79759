"""From the contract to the account: sealed, named, counted night by night, gone, accounted for."""

from scheduler.demo.chance import chance
from scheduler.demo.story.act import Act, Acts, Plot, at
from scheduler.demo.story.asking import AFTER_MIDNIGHT

_WINDOW_DAYS = 8
# Groups that are in the house or still to come have rooming lists; of older ones nobody reads them.
_ROOMED_SINCE = -4


def travelling(plot: Plot) -> Acts:
    booking = plot.booking
    if booking.reach not in {"confirmed", "in_house", "departed", "reconciled"}:
        return
    yield from _on_paper(plot)
    if booking.reach != "confirmed":
        yield from _counted(plot)
    if booking.reach in {"departed", "reconciled"}:
        yield from _gone(plot)
        yield from _accounted(plot)


def reconciled_day(plot: Plot) -> int | None:
    """The day on which the account is accepted, or its window has run out; None where neither is planned."""
    booking = plot.booking
    if booking.reach == "cancelled" and booking.ended_day is not None:
        return booking.ended_day + _WINDOW_DAYS
    if booking.reach != "reconciled":
        return None
    if _in_silence(plot):
        return booking.check_out_day + 1 + _WINDOW_DAYS
    return booking.check_out_day + 2 + chance("account", booking.number).randint(0, 3)


def _on_paper(plot: Plot) -> Acts:
    booking, confirmed = plot.booking, plot.booking.answered_day or 0
    if booking.number % 8:
        sealed = min(confirmed + 2 + booking.number % 5, booking.check_in_day - 1)
        yield Act(max(sealed, confirmed), at(18), "seal")
    if booking.number % 3 == 1:
        named = max(confirmed, booking.check_in_day - 12)
        yield Act(named, at(19), "name")
        if booking.check_in_day >= _ROOMED_SINCE:
            yield Act(named, at(19, 30), "room")


def _counted(plot: Plot) -> Acts:
    booking = plot.booking
    if booking.number % 19 == 0 and booking.reach != "in_house":
        return  # nobody counted: the operator is asked
    for night in range(booking.nights):
        day = booking.check_in_day + night
        if day < 0:
            yield Act(day, at(16, 10) if night == 0 else at(20, 30), "count")


def _gone(plot: Plot) -> Acts:
    left = plot.booking.check_out_day
    if plot.booking.number % 3:
        yield Act(left, at(10, 30), "depart")
    else:
        yield Act(left, at(18, 1), "depart_by_date")


def _accounted(plot: Plot) -> Acts:
    booking, day = plot.booking, plot.booking.check_out_day + 1
    if booking.reach == "departed" and booking.number % 2:
        return
    yield Act(day, at(10) + booking.number % 90, "present")
    end = reconciled_day(plot)
    if end is not None:
        silent = _in_silence(plot)
        yield Act(
            end, AFTER_MIDNIGHT if silent else at(15, 5), "reconcile" if silent else "agree_account"
        )


def _in_silence(plot: Plot) -> bool:
    return plot.booking.number % 4 == 3
