"""The way of a stay as steps: what was done, when and by whom, and what lies ahead."""

from dataclasses import dataclass
from datetime import datetime

from booking.stays import State, StayPage
from sites.foundation.formats import day, short_deadline, short_moment
from sites.foundation.language import N_, _

WAY = (
    State.HELD, State.SUBMITTED, State.CONFIRMED, State.IN_HOUSE, State.DEPARTED,
    State.RECONCILED, State.SETTLED,
)  # fmt: skip
# What still follows where a stay has left the way.
AFTER: dict[State, tuple[State, ...]] = {
    State.DECLINED: (),
    State.EXPIRED: (),
    State.CANCELLED: (State.RECONCILED, State.SETTLED),
    State.NO_SHOW: (State.RECONCILED, State.SETTLED),
}
# Words for whoever or whatever moves a stay into a step that lies ahead.
BY_WHAT: dict[State, str] = {
    State.CONFIRMED: N_("the base answers"),
    State.IN_HOUSE: N_("first check-in"),
    State.RECONCILED: N_("both sides accept"),
    State.SETTLED: N_("paid and invoiced"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """`state` is done, here, ahead or off (the way ended here)."""

    word: str
    when: str
    who: str
    state: str


def steps(page: StayPage) -> tuple[Step, ...]:
    """Every move so far, the present state, and the rest of the way."""
    past = [event for event in page.events if event.from_state != event.to_state]
    moves = [(State(event.to_state), event.at, event.by_name) for event in past]
    if page.line.is_over_time and page.line.hold_expires_at:
        moves.append((State.EXPIRED, page.line.hold_expires_at, ""))
    done = [_done(state, at, who) for state, at, who in moves[:-1]]
    here = [_here(*moves[-1])] if moves else []
    return (*done, *here, *(_ahead(page, state) for state in _rest(page.line.shown_state)))


def _done(state: State, at: datetime, who: str) -> Step:
    return Step(_(state.words), short_moment(at), who or _("the program"), "done")


def _here(state: State, at: datetime, who: str) -> Step:
    look = "off" if state in AFTER else "here"
    return Step(_(state.words), short_moment(at), who or _("the program"), look)


def _ahead(page: StayPage, state: State) -> Step:
    return Step(_(state.words), _when(page, state), _(BY_WHAT.get(state, "")), "ahead")


def _rest(state: State) -> tuple[State, ...]:
    if state in AFTER:
        return AFTER[state]
    return WAY[WAY.index(state) + 1 :] if state in WAY else WAY


def _when(page: StayPage, state: State) -> str:
    line = page.line
    if state is State.IN_HOUSE:
        return day(line.check_in)
    if state is State.DEPARTED:
        return day(line.check_out)
    ends = {
        State.SUBMITTED: line.hold_expires_at,
        State.CONFIRMED: line.answer_due_at,
        State.RECONCILED: line.dispute_until,
    }.get(state)
    return _("by %(at)s", at=short_deadline(ends)) if ends else ""
