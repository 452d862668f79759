"""The near misses that come first: only bases that may be among them are judged closely."""

from collections.abc import Iterator

import numpy as np

from sites.search.model import ordering
from sites.search.model.asking import Asking, Seen
from sites.search.model.model import Flags, Ints
from sites.search.model.near import NOTHING, Day, Near
from sites.search.model.passing import own_ceilings
from sites.search.question import NEARBY_DAYS, Question

# So many are judged at first, and then more.
A_FEW, MORE = 64, 16


def nearest(
    asking: Asking, question: Question, at: int, others: Flags, around: Seen, *, most: int
) -> list[int]:
    """Columns of the first so many of `others`, by kind of change, its step, and the base's id.

    Another day comes first of all changes, so where enough bases need no more than that, nothing else is judged.
    """
    judging = _Judging(asking, question, at, around)
    found, maybe = [], np.zeros(len(others), bool)
    for step in range(1, NEARBY_DAYS + 1):
        those = _step_away(at, step, around) & others & ~maybe
        maybe |= those
        for few in _by_more_and_more(asking.model.sites.ids, np.flatnonzero(those)):
            found += judging.another_day(few)
            if len(found) >= most:
                return found[:most]
    maybe |= others & _may_change(asking, at, around)
    return judging.all_changes(np.flatnonzero(maybe))[:most]


class _Judging:
    def __init__(self, asking: Asking, question: Question, at: int, around: Seen) -> None:
        self._asking, self._question, self._at, self._around = asking, question, at, around

    def another_day(self, columns: Ints) -> list[int]:
        """Those of them that need only another day, in their order."""
        alone = np.sort(columns)
        fixed = alone[self._near(alone).change == 0]
        return [int(column) for column in columns[np.isin(columns, fixed)]]

    def all_changes(self, columns: Ints) -> list[int]:
        if not len(columns):
            return []
        near, ids = self._near(columns), self._asking.model.sites.ids[columns]
        order = np.lexsort([ids, near.step, near.change])
        return [int(columns[n]) for n in order if near.change[n] < NOTHING]

    def _near(self, columns: Ints) -> Near:
        asking, at = self._asking, self._at
        alone = asking.cut(columns, at, at + _longest(asking) - asking.nights)
        days = [
            Day(self._around.at + n - at, fits[columns]) for n, fits in enumerate(self._around.fits)
        ]
        near = Near(alone, 0, np.ones(len(columns), bool))
        return near.look(days, own_ceilings(alone.model, self._question.bounds))


def _step_away(at: int, step: int, around: Seen) -> Flags:
    """Bases that fit so many days earlier or later."""
    found = np.zeros(around.fits.shape[1], bool)
    for day in (at - step, at + step):
        if around.has(day):
            found |= around.fits[day - around.at]
    return found


def _by_more_and_more(ids: Ints, columns: Ints) -> Iterator[Ints]:
    """The first few by id, then more, until there are no others."""
    done, next_ = 0, A_FEW
    while done < len(columns):
        yield np.array(ordering.first(columns, [ids.__getitem__], most=next_, skip=done))
        done, next_ = done + next_, next_ * MORE


def _may_change(asking: Asking, at: int, around: Seen) -> Flags:
    """Bases that another length, fewer people, other rooms or more money might do for: none of them lacks half the places.

    Unless its rooms ask for another length: then it may look as if it had no room.
    """
    if not around.has(at):
        return asking.model.sites.is_run
    may: Flags = 2 * around.places[at - around.at].astype(np.int32) >= asking.heads
    is_other = asking.model.manners.other_length(asking.nights)
    for plane in asking.model.rooms:
        for night in range(at, at + asking.nights):
            for code, columns in plane.that_ask(night):
                if is_other[code]:
                    may[columns] = True
    return may & asking.model.sites.is_run


def _longest(asking: Asking) -> int:
    """No change asks for a longer stay than this."""
    packages = (int(plane.min_nights.max(initial=0)) for plane in asking.model.packages)
    manners = asking.model.manners
    return max(
        asking.nights, int(manners.min_stay.max()), int(manners.min_through.max()), *packages
    )
