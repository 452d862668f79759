"""Money of a stay: paid before, in two parts, afterwards or not yet; paid back, and settled."""

from scheduler.demo.story.act import Act, Acts, Plot, at
from scheduler.demo.story.travelling import reconciled_day

_IN_TWO_PARTS, _AFTERWARDS, _NOT_YET = 6, (7, 8), 9
_REFUND_WAITS = 3


def paying(plot: Plot) -> Acts:
    if not plot.is_answered:
        return
    way = plot.booking.number % 10
    if way <= _IN_TWO_PARTS:
        yield from _paid_before(plot, percent=30 if way == _IN_TWO_PARTS else 100)
    end = reconciled_day(plot)
    if end is None:
        return
    if way == _IN_TWO_PARTS or way in _AFTERWARDS:
        yield Act(end + 4, at(11), "pay", {"percent": 100})
    if way != _REFUND_WAITS:
        yield Act(end + 5, at(15, 40), "refund")
    if way not in {_REFUND_WAITS, _NOT_YET} and plot.booking.number % 3:
        yield Act(end + 9, at(16, 30), "settle")
    elif way not in {_REFUND_WAITS, _NOT_YET}:
        yield Act(end + 6, at(10, 20), "ask_invoice")


def _paid_before(plot: Plot, *, percent: int) -> Acts:
    booking, confirmed = plot.booking, plot.booking.answered_day or 0
    day = max(confirmed + 1, min(booking.check_in_day - 8, confirmed + 15))
    last = booking.check_in_day if booking.ended_day is None else booking.ended_day
    if day < last:
        yield Act(day, at(13, 30), "pay", {"percent": percent})
