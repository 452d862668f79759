"""What a union declares when it opens its stay to others, what of it is allowed, and what follows on the closing date. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from booking.stays.pool_refusals import (
    PoolCannotGoOn,
    PoolClosesTooLate,
    PoolNeedsProgramme,
    PoolOrder,
    PoolOutsidePackage,
    PoolTooSmall,
)
from sites.foundation import clock

REGION, PROGRAMME, NAMED = "region", "programme", "named"
LET_GO, GO_ON = "let_go", "go_on"


class Fate(StrEnum):
    """What becomes of a pool on its closing date; `ALONE` is below the smallest number and goes on all the same."""

    FORMED = "formed"
    ALONE = "alone"
    LET_GO = "let_go"


@dataclass(frozen=True)
class PoolTerms:
    """`least` and `most` are people of all unions together. `below` says what follows below `least`: `let_go` or
    `go_on`. `scope` says who may join: unions of the same city, of the same programme, or those with these `names`.
    """

    least: int
    most: int
    closes_on: date
    below: str = LET_GO
    scope: str = REGION
    names: tuple[str, ...] = ()
    names_lead: bool = False
    note: str = ""


@dataclass(frozen=True)
class Ground:
    """What the terms are judged by: the own heads, the package's group, the trip's programme, the end of the hold."""

    heads: int
    package_least: int
    package_most: int
    programme: str
    hold_ends: datetime


def demand_sound(terms: PoolTerms, ground: Ground) -> None:
    """Refused: PoolOrder, PoolOutsidePackage, PoolTooSmall, PoolClosesTooLate, PoolCannotGoOn, PoolNeedsProgramme."""
    if terms.most < terms.least:
        raise PoolOrder(field="most")
    if terms.least < ground.package_least or terms.most > ground.package_most:
        raise PoolOutsidePackage(
            least=ground.package_least, most=ground.package_most, field=_outside(terms, ground)
        )
    if terms.most <= ground.heads:
        raise PoolTooSmall(heads=ground.heads, field="most")
    if terms.closes_on < clock.today() or clock.end_of(terms.closes_on) > ground.hold_ends:
        raise PoolClosesTooLate(last=last_day(ground.hold_ends), field="closes_on")
    if terms.below == GO_ON and ground.heads < ground.package_least:
        raise PoolCannotGoOn(least=ground.package_least, field="below")
    if terms.scope == PROGRAMME and not ground.programme:
        raise PoolNeedsProgramme(field="scope")


def _outside(terms: PoolTerms, ground: Ground) -> str:
    return "least" if terms.least < ground.package_least else "most"


def last_day(hold_ends: datetime) -> date:
    """The last day whose end is not after the hold's: the latest closing date. Never before today."""
    day = clock.day_of(hold_ends)
    while clock.end_of(day) > hold_ends:
        day = date.fromordinal(day.toordinal() - 1)
    return max(day, clock.today())


def fate_of(*, heads: int, least: int, below: str, package_least: int) -> Fate:
    """What is done on the closing date with so many people. Going on below the smallest number still needs a package's group."""
    if heads >= least:
        return Fate.FORMED
    if below == GO_ON and heads >= package_least:
        return Fate.ALONE
    return Fate.LET_GO
