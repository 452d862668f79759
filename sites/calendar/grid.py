"""The nights of one base as its operator reads them: how many rooms there are, and who has claimed how many."""

from dataclasses import dataclass
from datetime import date

from sites.calendar.booking_window import ALWAYS, BookingWindow
from sites.calendar.changes import LONGEST_STAY
from sites.calendar.models import Night, Reception
from sites.listings.models import Site


@dataclass(frozen=True, slots=True)
class NightRow:
    """One room type on one night. `to_sell` is what may be sold, `rooms` what stands in the house.

    `closed_why` and `note` are words of the operator for its own people. `window` is when the night may be booked:
    its own, else the base's.
    """

    room_type_id: int
    date: date
    rooms: int
    to_sell: int
    held: int
    sold: int
    is_closed: bool
    closed_why: str = ""
    out_of_order: int = 0
    no_arrival: bool = False
    no_departure: bool = False
    min_stay: int = 1
    max_stay: int = LONGEST_STAY
    min_through: int = 1
    max_through: int = LONGEST_STAY
    window: BookingWindow = ALWAYS
    note: str = ""

    @property
    def booked(self) -> int:
        return self.held + self.sold

    @property
    def left(self) -> int:
        return max(0, self.to_sell - self.booked)

    @property
    def over(self) -> int:
        return max(0, self.booked - self.to_sell)


@dataclass(frozen=True, slots=True)
class ReceptionRow:
    """People of all heads whom the base may receive on a date."""

    date: date
    limit: int
    held: int
    sold: int

    @property
    def left(self) -> int:
        return max(0, self.limit - self.held - self.sold)


@dataclass(frozen=True, slots=True)
class Grid:
    """Nights that were never opened are absent."""

    nights: dict[tuple[int, date], NightRow]
    receptions: dict[date, ReceptionRow]


async def grid(site_id: int, *, first: date, until: date) -> Grid:
    """Every opened night from `first` until before `until`. Three queries."""
    days = {"site_id": site_id, "date__gte": first, "date__lt": until}
    site = await Site.get(id=site_id)
    own = BookingWindow(site.book_from, site.book_until)
    nights = [_row(night, own) for night in await Night.filter(**days)]
    received = [
        ReceptionRow(r.date, r.people_limit, r.held, r.sold) for r in await Reception.filter(**days)
    ]
    return Grid({(n.room_type_id, n.date): n for n in nights}, {r.date: r for r in received})


def _row(n: Night, site: BookingWindow) -> NightRow:
    return NightRow(
        n.room_type_id, n.date, n.rooms, n.sell_limit, n.held, n.sold, n.is_closed, n.closed_why,
        n.out_of_order, n.no_arrival, n.no_departure, n.min_stay, n.max_stay, n.min_through,
        n.max_through, site.with_own(n.book_from, n.book_until), n.note,
    )  # fmt: skip
