"""Who travels, as one side of a stay may see it, for the papers that name people."""

from dataclasses import dataclass, field, replace

from booking import rosters, stays
from booking.rosters import Needs, Person, Revealed
from booking.stays import StayPage, attending, insuring, rooming
from booking.stays.attending import AttendancePage
from booking.stays.insuring import Insured
from booking.stays.rooming import RoomingPage
from sites.foundation.actor import Actor
from sites.foundation.language import _


@dataclass(frozen=True)
class Group:
    """Numbers and phones are masked, and empty where this side may not see them now. `closed` says why there are no names.

    `rooming` is None before anybody is laid, for a base before it was sent.
    """

    people: tuple[Person, ...]
    needs: dict[str, Needs]
    rooming: RoomingPage | None
    insured: Insured
    attendance: AttendancePage
    closed: str = ""
    full: dict[str, Revealed] = field(default_factory=dict, repr=False)

    @property
    def missing(self) -> str:
        """Why no paper can name anybody, else nothing."""
        return self.closed or ("" if self.people else _("Nobody is on the list."))

    def shown(self) -> tuple[Person, ...]:
        """Everybody, with full numbers for those whose numbers were opened for this paper."""
        return tuple(_opened(one, self.full.get(one.public_id)) for one in self.people)


async def group_of(page: StayPage, *, by: Actor) -> Group:
    """Refused: NotGranted for whoever may not see lists, StayUnknown."""
    stay = page.line.public_id
    is_base = by.kind == "operator"
    people, closed = await _named(page, by=by)
    laid = await (rooming.sent_rooming if is_base else rooming.rooming_of)(stay, by=by)
    return Group(
        people=people,
        needs=await rosters.needs_of_party(page.party_id) if people else {},
        rooming=laid if laid and laid.version else None,
        insured=await insuring.insured(stay, by=by),
        attendance=await attending.attendance_of(stay, by=by),
        closed=closed,
    )


async def _named(page: StayPage, *, by: Actor) -> tuple[tuple[Person, ...], str]:
    if by.kind != "operator":
        return (await rosters.roster_of(page.party_id)).people, ""
    seen = await stays.list_for_base(page.line.public_id, by=by)
    words = _("The base sees names from the confirmation until two weeks after departure.")
    return seen.people, "" if seen.has_names else words


def _opened(person: Person, full: Revealed | None) -> Person:
    return replace(person, number=full.number, phone=full.phone) if full else person
