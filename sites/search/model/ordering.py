"""The first so many of very many: by one key first, and only what may be among them by all keys."""

from collections.abc import Sequence

import numpy as np

from sites.search.model.model import Flags, Ints

BEYOND = 10**9


def first(among: Flags, keys: Sequence[Ints], *, most: int, skip: int = 0) -> list[int]:
    """Columns from the `skip`-th on, at most so many, by the first key, then the second, and so on."""
    columns = np.flatnonzero(among)
    wanted = skip + most
    if not wanted or not len(columns):
        return []
    if 4 * wanted < len(columns):
        leading = keys[0][columns]
        columns = columns[leading <= np.partition(leading, wanted - 1)[wanted - 1]]
    order = np.lexsort([key[columns] for key in reversed(keys)])
    return [int(column) for column in columns[order[skip:wanted]]]
