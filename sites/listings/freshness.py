"""How fresh the word of an operator is that its rooms are right, and what follows from silence. Pure.

A base that confirms at once must know its rooms: whoever has not said so for a week answers each request
in person until it does. What the base has chosen stays on record and holds again from then on.
"""

from datetime import datetime, timedelta

FRESH_FOR = timedelta(days=7)


def is_stale(checked_at: datetime | None, *, now: datetime) -> bool:
    """Also where nobody ever said it."""
    return checked_at is None or now - checked_at > FRESH_FOR


def booking_way(mode: str, checked_at: datetime | None, *, now: datetime) -> str:
    """The way of booking that holds now: instant, accept or ask."""
    return "accept" if mode == "instant" and is_stale(checked_at, now=now) else mode


def age_in_days(checked_at: datetime | None, *, now: datetime) -> int | None:
    """Whole days since the rooms were said to be right; None where nobody ever said it."""
    return None if checked_at is None else max(0, (now - checked_at).days)
