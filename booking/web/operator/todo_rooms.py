"""What an operator has to do about its rooms: find a way for nights that are over, and say that the rest is right."""

from collections.abc import Iterable

from booking.web.showing import Task
from sites.calendar import OverNight
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.formats import day
from sites.foundation.language import _, ngettext
from sites.foundation.rendering import href
from sites.listings import SiteProfile


def rooms_todo(sites: Iterable[SiteProfile], over: Iterable[OverNight], *, by: Actor) -> list[Task]:
    """Nothing for those who may not change nights. `over` is the work list, the nearest night first."""
    if not by.may("calendar.edit"):
        return []
    nights, tasks = [*over], []
    for site in sites:
        own = [night for night in nights if night.site_id == site.id]
        tasks += [_over(site, own)] if own else []
        tasks += [_unchecked(site)] if site.card.is_stale else []
    return tasks


def _over(site: SiteProfile, nights: list[OverNight]) -> Task:
    words = ngettext(
        "%(site)s: %(num)s night has more booked than there is room for",
        "%(site)s: %(num)s nights have more booked than there is room for",
        len(nights), site=site.name,
    )  # fmt: skip
    return Task(
        words, _("Offer another room type, or talk to the unions."), left=day(nights[0].date),
        state="late", action=_("Look at the nights"),
        href=href(f"/operator/sites/{site.code}/calendar", **{"from": nights[0].date}),
        at=clock.end_of(nights[0].date),
    )  # fmt: skip


def _unchecked(site: SiteProfile) -> Task:
    age = site.card.rooms_age
    words = _("%(site)s: say that the rooms are right", site=site.name)
    at_once = site.card.booking_mode == "instant"
    return Task(
        words,
        _("Until then no group is confirmed at once.") if at_once else _("Unions see how long ago you said so."),
        left="" if age is None else ngettext("%(num)s day ago", "%(num)s days ago", age),
        action=_("Rooms today"), href=href(f"/operator/sites/{site.code}/today"),
    )  # fmt: skip
