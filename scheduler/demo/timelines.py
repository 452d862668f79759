"""When the acts of one planned stay happen: held, submitted, answered, ended."""

from dataclasses import dataclass
from random import Random

from scheduler.demo.catalogue import DemoSite

# What is settled by today was begun at least this long ago: hold, approval and answer fit in it.
_SETTLED_BEFORE = -9
_SILENCE_DAYS = 6


@dataclass(frozen=True, slots=True)
class Timeline:
    hold_kind: str
    held: int
    submitted: int | None = None
    answered: int | None = None
    ended: int | None = None

    @property
    def open_days(self) -> range:
        """The days on which the stay counts as one of its union's open requests."""
        ends = [day for day in (self.answered, self.ended) if day is not None]
        return range(self.held, min(ends, default=0) + 1)


def timeline(dice: Random, reach: str, *, site: DemoSite, check_in: int) -> Timeline:
    """Days from today, none above 0 and all before check-in; holds are used before they run out."""
    if reach == "held":
        return Timeline("option", held=-dice.randint(0, 1))
    if reach == "submitted":
        submitted = -dice.randint(0, 1) if site.answer_hours == 48 else 0
        return Timeline("option", held=submitted - dice.randint(0, 2), submitted=submitted)
    held = min(check_in - dice.randint(20, 80), _SETTLED_BEFORE - dice.randint(0, 50))
    if reach == "expired":
        return _expired(dice, site=site, held=held)
    if reach == "cancelled" and dice.random() < 0.25:
        return Timeline("option", held=held, ended=held + dice.randint(1, 2))
    return _answered(dice, reach, site=site, held=held, check_in=check_in)


def _answered(dice: Random, reach: str, *, site: DemoSite, held: int, check_in: int) -> Timeline:
    hold_kind = "checkout" if dice.random() < 0.15 else "option"
    waiting = 0 if hold_kind == "checkout" else dice.randint(0, min(4, site.option_hold_days - 1))
    submitted = held + waiting
    answered = submitted + (dice.randint(0, 1) if site.booking_way == "accept" else 0)
    ended = answered if reach == "declined" else None
    if reach == "cancelled":
        ended = dice.randint(answered + 1, min(check_in - 1, 0))
    return Timeline(hold_kind, held, submitted, answered, ended)


def _expired(dice: Random, *, site: DemoSite, held: int) -> Timeline:
    if site.booking_way == "accept" and dice.random() < 0.35:
        submitted = held + dice.randint(0, 2)
        held, submitted = held - _SILENCE_DAYS, submitted - _SILENCE_DAYS
        return Timeline("option", held, submitted, ended=submitted + _SILENCE_DAYS)
    return Timeline("option", held - 1, ended=held - 1 + site.option_hold_days)
