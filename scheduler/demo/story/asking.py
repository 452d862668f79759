"""From the hold to the operator's answer: held, approved, submitted, answered, cancelled, run out."""

from scheduler.demo.cast import approves
from scheduler.demo.chance import chance
from scheduler.demo.datafiles import table
from scheduler.demo.story.act import Act, Acts, Plot, at
from scheduler.demo.unions import staffed_sites

AFTER_MIDNIGHT = at(0, 5)


def asking(plot: Plot) -> Acts:
    booking, dice = plot.booking, chance("story", plot.booking.number)
    begun = at(9) + dice.randint(0, 150)
    yield Act(booking.held_day, begun, "hold")
    if booking.submitted_day is None:
        yield from _never_submitted(plot, begun)
        return
    sent = begun + (22 if booking.submitted_day == booking.held_day else 0)
    yield from _approved(plot, begun, sent)
    yield Act(booking.submitted_day, sent, "submit")
    yield from _talked(plot, sent)
    yield from _answered(plot, sent, waited=dice.randint(40, 200), morning=dice.randint(10, 120))


def _never_submitted(plot: Plot, begun: int) -> Acts:
    booking = plot.booking
    if booking.reach == "held" and approves(plot.union):
        yield Act(booking.held_day, begun + 4, "ask")
        if booking.site != staffed_sites()[0] and booking.number % 2:
            yield Act(booking.held_day, begun + 50, "agree")
    if booking.ended_day is None:
        return
    if booking.reach == "expired":
        # A date ends at 24:00: the hold is over when its last day is.
        yield Act(booking.ended_day + 1, AFTER_MIDNIGHT, "expire")
    else:
        yield from _cancelled(plot)


def _approved(plot: Plot, begun: int, sent: int) -> Acts:
    if approves(plot.union):
        yield Act(plot.booking.held_day, begun + 4, "ask")
        yield Act(plot.booking.submitted_day or 0, sent - 8, "agree")


def _talked(plot: Plot, sent: int) -> Acts:
    booking, talks = plot.booking, table("talks")["talk"]
    if booking.submitted_day is None or booking.number % 4:
        return
    talk = chance("talk", booking.number).choice(talks)
    yield Act(booking.submitted_day, sent + 9, "write", {"side": "union", "text": talk["union"]})
    if booking.number % 8 == 0:
        answer = {"side": "operator", "text": talk["operator"]}
        yield Act(booking.submitted_day, sent + 31, "write", answer)


def _answered(plot: Plot, sent: int, *, waited: int, morning: int) -> Acts:
    booking = plot.booking
    if booking.reach == "expired" and booking.ended_day is not None:
        yield Act(booking.ended_day, at(18, 30), "expire")
    if booking.answered_day is None:
        return
    same_day = booking.answered_day == booking.submitted_day
    said = sent + waited if same_day else at(9) + morning
    if booking.reach == "declined":
        yield Act(booking.answered_day, said, "decline")
        return
    if plot.site.booking_way == "accept":
        yield Act(booking.answered_day, said, "accept")
    yield Act(booking.answered_day, said + 1, "confirm")
    if booking.reach == "cancelled":
        yield from _cancelled(plot)


def _cancelled(plot: Plot) -> Acts:
    ended = plot.booking.ended_day or 0
    yield Act(ended, at(14, 20), "cancel")
    yield Act(ended + 8, AFTER_MIDNIGHT, "reconcile")
