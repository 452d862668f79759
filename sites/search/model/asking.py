"""One question put to all bases at once: rooms, places, certificate and price of a stay that begins on a day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from sites.search.model.manners import OF_THE_BASE
from sites.search.model.model import Flags, Ints, Model
from sites.search.model.planes import NO_PRICE, PackagePlane, RoomPlane

NEVER = np.iinfo(np.int32).max
PAIR, FAMILY = 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """By base: whether it fits, the cheapest price (fen a person, whole stay), and people whom it has places for."""

    fits: Flags
    price: Ints
    places: Ints


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

    def look(self, at: int, among: Flags) -> Seen:
        """The answer for a stay from that day on. What is seen of bases that do not fit is of no use."""
        if not 0 <= at <= self.model.frame.days - self.nights:
            return Seen(np.zeros(self.model.width, bool), self._nothing, self._nothing)
        people, through = self.received(at), self.through(at)
        beds = self.total(through, lambda plane: plane.beds)
        able = among & self.model.sites.is_run & self.certified(at)
        able &= (people >= self.heads) & (beds >= self.heads)
        if not self._is_as_it_comes:
            able &= self.most_families(through) >= self.families
            able &= self.most_singles(through) >= self.singles
        if not able.any():
            return Seen(able, self._nothing, self._nothing)
        price = self.price(at)
        return Seen(able & (price <= self._most), price, np.minimum(beds, people))

    def certified(self, at: int) -> Flags:
        """On each of the nights."""
        return _all(self.model.certified[at : at + self.nights])

    def received(self, at: int) -> Ints:
        """People who may be received on each of the nights."""
        return _least(self.model.people[at : at + self.nights])

    def through(self, at: int) -> list[Ints]:
        """By plane: rooms that are free on every night, none where the stay may not begin or end so."""
        return [self._rooms(plane, at) for plane in self.model.rooms]

    def most_singles(self, through: list[Ints]) -> Ints:
        """As sites/calendar/split.py has it: single rooms, and doubles as long as a bed may stay empty."""
        alone = self.total(through, lambda plane: plane.beds == 1)
        double = self.total(through, lambda plane: plane.beds == PAIR)
        spare = self.total(through, lambda plane: plane.beds) - self.heads
        most: Ints = alone + np.maximum(0, np.minimum(double, spare))
        return most

    def most_families(self, through: list[Ints]) -> Ints:
        return self.total(through, lambda plane: plane.beds >= FAMILY)

    def total(self, through: Iterable[Ints], weight: Callable[[RoomPlane], Ints]) -> Ints:
        """By base: the sum over its room types."""
        total = np.zeros(self.model.width, np.int32)
        for plane, rooms in zip(self.model.rooms, through, strict=True):
            total[: plane.width] += rooms * weight(plane)
        return total

    def free(self, plane: RoomPlane, night: int) -> Ints:
        """Rooms that are free and may be booked today."""
        rooms: Ints = np.maximum(plane.free[night], 0)
        if self._bars:
            rooms *= bookable(self.model, plane, night)
        return rooms

    def _rooms(self, plane: RoomPlane, at: int) -> Ints:
        nights = range(at, at + self.nights)
        if self._bars:
            rooms = _least([self._free[id(plane), night] for night in nights])
        else:
            rooms = np.maximum(_least(plane.free[at : at + self.nights]), 0)
        if self.model.manners.has_unusual:
            for night in nights:
                rooms *= self._let_through[plane.manners[night]]
        first = plane.manners[at]
        if first.any():
            rooms *= self._let_in[first]
        if at + self.nights < len(plane.manners):
            last = plane.manners[at + self.nights]
            if last.any():
                rooms *= self._let_out[last]
        return rooms

    def price(self, at: int) -> Ints:
        """The cheapest package's fen a person for the whole stay; NO_PRICE or more where nothing is sold."""
        best = self._nothing.copy()
        for plane, closed in zip(self.model.packages, self._closed, strict=True):
            cost = plane.sums[at + self.nights] - plane.sums[at]
            np.maximum(cost, closed, out=cost)
            part = best[: plane.width]
            np.minimum(part, cost, out=part)
        return best

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

    @cached_property
    def _bars(self) -> bool:
        return self.model.sites.has_windows or self.model.manners.has_unusual

    @cached_property
    def _free(self) -> "_FreeByNight":
        return _FreeByNight(self)

    @cached_property
    def _let_through(self) -> Flags:
        return self.model.manners.let_through(self.nights)

    @cached_property
    def _closed(self) -> list[Ints]:
        """By plane: 0 for packages that take such a stay, and more than any price for all others."""
        return [
            np.where(self.is_for_nights(plane) & self.is_for_group(plane), 0, NEVER).astype(np.int32)
            for plane in self.model.packages
        ]  # fmt: skip

    @cached_property
    def _most(self) -> Any:
        return np.minimum(self.ceilings, NO_PRICE - 1)

    @cached_property
    def _nothing(self) -> Ints:
        return np.full(self.model.width, NEVER, np.int32)

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


class _FreeByNight(dict[tuple[int, int], Ints]):
    """Each night once, however many starts have it."""

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self._asking = asking
        self._planes = {id(plane): plane for plane in asking.model.rooms}

    def __missing__(self, key: tuple[int, int]) -> Ints:
        self[key] = found = self._asking.free(self._planes[key[0]], key[1])
        return found


def bookable(model: Model, plane: RoomPlane, night: int) -> Flags:
    """By base: whether this night of its room type may be booked today."""
    ahead = night - model.frame.at(model.today)
    earliest, latest = (
        model.sites.book_from[: plane.width],
        model.sites.book_until[: plane.width],
    )
    codes = plane.manners[night]
    if model.manners.has_unusual and codes.any():
        own_earliest, own_latest = model.manners.book_from[codes], model.manners.book_until[codes]
        earliest = np.where(own_earliest == OF_THE_BASE, earliest, own_earliest)
        latest = np.where(own_latest == OF_THE_BASE, latest, own_latest)
    may: Flags = ((latest <= ahead) | (latest == 0)) & (ahead <= earliest)
    return may


def _least(rows: Sequence[Ints] | Ints) -> Ints:
    least: Ints = rows[0].copy()
    for row in rows[1:]:
        np.minimum(least, row, out=least)
    return least


def _all(rows: Flags) -> Flags:
    every: Flags = rows[0].copy()
    for row in rows[1:]:
        every &= row
    return every
