"""The only source of time. Instants are aware and UTC; days are those of Asia/Shanghai."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

_fixed: ContextVar[datetime | None] = ContextVar("fixed", default=None)
_shift: list[timedelta] = [timedelta(0)]


def now() -> datetime:
    """The present instant, UTC, to the second's fraction the machine gives."""
    fixed = _fixed.get()
    return fixed if fixed is not None else datetime.now(UTC) + _shift[0]


def today() -> date:
    """The present day in Shanghai."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    return instant.astimezone(SHANGHAI).date()


def at(day: date, local: time) -> datetime:
    """The instant at which Shanghai's clocks show `local` on `day`."""
    return datetime.combine(day, local, tzinfo=SHANGHAI).astimezone(UTC)


def end_of(day: date) -> datetime:
    """A date ends at 24:00 Asia/Shanghai."""
    return at(day + timedelta(days=1), time.min)


def shift_process(by: timedelta) -> None:
    """Move this process's clock for good. For the demonstration alone; composition roots call it."""
    _shift[0] = by


@contextmanager
def moved_to(instant: datetime) -> Iterator[None]:
    """Let the block see `instant` as now: demonstration data and tests are made under a moved clock."""
    token = _fixed.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
