"""How many of the bases that fit each choice of a filter would show."""

import numpy as np

from sites.search.answers import Counts
from sites.search.model.model import Flags, Ints, Model, Words
from sites.search.model.passing import Passing


def counts(model: Model, fits: Flags, passing: Passing) -> Counts:
    sites, wanted = model.sites, fits & passing.others
    shown = wanted & passing.district & passing.kind
    facilities = {
        code: int(np.count_nonzero(sites.facilities[number] & shown))
        for code, number in model.facilities.numbers.items()
    }
    return Counts(
        _by_word(model.districts, sites.district[wanted & passing.kind]),
        _by_word(model.kinds, sites.kind[wanted & passing.district]),
        {code: count for code, count in facilities.items() if count},
    )


def _by_word(words: Words, numbers: Ints) -> dict[str, int]:
    found = np.bincount(numbers, minlength=len(words.numbers) + 1)
    return {code: int(found[n]) for code, n in words.numbers.items() if found[n]}
