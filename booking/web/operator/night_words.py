"""One night of a room type in words: its state, the rules that hold, and why it is closed or full."""

from dataclasses import dataclass
from datetime import date

from sites import calendar
from sites.foundation.formats import full_day, short_moment
from sites.foundation.language import _

ORDINARY_STAY = 1


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
    """Rules of arrival, departure and length as two characters; the title says them in full."""
    marks = [
        _("in×") if row.no_arrival else "",
        _("out×") if row.no_departure else "",
        f"≥{row.min_stay}" if row.min_stay > ORDINARY_STAY else "",
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
        (row.min_stay > ORDINARY_STAY, _("at least %(nights)s nights", nights=row.min_stay)),
        (row.note, _("note: %(note)s", note=row.note)),
    ]
    return [words for holds, words in found if holds]
