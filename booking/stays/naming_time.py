"""By when the names are due (the cut-off): so many days before arrival, by the terms that were frozen."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sites.foundation import clock

DAYS_BEFORE = 7


def names_due(check_in: date, terms: Mapping[str, Any]) -> date:
    """The last day, never before today. Terms that say nothing mean a week."""
    before = timedelta(days=int(terms.get("names_days", DAYS_BEFORE)))
    return max(clock.today(), check_in - before)


def names_closed(check_in: date, terms: Mapping[str, Any]) -> date | None:
    """The last day on which somebody may be added or replaced; None where the terms leave the list open."""
    before = terms.get("closed_days")
    return None if before is None else check_in - timedelta(days=int(before))
