"""What became of an entry: its own state, and after an offer that of the stay."""

from datetime import datetime
from enum import StrEnum

from booking.stays.states import State
from sites.foundation.language import N_


class Fate(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"
    TAKEN = "taken"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    LEFT = "left"
    LAPSED = "lapsed"

    @property
    def words(self) -> str:
        """The msgid of the fate as pages name it."""
        return WORDS[self]

    @property
    def is_open(self) -> bool:
        return self in {Fate.WAITING, Fate.OFFERED}


WORDS: dict[Fate, str] = {
    Fate.WAITING: N_("Waiting"),
    Fate.OFFERED: N_("Rooms offered"),
    Fate.TAKEN: N_("Offer taken"),
    Fate.REFUSED: N_("Offer refused"),
    Fate.UNANSWERED: N_("Offer not answered"),
    Fate.LEFT: N_("Left the list"),
    Fate.LAPSED: N_("Time over"),
}


def fate_of(
    state: str, *, stay: str | None, kept_at: datetime | None, submitted_at: datetime | None,
    hold_ends: datetime | None, now: datetime,
) -> Fate:  # fmt: skip
    """`stay` is the state of the offered stay. An offer past its time is one that nobody answered."""
    if state != "offered" or stay is None:
        return Fate(state)
    if kept_at is not None or submitted_at is not None:
        return Fate.TAKEN
    if State(stay) is State.HELD:
        is_over = hold_ends is not None and hold_ends <= now
        return Fate.UNANSWERED if is_over else Fate.OFFERED
    return Fate.UNANSWERED if State(stay) is State.EXPIRED else Fate.REFUSED
