"""A waiting list in words: its rule, a place on it, what is missing, and what would take a group in."""

from collections.abc import Iterable, Mapping

from booking.notices.waiting_words import HELD_UP, HELD_UP_OTHERWISE
from booking.stays.waiting import PlaceStanding, Remedy, WaitLine
from booking.web.showing.span import span
from sites.calendar import free_nights as codes
from sites.foundation.formats import day
from sites.foundation.language import N_, _, ngettext
from sites.listings import WaitingRule

STOPS: dict[str, str] = {
    codes.NOT_OPENED: N_("%(when)s is not open for booking yet"),
    codes.SHUT: N_("the base is closed on %(when)s"),
    codes.EARLY: N_("%(when)s cannot be booked yet"),
    codes.LATE: N_("%(when)s can no longer be booked"),
    codes.NO_ARRIVAL: N_("the base takes no arrivals on %(when)s"),
    codes.NO_DEPARTURE: N_("the base takes no departures on %(when)s"),
    codes.MIN_STAY: N_("arriving on %(when)s, longer stays are asked for"),
    codes.MAX_STAY: N_("arriving on %(when)s, only shorter stays are taken"),
    codes.MIN_THROUGH: N_("over %(when)s, longer stays are asked for"),
    codes.MAX_THROUGH: N_("over %(when)s, only shorter stays are taken"),
    codes.CHANGING: N_("from %(when)s on the group would have to change rooms"),
}


def rule_in_words(rule: WaitingRule) -> str:
    """How the list is fair, as its base declared it."""
    if rule.kind == "strict":
        return _(
            "In the order of joining. Nobody is passed: while the first does not fit, nobody behind is offered its nights."
        )
    return _(
        "In the order of joining. Whoever does not fit is passed by who does, at most %(passes)s times and never after %(days)s days on the list; then nobody passes.",
        passes=rule.passes, days=rule.days,
    )  # fmt: skip


def offer_in_words(rule: WaitingRule) -> str:
    return _(
        "Rooms that come free are held for the first whom everything fits, all or nothing; the answer is due within %(hours)s hours of the base's open desk.",
        hours=rule.offer_hours,
    )  # fmt: skip


def place_in_words(one: PlaceStanding) -> str:
    """Third of five."""
    return _("Place %(number)s of %(count)s", number=one.number, count=one.count)


def why_in_words(one: PlaceStanding) -> tuple[str, ...]:
    """Why it is not this entry's turn: who stands before it, what is missing, what held it up."""
    return tuple(
        words for words in (_before(one), _missing(one), _held_up(one), _floor(one)) if words
    )


def _before(one: PlaceStanding) -> str:
    before = one.number - 1
    if not before:
        return _("Nobody stands before you.")
    words = ngettext("%(num)s group stands before you", "%(num)s groups stand before you", before)
    if not one.smaller:
        return _("%(words)s.", words=words)
    smaller = ngettext("%(num)s of them smaller than yours", "%(num)s of them smaller than yours", one.smaller)  # fmt: skip
    return _("%(words)s, %(smaller)s.", words=words, smaller=smaller)


def _missing(one: PlaceStanding) -> str:
    if one.is_free:
        return _("Just now everything is free, for everybody: book it.")
    if one.start is None:
        return _("No arrival is possible any more.")
    if not one.remedies:
        return _("No certificate or no price covers these nights just now.")
    return _("%(what)s.", what=missing_in_words(one.remedies, one.rooms))


def _held_up(one: PlaceStanding) -> str:
    if not one.aside:
        return ""
    why = _(HELD_UP.get(one.aside, HELD_UP_OTHERWISE))
    return _("Last time rooms came free they could not be held for you: %(why)s.", why=why)


def _floor(one: PlaceStanding) -> str:
    if one.rule.kind == "strict":
        return ""
    if one.is_at_floor:
        return _("Nobody passes you any more.")
    return _(
        "Passed %(passed)s of at most %(passes)s times; on the list for %(days)s of %(most)s days.",
        passed=one.passed, passes=one.rule.passes, days=one.days, most=one.rule.days,
    )  # fmt: skip


def missing_in_words(lines: Iterable[Remedy], rooms: Mapping[int, str]) -> str:
    """「5月18日缺标准双床房3间」."""
    return _("; ").join(_one_missing(one, rooms) for one in lines)


def _one_missing(one: Remedy, rooms: Mapping[int, str]) -> str:
    when = _when(one)
    if one.code in STOPS:
        return _(STOPS[one.code], when=when)
    if one.room_type_id:
        return ngettext(
            "on %(when)s %(num)s room is missing (%(type)s)", "on %(when)s %(num)s rooms are missing (%(type)s)",
            one.missing, when=when, type=rooms.get(one.room_type_id, ""),
        )  # fmt: skip
    return ngettext(
        "on %(when)s there is no place for %(num)s person", "on %(when)s there is no place for %(num)s people",
        one.missing, when=when,
    )  # fmt: skip


def opening_in_words(lines: Iterable[Remedy], rooms: Mapping[int, str]) -> str:
    """What the operator could open; empty where rooms alone would not do."""
    found = [*lines]
    if not found or any(not one.room_type_id or one.code != codes.ROOMS for one in found):
        return ""
    wanted = _(", ").join(
        _("%(rooms)s × %(type)s on %(when)s", rooms=one.missing, type=rooms.get(one.room_type_id, ""), when=_when(one))
        for one in found
    )  # fmt: skip
    return _("Opening %(rooms)s would take it in.", rooms=wanted)


def _when(one: Remedy) -> str:
    return day(one.first) if one.nights == 1 else span(one.first, one.last)


def wait_dates(line: WaitLine) -> str:
    """The nights, or the span within which they may lie."""
    nights = ngettext("%(num)s night", "%(num)s nights", line.nights)
    days = span(line.starts_on, line.ends_on, with_year=True)
    if (line.ends_on - line.starts_on).days == line.nights:
        return _("%(days)s, %(nights)s", days=days, nights=nights)
    return _("any %(nights)s from %(days)s", days=days, nights=nights)
