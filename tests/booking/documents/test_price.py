"""The tables of a price add up to it to the fen, whatever is added and whoever pays."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from booking.documents.price import borne_table, price_table
from sites.foundation.amounts import Money
from sites.packages import Heads, Quote, QuoteNight
from sites.packages.extras import WAYS, Extra
from sites.packages.shares import Allowance

FEN = st.integers(1, 500_000)
HEADS = st.builds(Heads, st.integers(1, 60), st.integers(0, 9), st.integers(0, 3))


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    heads, first = draw(HEADS), date(2027, 5, 17)
    prices = draw(st.lists(FEN, min_size=1, max_size=6))
    alone = draw(st.integers(0, 3))
    nights = tuple(
        QuoteNight(first + timedelta(days=n), "low", Money(fen), heads, alone)
        for n, fen in enumerate(prices)
    )
    ways = draw(st.lists(st.sampled_from(list(WAYS)), max_size=3))
    extras = tuple(Extra(f"X{n}", "示例", "Example", way, draw(FEN)) for n, way in enumerate(ways))
    allowance = Allowance(
        draw(st.none() | FEN),
        None,
        draw(st.sampled_from(["union", "worker"])),
        draw(st.integers(0, 900)),
    )
    return Quote(heads, nights, Money(draw(FEN)), extras=extras, allowance=allowance)


def fen(words: str) -> int:
    return int(words.replace(",", "").replace(".", ""))


@given(quotes())
@settings(max_examples=60, deadline=None)
def test_both_tables_sum_to_the_price(quote: Quote) -> None:
    for table in (price_table(quote), borne_table(quote)):
        assert sum(fen(row[-1]) for row in table.rows) == fen(table.foot[-1]) == quote.total.minor
