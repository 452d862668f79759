"""Which year the ledger opens on: whoever has just recorded a group must find it, on 2 January too."""

from dataclasses import dataclass

from booking import receptions
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import _

EARLIEST = 2015


@dataclass(frozen=True)
class Opened:
    """`year` is None for all of them. `aside` says why another year matters, `other` is that year."""

    year: int | None
    aside: str = ""
    other: int | None = None


async def opened(text: str, *, by: Actor) -> Opened:
    """The year that was asked for, or all; else this one, unless the group recorded last is of the one before."""
    now = clock.today().year
    if text == "all":
        return Opened(None)
    if text in {str(year) for year in known_years()}:
        return Opened(int(text))
    newest = await receptions.year_recorded_last(by)
    if newest is None or newest == now or newest not in known_years():
        return Opened(now)
    if newest == now - 1:
        return Opened(newest, _("The group recorded last came in %(year)s, so the list opens there.", year=newest), now)  # fmt: skip
    return Opened(now, _("The group recorded last belongs to %(year)s.", year=newest), newest)


def known_years() -> range:
    """Until the next one: groups are recorded that are still to come."""
    return range(EARLIEST, clock.today().year + 2)
