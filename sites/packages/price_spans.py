"""What a price does to those that stand: which nights it takes, what they cost before and after. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sites.packages.offers import SeasonPrice

Prices = tuple[SeasonPrice, ...]
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True)
class PriceStretch:
    """Nights of one kind from `starts_on` until before `ends_on`. None: no price stands there."""

    starts_on: date
    ends_on: date
    before: int | None
    after: int

    @property
    def nights(self) -> int:
        return (self.ends_on - self.starts_on).days

    @property
    def last_night(self) -> date:
        return self.ends_on - timedelta(days=1)


def spans_of(price: SeasonPrice, weekdays: frozenset[int] = EVERY_DAY) -> Prices:
    """The price in runs of nights that follow each other, on these weekdays alone (Monday is 0)."""
    runs: list[list[date]] = []
    for n in range((price.ends_on - price.starts_on).days):
        night = price.starts_on + timedelta(days=n)
        if night.weekday() not in weekdays:
            continue
        if runs and runs[-1][-1] == night - timedelta(days=1):
            runs[-1].append(night)
        else:
            runs.append([night])
    return tuple(
        SeasonPrice(price.season, run[0], run[-1] + timedelta(days=1), price.fen) for run in runs
    )


def stretches_of(standing: Sequence[SeasonPrice], spans: Iterable[SeasonPrice]) -> list[PriceStretch]:  # fmt: skip
    """Before and after, in order. `standing` are all prices of these nights, by their first night."""
    return [stretch for span in spans for stretch in _stretches(standing, span)]


def put(standing: Sequence[SeasonPrice], spans: Iterable[SeasonPrice]) -> Prices:
    """What stands afterwards: each span cut out of what stood there."""
    kept = list(standing)
    for span in spans:
        kept = [piece for one in kept for piece in _outside(one, span)] + [span]
    return tuple(sorted(kept, key=lambda one: one.starts_on))


def _stretches(standing: Sequence[SeasonPrice], price: SeasonPrice) -> list[PriceStretch]:
    found: list[PriceStretch] = []
    at = price.starts_on
    for one in standing:
        begins, ends = max(one.starts_on, price.starts_on), min(one.ends_on, price.ends_on)
        if begins >= ends:
            continue
        if begins > at:
            found.append(PriceStretch(at, begins, None, price.fen))
        found.append(PriceStretch(begins, ends, one.fen, price.fen))
        at = ends
    if at < price.ends_on:
        found.append(PriceStretch(at, price.ends_on, None, price.fen))
    return found


def _outside(one: SeasonPrice, span: SeasonPrice) -> Iterable[SeasonPrice]:
    """What of a price lies before and after the span."""
    if one.starts_on < span.starts_on:
        yield SeasonPrice(one.season, one.starts_on, min(one.ends_on, span.starts_on), one.fen)
    if one.ends_on > span.ends_on:
        yield SeasonPrice(one.season, max(one.starts_on, span.ends_on), one.ends_on, one.fen)
