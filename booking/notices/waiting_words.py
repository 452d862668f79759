"""What is told of waiting lists, and to whom on each side. A notice names the entry, never who else waits."""

from dataclasses import dataclass

from sites.foundation.language import N_


@dataclass(frozen=True)
class WaitTelling:
    """`subject` and `text` are msgids; each side's word is the permission of those who are told there."""

    subject: str
    text: str
    union: str = ""
    operator: str = ""
    by_mail: bool = True


WAIT_WHERE = N_("%(site)s, %(nights)s nights from %(starts_on)s to %(ends_on)s, %(heads)s people.")

WAIT_TELLINGS: dict[str, WaitTelling] = {
    "wait_joined": WaitTelling(
        N_("Your group stands on the waiting list"),
        N_("Nothing is held yet. When rooms for all of you come free, they are held for you and you are told. It waits until %(waits_until)s."),
        union="stays.book",
    ),
    "wait_seen": WaitTelling(
        N_("A group waits for nights at your base"),
        N_("The page of the waiting list says for which nights, and what would take it in."),
        operator="stays.answer", by_mail=False,
    ),
    "wait_passed": WaitTelling(
        N_("A group behind you was offered rooms that do not suffice for yours"),
        N_("That happened %(passed)s of at most %(most)s times; then nobody passes you. You keep your place."),
        union="stays.book",
    ),
    "wait_held_up": WaitTelling(
        N_("Rooms came free, but they could not be held for you"),
        N_("Reason: %(why)s. You keep your place; the next time counts again."), union="stays.book",
    ),
    "wait_lapsed": WaitTelling(
        N_("Your time on the waiting list is over"),
        N_("Nothing came free for your group until %(waits_until)s. Look for other dates or another base."), union="stays.book",
    ),
    "wait_acted_for": WaitTelling(
        N_("%(agency)s acted for you on a waiting list"),
        N_("It was done on the telephone, as you consented. The page of the entry says what and by whom."), union="stays.book",
    ),
}  # fmt: skip

# Of each act, what is told; the others are told by the stay's own history, or to nobody.
OF_ACTS: dict[str, tuple[str, ...]] = {
    "joined": ("wait_joined", "wait_seen"),
    "passed": ("wait_passed",),
    "held_up": ("wait_held_up",),
    "lapsed": ("wait_lapsed",),
}
WAIT_SILENT = frozenset({"offered", "kept", "left"})

HELD_UP: dict[str, str] = {
    "too_many_holds": N_("your union has as many open holds as it may have"),
    "union_not_verified": N_("your union is not verified"),
    "quota_spent": N_("the quota leaves too few places"),
}
HELD_UP_OTHERWISE = N_("the base could not take the group just then")
