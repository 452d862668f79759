"""A stay's states, what each takes, and which may follow which. Code asks the state, never its name."""

from dataclasses import dataclass
from enum import StrEnum

from sites.foundation.language import N_


class State(StrEnum):
    INQUIRY = "inquiry"
    HELD = "held"
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    IN_HOUSE = "in_house"
    DEPARTED = "departed"
    NO_SHOW = "no_show"
    RECONCILED = "reconciled"
    SETTLED = "settled"
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"

    @property
    def effects(self) -> "Effects":
        return EFFECTS[self]

    @property
    def words(self) -> str:
        """The msgid of the state as pages name it."""
        return WORDS[self]

    def may_become(self, other: "State") -> bool:
        return other in MOVES[self]


@dataclass(frozen=True)
class Effects:
    """`takes_nights` as a promise or as history; `is_sold` says in which counter the claims stand.

    `travels`: the group goes or went, and is counted among those who travel.
    """

    takes_nights: bool
    takes_quota: bool
    is_sold: bool
    is_over: bool = False
    may_have_money: bool = False
    may_be_cancelled: bool = False
    travels: bool = False


EFFECTS: dict[State, Effects] = {
    State.INQUIRY: Effects(
        takes_nights=False, takes_quota=False, is_sold=False, may_be_cancelled=True
    ),
    State.HELD: Effects(takes_nights=True, takes_quota=True, is_sold=False, may_be_cancelled=True),
    State.SUBMITTED: Effects(
        takes_nights=True,
        takes_quota=True,
        is_sold=False,
        may_have_money=True,
        may_be_cancelled=True,
    ),
    State.CONFIRMED: Effects(
        travels=True,
        takes_nights=True,
        takes_quota=True,
        is_sold=True,
        may_have_money=True,
        may_be_cancelled=True,
    ),
    State.IN_HOUSE: Effects(
        travels=True, takes_nights=True, takes_quota=True, is_sold=True, may_have_money=True
    ),
    State.DEPARTED: Effects(
        travels=True, takes_nights=True, takes_quota=True, is_sold=True, may_have_money=True
    ),
    State.NO_SHOW: Effects(takes_nights=True, takes_quota=True, is_sold=True, may_have_money=True),
    State.RECONCILED: Effects(
        travels=True, takes_nights=True, takes_quota=True, is_sold=True, may_have_money=True
    ),
    State.SETTLED: Effects(
        travels=True,
        takes_nights=True,
        takes_quota=True,
        is_sold=True,
        is_over=True,
        may_have_money=True,
    ),
    State.DECLINED: Effects(takes_nights=False, takes_quota=False, is_sold=False, is_over=True),
    State.EXPIRED: Effects(takes_nights=False, takes_quota=False, is_sold=False, is_over=True),
    State.CANCELLED: Effects(
        takes_nights=False, takes_quota=False, is_sold=False, may_have_money=True
    ),
}

MOVES: dict[State, frozenset[State]] = {
    State.INQUIRY: frozenset({State.HELD, State.DECLINED, State.CANCELLED}),
    State.HELD: frozenset({State.SUBMITTED, State.CANCELLED, State.EXPIRED}),
    State.SUBMITTED: frozenset({State.CONFIRMED, State.DECLINED, State.CANCELLED, State.EXPIRED}),
    State.CONFIRMED: frozenset({State.IN_HOUSE, State.DEPARTED, State.CANCELLED, State.NO_SHOW}),
    State.IN_HOUSE: frozenset({State.DEPARTED}),
    State.DEPARTED: frozenset({State.NO_SHOW, State.RECONCILED}),
    State.NO_SHOW: frozenset({State.RECONCILED}),
    State.CANCELLED: frozenset({State.RECONCILED}),
    State.RECONCILED: frozenset({State.SETTLED}),
    State.SETTLED: frozenset(),
    State.DECLINED: frozenset(),
    State.EXPIRED: frozenset(),
}

WORDS: dict[State, str] = {
    State.INQUIRY: N_("Inquiry"),
    State.HELD: N_("Held"),
    State.SUBMITTED: N_("Submitted"),
    State.CONFIRMED: N_("Confirmed"),
    State.IN_HOUSE: N_("In house"),
    State.DEPARTED: N_("Departed"),
    State.NO_SHOW: N_("Did not come"),
    State.RECONCILED: N_("Reconciled"),
    State.SETTLED: N_("Settled"),
    State.DECLINED: N_("Declined"),
    State.EXPIRED: N_("Expired"),
    State.CANCELLED: N_("Cancelled"),
}
