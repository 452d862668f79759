"""How many of the bases that fit each choice of a filter would show."""

import numpy as np

from sites.search.answers import Counts
from sites.search.model.model import Flags, Ints, Model, Words
from sites.search.model.passing import Passing


def counts(model: Model, fits: Flags, passing: Passing, shown: Ints) -> Counts:
    """`shown` are the columns of those that fit and pass every filter."""
    sites, found = model.sites, fits & passing.shown
    facilities = {
        code: int(np.count_nonzero(sites.facilities[number] & found))
        for code, number in model.facilities.numbers.items()
    }
    # Where a list does not narrow, leaving it out changes nothing.
    by_district = shown if passing.district is None else np.flatnonzero(fits & passing.but_district)
    by_kind = shown if passing.kind is None else np.flatnonzero(fits & passing.but_kind)
    return Counts(
        _by_word(model.districts, sites.district[by_district]),
        _by_word(model.kinds, sites.kind[by_kind]),
        {code: count for code, count in facilities.items() if count},
    )


def _by_word(words: Words, numbers: Ints) -> dict[str, int]:
    found = np.bincount(numbers, minlength=len(words.numbers) + 1).tolist()
    return {code: found[n] for code, n in words.numbers.items() if found[n]}
