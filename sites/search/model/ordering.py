"""The first so many of very many: by one key first, and only what may be among them by the next."""

from collections.abc import Callable, Sequence

import numpy as np

from sites.search.model.model import Ints

BEYOND = 10**9
Key = Callable[[Ints], Ints]


def first(columns: Ints, keys: Sequence[Key], *, most: int, skip: int = 0) -> list[int]:
    """Columns from the `skip`-th on, at most so many, by the first key, then the second, and so on."""
    wanted = skip + most
    if not wanted or not len(columns):
        return []
    near = _narrowed(columns, keys, wanted)
    order = np.lexsort([key(near) for key in reversed(keys)])
    return [int(column) for column in near[order[skip:wanted]]]


def _narrowed(columns: Ints, keys: Sequence[Key], wanted: int) -> Ints:
    """Few, with the wanted ones among them."""
    if 4 * wanted >= len(columns) or not keys:
        return columns
    leading = keys[0](columns)
    last = np.partition(leading, wanted - 1)[wanted - 1]
    before, equal = columns[leading < last], columns[leading == last]
    return np.concatenate([before, _narrowed(equal, keys[1:], wanted - len(before))])
