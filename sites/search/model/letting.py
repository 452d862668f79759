"""What single nights forbid, taken out of numbers of free rooms.

Of few bases every night is looked at, in one step for all. Of many only the nights that ask anything, from their lists.
"""

import numpy as np

from sites.search.model.manners import OF_THE_BASE
from sites.search.model.model import ALWAYS, Flags, Ints, Model
from sites.search.model.planes import RoomPlane

# From so many bases on the lists are faster.
MANY = 4_000


def shut(rooms: Ints, plane: RoomPlane, at: int, may: Flags) -> None:
    """No rooms where the manners of the row's night, the first of which is `at`, do not let a stay be (`may` by code)."""
    codes = plane.manners[at : at + len(rooms)]
    if plane.width < MANY:
        rooms[: len(codes)] *= may[codes]
        return
    for number in range(len(codes)):
        for code, columns in plane.that_ask(at + number):
            if not may[code]:
                rooms[number, columns] = 0


def bar(rooms: Ints, model: Model, plane: RoomPlane, at: int) -> None:
    """No rooms where the row's night may not be booked today: by the base's window, or by the night's own."""
    if not is_barred(model, at, len(rooms)):
        return
    ahead = np.arange(len(rooms)) + at - model.frame.at(model.today)
    is_of_bases = model.sites.bars(int(ahead[0]), int(ahead[-1]))
    if plane.width < MANY:
        rooms *= bookable(model, plane.manners[at : at + len(rooms)], ahead[:, None])
        return
    windows = frozenset(np.flatnonzero(model.manners.windows).tolist())
    for number, days in enumerate(ahead.tolist()):
        own = [each for each in plane.that_ask(at + number) if each[0] in windows]
        if is_of_bases and model.sites.bars(days, days):
            may = _of_the_base(model, plane.width, days)
            for code, columns in own:
                may[columns] = bookable(model, np.array(code), days, columns)
            rooms[number] *= may
        else:
            for code, columns in own:
                if not _is_open(model, code, days):
                    rooms[number, columns] = 0


def is_barred(model: Model, at: int, nights: int) -> bool:
    """Whether some window of a base or of a night may bar one of these nights."""
    first = at - model.frame.at(model.today)
    own = model.manners.windows_bar(first, first + nights - 1)
    return own or model.sites.bars(first, first + nights - 1)


def bookable(model: Model, codes: Ints, ahead: Ints | int, columns: Ints | None = None) -> Flags:
    """Whether a night so many days ahead may be booked today; of all columns, or of these."""
    sites, own = model.sites, slice(codes.shape[-1]) if columns is None else columns
    earliest, latest = model.manners.book_from[codes], model.manners.book_until[codes]
    earliest = np.where(earliest == OF_THE_BASE, sites.book_from[own], earliest)
    latest = np.where(latest == OF_THE_BASE, sites.book_until[own], latest)
    may: Flags = ((latest <= ahead) | (latest == 0)) & (ahead <= earliest)
    return may


def _of_the_base(model: Model, width: int, ahead: int) -> Flags:
    earliest, latest = model.sites.book_from[:width], model.sites.book_until[:width]
    may: Flags = ((latest <= ahead) | (latest == 0)) & (ahead <= earliest)
    return may


def _is_open(model: Model, code: int, ahead: int) -> bool:
    """By the night's own window, where no base's own would bar it."""
    earliest, latest = (
        int(days[code]) for days in (model.manners.book_from, model.manners.book_until)
    )
    earliest = ALWAYS if earliest == OF_THE_BASE else earliest
    return (latest <= 0 or latest <= ahead) and ahead <= earliest
