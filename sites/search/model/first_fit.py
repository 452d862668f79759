"""For each base the first start that fits, in the order of preference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sites.search.model.asking import Asking, Seen
from sites.search.model.model import Flags, Ints

# So many starts are looked at together, after the first one, which fits most bases where most are free.
TOGETHER = 8


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """By base: whether it fits, and price and places of the first start that does. Prices are there where they are asked."""

    fits: Flags
    price: Ints
    places: Ints


def first_that_fits(
    asking: Asking, starts: Sequence[int], among: Flags, *, known: Seen | None, is_priced: bool
) -> Found:
    """Start by start; a base that fits is not asked again. `known` is what has been seen of `among` already."""
    width = asking.model.width
    found = Found(np.zeros(width, bool), np.zeros(width, np.int32), np.zeros(width, np.int32))
    open_ = among.copy()
    for piece in _pieces(starts, known):
        seen = known if known and known.has(piece[0]) else _seen(asking, piece, open_)
        for at in piece:
            fits = seen.fits[at - seen.at] & open_
            if not fits.any():
                continue
            np.copyto(found.places, seen.places[at - seen.at], where=fits)
            if is_priced:
                columns = np.flatnonzero(fits)
                found.price[columns] = asking.price(at, columns)
            np.logical_or(found.fits, fits, out=found.fits)
            open_ &= ~fits
        if not open_.any():
            break
    return found


def _seen(asking: Asking, piece: Sequence[int], among: Flags) -> Seen:
    return asking.seen(min(piece), among, days=max(piece) - min(piece) + 1)


def _pieces(starts: Sequence[int], known: Seen | None) -> Iterator[Sequence[int]]:
    """Starts that are looked at together: neighbours, in the order of preference."""
    there = 0
    while known and there < len(starts) and known.has(starts[there]):
        there += 1
    if there:
        yield starts[:there]
    rest = starts[there:]
    if rest and not there:
        yield rest[:1]
        rest = rest[1:]
    for n in range(0, len(rest), TOGETHER):
        piece = rest[n : n + TOGETHER]
        if max(piece) - min(piece) < 2 * TOGETHER:
            yield piece
        else:
            yield from ([one] for one in piece)
