"""差一点就合适 for all bases at once: where exactly one condition fails, the one change that would do.

The same rules as sites/search/judging.py and fixes.py have for one base; those say it in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sites.search.model.asking import NEVER, Asking
from sites.search.model.model import Flags, Ints
from sites.search.model.planes import NO_PRICE
from sites.search.plain import CHANGES
from sites.search.question import NEARBY_DAYS

NOTHING = len(CHANGES)
_NO_ARRIVAL, _NO_DEPARTURE, _MIN_STAY, _MAX_STAY = 1, 2, 3, 4


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """Which bases fit so many days later (before, where negative)."""

    later: int
    fits: Flags


class Near:
    """`change` by base is a place in CHANGES, or NOTHING; `step` how large it would be."""

    def __init__(self, asking: Asking, at: int, among: Flags) -> None:
        self.change = np.full(asking.model.width, NOTHING, np.int8)
        self.step = np.zeros(asking.model.width, np.int64)
        self._asking, self._at = asking, at
        self._sold, self._room = _Sold(asking, at), _Room(asking, at)
        faults = self._sold.faults + ~asking.certified(at)[0] + self._room.is_short
        faults = faults + ~asking.model.sites.is_run
        self._one = among & (faults == 1)

    @property
    def fits_changed(self) -> Flags:
        return self.change < NOTHING

    def look(self, days: Sequence[Day], own_ceilings: Ints) -> "Near":
        asking, room, sold = self._asking, self._room, self._sold
        self._on_another_day(days)
        self._with_fewer()
        lengths = np.where(room.is_short, room.stay, sold.nights)
        self._with_other_nights((room.is_short & (room.stay > 0)) | sold.is_wrong_length, lengths)
        self._with("heads", sold.is_wrong_group, sold.group)
        self._with("families", room.lacks_families, room.families)
        self._with("singles", room.lacks_singles, room.singles)
        dear = self._one & sold.is_dear & (sold.price <= own_ceilings)
        self._note("max_price", dear, sold.price - asking.ceilings)
        return self

    def _on_another_day(self, days: Sequence[Day]) -> None:
        for_days = self._one & ~self._sold.is_short & (self._room.stay == 0)
        for day in sorted(days, key=lambda one: abs(one.later)):
            if 0 < abs(day.later) <= NEARBY_DAYS:
                self._note("check_in", for_days & day.fits, abs(day.later))

    def _with_fewer(self) -> None:
        """Where at least half of the group has a place."""
        room = self._room
        self._with(
            "heads", room.is_about_places & (2 * room.places >= self._asking.heads), room.places
        )

    def _with_other_nights(self, wanted: Flags, lengths: Ints) -> None:
        open_ = self._one & wanted & ~self.fits_changed
        for nights in (int(n) for n in np.unique(lengths[open_])):
            other = replace(self._asking, nights=nights)
            those = open_ & (lengths == nights)
            if nights > 0:
                found = other.seen(self._at, those).fits[0]
                self._note("nights", found, abs(nights - self._asking.nights))

    def _with(self, name: str, wanted: Flags, values: Ints) -> None:
        open_ = self._one & wanted & ~self.fits_changed
        if open_.any():
            changes: dict[str, Any] = {name: values}
            found = replace(self._asking, **changes).seen(self._at, open_).fits[0]
            self._note(name, found, np.abs(values - getattr(self._asking, name)))

    def _note(self, name: str, found: Flags, step: Ints | int) -> None:
        new = found & ~self.fits_changed
        self.change[new] = CHANGES.index(name)
        self.step[new] = step if isinstance(step, int) else step[new]


class _Sold:
    """What is wrong with the packages of each base: how many faults, and which."""

    def __init__(self, asking: Asking, at: int) -> None:
        planes, width = asking.model.packages, asking.model.width
        there, long, suited = (np.zeros(width, bool) for _ in range(3))
        for plane in planes:
            part = slice(plane.width)
            is_long = asking.is_for_nights(plane)
            there[part] |= asking.is_of_theme(plane)
            long[part] |= is_long
            suited[part] |= is_long & asking.is_for_group(plane)
        self.nights = _nearest_lengths(asking)
        self.price = _cheapest(asking, at, suited)
        self.group = _nearest_groups(asking)
        is_priced = self.price < NO_PRICE
        is_above = is_priced & (self.price > asking.ceilings)
        self.is_wrong_length = there & ~long
        self.is_wrong_group = long & ~suited & is_priced
        self.is_dear = suited & is_above
        self.faults = np.where(long & is_priced, (~suited).astype(np.int8) + is_above, 1)

    @property
    def is_short(self) -> Flags:
        short: Flags = self.faults > 0
        return short


class _Room:
    """What is wrong with rooms and places on the nights of the stay; `stay` is the length that manners ask, or 0."""

    def __init__(self, asking: Asking, at: int) -> None:
        through, people = asking.through(at), asking.received(at)[0]
        beds = asking.beds(through)[0]
        self.places = np.minimum(beds, people)
        is_full = ~_each_night(asking, at)
        is_bedless = ~is_full & (beds < asking.heads)
        broken, stay = _broken(asking, at)
        self.families, self.singles = (
            asking.most_families(through)[0],
            asking.most_singles(through)[0],
        )
        is_split = ~is_full & ~is_bedless
        self.lacks_families = is_split & (self.families < asking.families)
        self.lacks_singles = is_split & ~self.lacks_families & (self.singles < asking.singles)
        self.is_short = is_full | is_bedless | self.lacks_families | self.lacks_singles
        self.is_about_places = is_full | (is_bedless & (broken == 0))
        self.stay = np.where(is_bedless & (broken >= _MIN_STAY), stay, 0)


def _each_night(asking: Asking, at: int) -> Flags:
    """Whether each night alone has places for the group, whatever the rooms."""
    people = asking.model.people[at : at + asking.nights]
    beds = asking.beds(asking.free(plane, at, asking.nights) for plane in asking.model.rooms)
    found: Flags = ((beds >= asking.heads) & (people >= asking.heads)).all(axis=0)
    return found


def _broken(asking: Asking, at: int) -> tuple[Ints, Ints]:
    """What the manners of each base's first such room type forbid, and the length of stay that they ask."""
    model, nights = asking.model, asking.nights
    manners, width = model.manners, model.width
    broken, stay = np.zeros(width, np.int8), np.zeros(width, np.int64)
    for plane in model.rooms:
        every = plane.manners[at : at + nights]
        is_last = at + nights < len(plane.manners)
        last = plane.manners[at + nights] if is_last else np.zeros_like(every[0])
        if not (every.any() or last.any()):
            continue
        # The strictest night counts, as in sites/calendar/stay_rules.py.
        least = np.maximum(manners.min_stay[every[0]], manners.min_through[every].max(axis=0))
        most = np.minimum(manners.max_stay[every[0]], manners.max_through[every].min(axis=0))
        faults = (
            manners.no_arrival[every[0]],
            manners.no_departure[last],
            nights < least,
            nights > most,
        )
        found = np.select(faults, [_NO_ARRIVAL, _NO_DEPARTURE, _MIN_STAY, _MAX_STAY], 0)
        new = (broken[: plane.width] == 0) & (found > 0) & (plane.ids > 0)
        broken[: plane.width][new] = found[new]
        stay[: plane.width][new] = np.where(found == _MIN_STAY, least, most)[new]
    return broken, stay


def _nearest_lengths(asking: Asking) -> Ints:
    """The length nearest to the one that is asked; of equally near packages the first of the base."""
    found = np.zeros(asking.model.width, np.int64)
    steps = np.full(asking.model.width, NEVER, np.int64)
    for plane in asking.model.packages:
        nearest = np.clip(asking.nights, plane.min_nights, plane.max_nights)
        step = np.where(asking.is_of_theme(plane), np.abs(nearest - asking.nights), NEVER)
        nearer = step < steps[: plane.width]
        found[: plane.width][nearer] = nearest[nearer]
        steps[: plane.width][nearer] = step[nearer]
    return found


def _nearest_groups(asking: Asking) -> Ints:
    """The smallest group of packages for so many nights where the group is smaller, else the largest."""
    least, most = (
        np.full(asking.model.width, NEVER, np.int64),
        np.zeros(asking.model.width, np.int64),
    )
    for plane in asking.model.packages:
        long = asking.is_for_nights(plane)
        part = slice(plane.width)
        least[part] = np.minimum(least[part], np.where(long, plane.min_group, NEVER))
        most[part] = np.maximum(most[part], np.where(long, plane.max_group, 0))
    return np.where(asking.heads < least, least, most)


def _cheapest(asking: Asking, at: int, suited: Flags) -> Ints:
    """The cheapest package that takes the group; where there is none, the cheapest for so many nights."""
    price = np.full(asking.model.width, NEVER, np.int64)
    for plane in asking.model.packages:
        part = slice(plane.width)
        may = asking.is_for_nights(plane) & (asking.is_for_group(plane) | ~suited[part])
        cost = np.where(may, plane.sums[at + asking.nights] - plane.sums[at], NEVER)
        price[part] = np.minimum(price[part], cost)
    return price
