"""One night of a room type in words: its state, the rules that hold, and why it is closed or full."""

from dataclasses import dataclass
from datetime import date

from sites import calendar
from sites.foundation import clock
from sites.foundation.formats import day, full_day, short_moment
from sites.foundation.language import _

SHORTEST, LONGEST = 1, calendar.LONGEST_STAY


@dataclass(frozen=True, slots=True)
class NightFacts:
    """What is known beside the rows: who took which nights off sale, and the last opened night."""

    closings: calendar.Closings
    opened_until: date | None


async def facts_of(site_id: int, *, first: date, until: date) -> NightFacts:
    return NightFacts(
        await calendar.closings(site_id, first=first, until=until),
        await calendar.opened_until(site_id),
    )


def state_of(row: calendar.NightRow, *, unpriced: bool) -> str:
    """What weighs most: closed, full, without a price, under repair, held, open."""
    if row.is_closed:
        return "closed"
    if not row.left:
        return "full"
    if unpriced:
        return "unpriced"
    if row.out_of_order:
        return "repair"
    return "held" if row.held else "open"


def mark_of(row: calendar.NightRow) -> str:
    """Rules of arrival, departure, length and booking as a few characters; the title says them in full."""
    least, most = max(row.min_stay, row.min_through), min(row.max_stay, row.max_through)
    marks = [
        _("in×") if row.no_arrival else "",
        _("out×") if row.no_departure else "",
        f"≥{least}" if least > SHORTEST else "",
        f"≤{most}" if most < LONGEST else "",
        _("bk×") if _barred(row) else "",
    ]
    return "".join(mark for mark in marks if mark)


def not_opened(on: date, facts: NightFacts) -> str:
    """Why there is no such night yet, or was none."""
    if facts.opened_until is None or on <= facts.opened_until:
        return _("not opened")
    return _(
        "not opened yet: the calendar is open until %(last)s", last=full_day(facts.opened_until)
    )


def why_closed(row: calendar.NightRow, facts: NightFacts) -> str:
    """The reason that was given, else who did it and when."""
    if row.closed_why:
        return _("taken off sale: %(why)s", why=row.closed_why)
    closing = facts.closings.get((row.room_type_id, row.date))
    if closing is None:
        return _("taken off sale")
    return _(
        "taken off sale by %(name)s, %(when)s, without a reason",
        name=closing.by_name, when=short_moment(closing.at),
    )  # fmt: skip


def title_of(row: calendar.NightRow, *, unpriced: bool, facts: NightFacts) -> str:
    """Numbers first, then every reason and rule."""
    numbers = _(
        "%(day)s: %(left)s of %(rooms)s rooms left, %(held)s held, %(sold)s sold",
        day=full_day(row.date), left=row.left, rooms=row.to_sell, held=row.held, sold=row.sold,
    )  # fmt: skip
    return _("; ").join([numbers, *reasons(row, unpriced=unpriced, facts=facts)])


def reasons(row: calendar.NightRow, *, unpriced: bool, facts: NightFacts) -> list[str]:
    """Why fewer rooms are sold than stand in the house, or none; each a sentence part."""
    found = [
        (row.is_closed, why_closed(row, facts)),
        (row.out_of_order, _("%(rooms)s rooms out of order", rooms=row.out_of_order)),
        (row.over, _("%(rooms)s rooms more are booked than are left", rooms=row.over)),
        (not row.left and not row.over, _("all rooms for sale are taken")),
        (unpriced, _("no package has a price for this night")),
        (row.no_arrival, _("no arrivals")),
        (row.no_departure, _("no departures")),
        *_lengths(row),
        (_barred(row), _barred(row)),
        (row.note, _("note: %(note)s", note=row.note)),
    ]
    return [words for holds, words in found if holds]


def _lengths(row: calendar.NightRow) -> list[tuple[bool, str]]:
    """Of stays that begin with the night, and of all that have it."""
    return [
        (row.min_stay > SHORTEST, _("arriving, at least %(nights)s nights", nights=row.min_stay)),
        (row.max_stay < LONGEST, _("arriving, at most %(nights)s nights", nights=row.max_stay)),
        (row.min_through > SHORTEST, _("only in stays of at least %(nights)s nights", nights=row.min_through)),
        (row.max_through < LONGEST, _("only in stays of at most %(nights)s nights", nights=row.max_through)),
    ]  # fmt: skip


def _barred(row: calendar.NightRow) -> str:
    """Why a coming night may not be booked today; empty where it may."""
    ahead, opens = (row.date - clock.today()).days, row.window.opens_on(row.date)
    if ahead < 0:
        return ""
    if opens and row.window.is_early(ahead=ahead):
        return _("bookable from %(day)s on", day=day(opens))
    if row.window.is_late(ahead=ahead):
        return _("was bookable until %(day)s", day=day(row.window.closes_on(row.date)))
    return ""
