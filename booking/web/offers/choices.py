"""The filters beside the list, the chips above it and the days below the map, each as ready addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from booking.web.offers.addresses import Address
from booking.web.offers.asked import RAIL_MINUTES, Asked
from sites import regions, search
from sites.foundation.formats import day, weekday, yuan
from sites.foundation.language import _, is_english, locale, ngettext
from sites.listings.vocabulary import FACILITY, SITE_KINDS
from sites.packages.vocabulary import THEMES

SAFETY = ("clinic", "aed", "accessible_rooms", "step_free", "lift")
ROOM = ("meeting_50", "coach_parking_45", "invoice", "light_diet", "halal")
AT_HAND = ("invoice", "accessible_rooms", "clinic")

Option = tuple[str, str, int]
Chip = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Choice:
    """One list of check boxes: the field's name, its heading, options with counts, what is ticked."""

    name: str
    words: str
    options: tuple[Option, ...]
    ticked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StartDay:
    """A column of the days' bars. `share` of the highest, in per cent."""

    start: date
    weekday: str
    count: int
    share: int
    href: str
    is_chosen: bool


def choices(asked: Asked, counts: search.Counts) -> tuple[Choice, ...]:
    districts = [
        (d.code, d.name_in(locale()), counts.districts.get(d.code, 0)) for d in regions.districts()
    ]
    kinds = [(k.code, k.say(), counts.kinds.get(k.code, 0)) for k in SITE_KINDS]
    return (
        Choice("district", _("District"), _by_count(districts), tuple(asked.district)),
        Choice("kind", _("Kind"), _by_count(kinds), tuple(asked.kind)),
        Choice("facility", _("Care"), _facilities(SAFETY, counts), tuple(asked.facility)),
        Choice(
            "facility", _("Rooms and transport"), _facilities(ROOM, counts), tuple(asked.facility)
        ),
    )


def chips(asked: Asked, address: Address) -> list[Chip]:
    """Conditions in force, each removable; then some at hand."""
    return [*_single(asked, address), *_listed(asked, address), *_at_hand(asked, address)]


def start_days(
    address: Address, days: Iterable[search.DayCount], *, chosen: date
) -> list[StartDay]:
    every = [*days]
    highest = max((one.count for one in every), default=0) or 1
    return [
        StartDay(
            one.start, _short_weekday(one.start), one.count, 100 * one.count // highest,
            address.to(check_in=one.start, until=None), one.start == chosen,
        )
        for one in every
    ]  # fmt: skip


def _short_weekday(on: date) -> str:
    """Tue, or 二: the columns are narrow."""
    return weekday(on) if is_english() else weekday(on)[-1]


def _single(asked: Asked, address: Address) -> list[Chip]:
    return [*_of_stay(asked, address), *_of_rooms(asked, address)]


def _of_stay(asked: Asked, address: Address) -> list[Chip]:
    found: list[Chip] = []
    if asked.max_price is not None:
        words = _("At most %(price)s a person", price=yuan(asked.max_price))
        found.append((words, address.to(max_price=None), True))
    if asked.until and asked.check_in:
        words = ngettext(
            "Any %(num)d night until %(day)s",
            "Any %(num)d nights until %(day)s",
            asked.nights,
            day=day(asked.until),
        )
        found.append((words, address.to(until=None), True))
    elif asked.flexible:
        found.append((_("Dates may move by 3 days"), address.to(flexible=None), True))
    if asked.theme:
        words = next(theme.say() for theme in THEMES if theme.code == asked.theme)
        found.append((words, address.to(theme=None), True))
    return found


def _of_rooms(asked: Asked, address: Address) -> list[Chip]:
    found: list[Chip] = []
    if asked.ours:
        found.append((_("Open under our quotas"), address.to(ours=None), True))
    if asked.singles:
        words = ngettext("%(num)d sleeps alone", "%(num)d sleep alone", asked.singles)
        found.append((words, address.to(singles=None), True))
    if asked.families:
        words = ngettext("%(num)d family room", "%(num)d family rooms", asked.families)
        found.append((words, address.to(families=None), True))
    if asked.km and asked.origin:
        found.append((_("At most %(km)s km away", km=asked.km), address.to(km=None), True))
    return found


def _listed(asked: Asked, address: Address) -> list[Chip]:
    names = {d.code: d.name_in(locale()) for d in regions.districts()}
    kinds = {kind.code: kind.say() for kind in SITE_KINDS}
    every = (
        *(("district", code, names[code]) for code in asked.district),
        *(("kind", code, kinds[code]) for code in asked.kind),
        *(("facility", code, FACILITY[code].say()) for code in asked.facility),
    )
    return [(words, address.toggled(name, code), True) for name, code, words in every]


def _at_hand(asked: Asked, address: Address) -> list[Chip]:
    rail = ngettext(
        "Within %(num)d minute of the station",
        "Within %(num)d minutes of the station",
        RAIL_MINUTES,
    )
    found: list[Chip] = [(rail, address.to(rail=None if asked.rail else "1"), asked.rail)]
    more = (code for code in AT_HAND if code not in asked.facility)
    return [*found, *((FACILITY[c].say(), address.toggled("facility", c), False) for c in more)]


def _facilities(codes: Iterable[str], counts: search.Counts) -> tuple[Option, ...]:
    return tuple((code, FACILITY[code].say(), counts.facilities.get(code, 0)) for code in codes)


def _by_count(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: -option[2]))
