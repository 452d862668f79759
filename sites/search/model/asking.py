"""One question put to all bases at once: rooms, places, certificate and price of stays that begin on some days in a row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from sites.search.model.letting import bar, is_barred, shut
from sites.search.model.model import Flags, Ints, Model
from sites.search.model.planes import NO_PRICE, PackagePlane, RoomPlane
from sites.search.model.stays import every, least

NEVER = np.iinfo(np.int32).max
PAIR, FAMILY = 2, 3
_MOST_OF_16_BITS = np.iinfo(np.int16).max
# Where fewer than one base in so many is asked, the others are left out beforehand: gathering a base here and there costs many
# times what going past it in a row does.
FEW = 20


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """By start, from day `at` on, and base: whether it fits, and people whom it has places for."""

    at: int
    fits: Flags
    places: Ints

    def has(self, at: int) -> bool:
        return 0 <= at - self.at < len(self.fits)


@dataclass(frozen=True, eq=False)
class Asking:
    """`heads`, `singles`, `families` and `ceilings` (fen) may be one number or one for each base.

    `theme` is a number of the model's words; None asks for none.
    """

    model: Model
    nights: int
    heads: Any
    singles: Any = 0
    families: Any = 0
    ceilings: Any = NEVER
    theme: int | None = None

    def seen(self, at: int, among: Flags, *, days: int = 1) -> Seen:
        """The answer for stays that begin on that day or one of the next; days out of reach fit nobody.

        Places of bases that are not `among` those asked are of no use.
        """
        first, last = max(at, 0), min(at + days, self.model.frame.days - self.nights + 1)
        fits = np.zeros((days, self.model.width), bool)
        places = np.zeros((days, self.model.width), np.int16)
        if first >= last or not among.any():
            return Seen(at, fits, places)
        if FEW * np.count_nonzero(among) < self.model.width:
            columns = np.flatnonzero(among)
            own = self.cut(columns, first, last - 1)
            found = own.look(0, among[columns], days=last - first)
            fits[first - at : last - at, columns], places = (
                found.fits,
                places.astype(found.places.dtype),
            )
            places[first - at : last - at, columns] = found.places
            return Seen(at, fits, places)
        found = self.look(first, among, days=last - first)
        if last - first == days:
            return Seen(at, found.fits, found.places)
        fits[first - at : last - at], places = found.fits, places.astype(found.places.dtype)
        places[first - at : last - at] = found.places
        return Seen(at, fits, places)

    def look(self, at: int, among: Flags, *, days: int = 1) -> Seen:
        """The same for days that are all within reach."""
        places = np.minimum(self.beds(through := self.through(at, days)), self.received(at, days))
        fits = places >= self.heads
        fits &= among & self.model.sites.is_run
        fits &= self.certified(at, days)
        if not self._is_as_it_comes:
            fits &= self.most_families(through) >= self.families
            fits &= self.most_singles(through) >= self.singles
        fits &= self.sold(at, days)
        return Seen(at, fits, places)

    def cut(self, columns: Ints, first: int, last: int) -> "Asking":
        """The same question to these bases alone, for stays that begin from the first until the last of those days."""
        days = slice(first, min(self.model.frame.days, last + self.nights + 1))
        own: dict[str, Any] = {
            name: value[columns]
            for name in ("heads", "singles", "families", "ceilings")
            if not np.isscalar(value := getattr(self, name))
        }
        return replace(self, model=self.model.cut(columns, days), **own)

    def certified(self, at: int, days: int = 1) -> Flags:
        """On each of the nights."""
        return every(self.model.certified[self._nights(at, days)], self.nights)

    def received(self, at: int, days: int = 1) -> Ints:
        """People who may be received on each of the nights."""
        return least(self.model.people[self._nights(at, days)], self.nights)

    def through(self, at: int, days: int = 1) -> list[Ints]:
        """By plane: rooms that are free on every night, none where the stay may not begin or end so."""
        return [self._rooms(plane, at, days) for plane in self.model.rooms]

    def beds(self, through: Iterable[Ints]) -> Ints:
        return self.total(through, lambda plane: plane.beds)

    def most_singles(self, through: list[Ints]) -> Ints:
        """As sites/calendar/split.py has it: single rooms, and doubles as long as a bed may stay empty."""
        alone = self.total(through, lambda plane: plane.beds == 1)
        double = self.total(through, lambda plane: plane.beds == PAIR)
        spare = self.beds(through) - self.heads
        most: Ints = alone + np.maximum(0, np.minimum(double, spare))
        return most

    def most_families(self, through: list[Ints]) -> Ints:
        return self.total(through, lambda plane: plane.beds >= FAMILY)

    def total(self, through: Iterable[Ints], weight: Callable[[RoomPlane], Ints]) -> Ints:
        """By start and base: the sum over its room types."""
        kept = [
            (rooms, weight(plane)) for plane, rooms in zip(self.model.rooms, through, strict=True)
        ]
        most = sum(int(rooms.max(initial=0)) * int(each.max(initial=0)) for rooms, each in kept)
        # Half the bytes are half the time, as long as no sum is too large for them.
        kind = np.int16 if most <= _MOST_OF_16_BITS else np.int32
        total: Ints | None = None
        for rooms, each in kept:
            part = np.multiply(rooms, each, dtype=kind)
            if total is None and part.shape[1] == self.model.width:
                total = part
                continue
            total = np.zeros((len(part), self.model.width), kind) if total is None else total
            total[:, : part.shape[1]] += part
        return np.zeros((1, self.model.width), kind) if total is None else total

    def free(self, plane: RoomPlane, at: int, nights: int) -> Ints:
        """By night: rooms that are free and may be booked today."""
        rooms: Ints = np.maximum(plane.free[at : at + nights], 0)
        bar(rooms, self.model, plane, at)
        return rooms

    def _rooms(self, plane: RoomPlane, at: int, days: int) -> Ints:
        if self._is_barred(at, days):
            rooms = least(self.free(plane, at, days + self.nights - 1), self.nights)
        else:
            rooms = least(plane.free[self._nights(at, days)], self.nights)
            rooms = np.maximum(rooms, 0, out=rooms if self.nights > 1 else None)
        if self.model.manners.has_unusual:
            for night in range(self.nights):
                shut(rooms, plane, at + night, self._let_through)
        shut(rooms, plane, at, self._let_in)
        shut(rooms, plane, at + self.nights, self._let_out)
        return rooms

    def _is_barred(self, at: int, days: int) -> bool:
        return is_barred(self.model, at, days + self.nights - 1)

    def sold(self, at: int, days: int = 1) -> Flags:
        """Whether some package takes such a stay at no more than the ceiling."""
        found = np.zeros((days, self.model.width), bool)
        for plane, takes in zip(self.model.packages, self._takes, strict=True):
            part = found[:, : plane.width]
            most = self._most if np.isscalar(self._most) else self._most[: plane.width]
            if np.isscalar(most) and most == NO_PRICE - 1:
                self._priced(plane, takes, at, part)
            else:
                part |= self._cost(plane, at, days) <= np.where(takes, most, -1).astype(np.int32)
        return found

    def _priced(self, plane: PackagePlane, takes: Flags, at: int, found: Flags) -> None:
        """Only of packages whose prices begin, end or have gaps thereabouts the nights are looked at."""
        days = len(found)
        is_sure = (plane.priced_from <= at) & (at + days - 1 + self.nights <= plane.priced_until)
        found |= takes & is_sure
        columns = np.flatnonzero(takes & ~is_sure)
        if FEW * len(columns) > plane.width:
            found |= takes & (self._cost(plane, at, days) < NO_PRICE)
        elif len(columns):
            found[:, columns] |= self._cost(plane, at, days, columns) < NO_PRICE

    def price(self, at: int, columns: Ints) -> Ints:
        """The cheapest package's fen a person for the whole stay; NO_PRICE or more where nothing is sold."""
        best = np.full(len(columns), NEVER, np.int32)
        for plane, takes in zip(self.model.packages, self._takes, strict=True):
            own = columns[: np.searchsorted(columns, plane.width)]
            cost = np.where(takes[own], self._cost(plane, at, 1, own)[0], NEVER)
            np.minimum(best[: len(own)], cost, out=best[: len(own)])
        return best

    def _cost(self, plane: PackagePlane, at: int, days: int, columns: Ints | None = None) -> Ints:
        before, after = (plane.sums[n : n + days] for n in (at, at + self.nights))
        if columns is None:
            return after - before
        return after.take(columns, axis=1) - before.take(columns, axis=1)

    def is_for_nights(self, plane: PackagePlane) -> Flags:
        is_for: Flags = (plane.min_nights <= self.nights) & (self.nights <= plane.max_nights)
        return is_for & self.is_of_theme(plane)

    def is_for_group(self, plane: PackagePlane) -> Flags:
        heads = self.heads if np.isscalar(self.heads) else self.heads[: plane.width]
        is_for: Flags = (plane.min_group <= heads) & (heads <= plane.max_group)
        return is_for

    def is_of_theme(self, plane: PackagePlane) -> Flags:
        there: Flags = plane.ids > 0
        return there if self.theme is None else there & (plane.theme == self.theme)

    def _nights(self, at: int, days: int) -> slice:
        return slice(at, at + days + self.nights - 1)

    @cached_property
    def _takes(self) -> list[Flags]:
        """By plane: packages that take such a stay."""
        return [self.is_for_nights(one) & self.is_for_group(one) for one in self.model.packages]

    @cached_property
    def _most(self) -> Any:
        return np.minimum(self.ceilings, NO_PRICE - 1)

    @cached_property
    def _let_through(self) -> Flags:
        return self.model.manners.let_through(self.nights)

    @cached_property
    def _let_in(self) -> Flags:
        return self.model.manners.let_in(self.nights)

    @cached_property
    def _let_out(self) -> Flags:
        return ~self.model.manners.no_departure

    @property
    def _is_as_it_comes(self) -> bool:
        plain = np.isscalar(self.singles) and np.isscalar(self.families)
        return bool(plain and not self.singles and not self.families)
