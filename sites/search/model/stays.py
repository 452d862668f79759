"""From nights to stays: what holds on every night of a stay, for each day on which it may begin."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[Any]


def least(rows: Rows, nights: int) -> Rows:
    """By start and base: the least of so many rows from there on."""
    return _together(np.minimum, rows, nights)


def every(rows: Rows, nights: int) -> Rows:
    """By start and base: whether so many rows from there on all say yes."""
    return _together(np.logical_and, rows, nights)


def _together(both: np.ufunc, rows: Rows, nights: int) -> Rows:
    """Of two rows, of four, of eight: few whole-array steps, however long the stay."""
    done = 1
    while done < nights:
        step = min(done, nights - done)
        rows = both(rows[:-step], rows[step:])
        done += step
    return rows
