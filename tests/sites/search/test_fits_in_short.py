"""The short answer, for looking at many days, is the long one's: fits exactly where no failure is found."""

from datetime import timedelta
from itertools import product

import pytest

from sites.search.judging import fits, judge
from tests.sites.search.catalogues import START, catalogue, question

BASES = {
    "room": {"twins": 20},
    "little": {"twins": 3},
    "expires": {"twins": 20, "valid_to": START + timedelta(days=2)},
    "gaps": {"twins": 20, "free": {START + timedelta(days=1): 0}},
}


@pytest.mark.parametrize(("nights", "heads"), [*product((1, 4, 9), (1, 6, 36, 200))])
@pytest.mark.parametrize("max_price", [None, 1, 10**9])
def test_both_answers_agree(nights: int, heads: int, max_price: int | None) -> None:
    known = catalogue(**BASES)
    asked = question(nights=nights, heads=heads, max_price=max_price)
    for site, days in product(known.sites, range(-5, 14)):
        start = START + timedelta(days=days)
        short = fits(asked, known, site, start=start)
        assert short == judge(asked, known, site, start=start).fits, (site.code, start)
