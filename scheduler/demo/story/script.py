"""The whole story of the demonstration in order of time. The same day always gives the same story."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from scheduler.demo.bookings import demo_bookings
from scheduler.demo.catalogue import demo_sites
from scheduler.demo.people_shapes import DemoBooking
from scheduler.demo.story.act import Act, Plot
from scheduler.demo.story.asking import asking
from scheduler.demo.story.cases import case_acts
from scheduler.demo.story.paying import paying
from scheduler.demo.story.travelling import travelling
from scheduler.demo.unions import demo_unions


def plots(today: date, *, one_in: int = 1) -> tuple[Plot, ...]:
    """The planned bookings with their bases and unions, or every so many of each kind."""
    sites = {site.code: site for site in demo_sites(today)}
    unions = {union.key: union for union in demo_unions()}
    return tuple(
        Plot(booking, sites[booking.site], unions[booking.union])
        for booking in _some(demo_bookings(today), one_in)
    )


def script(some: Iterable[Plot]) -> tuple[Act, ...]:
    """What happened until today, in order of time."""
    some = tuple(some)
    booked = (
        replace(act, number=plot.booking.number, order=order)
        for plot in some
        for order, act in enumerate((*asking(plot), *travelling(plot), *paying(plot)))
    )
    every = (*booked, *case_acts(some))
    return tuple(sorted((act for act in every if act.day <= 0), key=lambda act: act.when))


def _some(bookings: tuple[DemoBooking, ...], one_in: int) -> list[DemoBooking]:
    """Every so many of each reach, so that a small story has every ending too."""
    seen: dict[str, int] = {}
    kept = []
    for booking in bookings:
        seen[booking.reach] = seen.get(booking.reach, 0) + 1
        if seen[booking.reach] % one_in == 0 or one_in == 1:
            kept.append(booking)
    return kept
