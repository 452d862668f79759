"""Months of arrival as a list's filter: chosen by YYYY-MM in the address, the latest first in the choice."""

from collections.abc import Iterable
from datetime import date

from sites.foundation.formats import month


def month_from(text: str) -> date | None:
    """Its first day; nonsense is no filter."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None


def month_choices(firsts: Iterable[date]) -> list[tuple[str, str]]:
    return [(f"{first:%Y-%m}", month(first)) for first in firsts]
