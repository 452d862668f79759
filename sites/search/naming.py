"""Full, or only held: the model does not keep who holds, so of bases that are short of room the rows say it."""

from collections.abc import Iterable
from dataclasses import replace

from sites import calendar
from sites.calendar import free_nights as codes
from sites.search.answers import Answer

OF_ROOM = frozenset({codes.ROOMS, codes.BEDS, codes.RECEPTION})


async def named(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The same answers, with nights called held or kept where they are. At most three queries, none where nothing is short."""
    every = [*answers]
    short = [(found.site.id, one) for found in every for one in found.failures if one.code in OF_ROOM]  # fmt: skip
    days = [one.night for _site_id, one in short if one.night]
    if not days:
        return tuple(every)
    window = await calendar.read_window(
        min(days),
        (max(days) - min(days)).days + 1,
        site_ids={site_id for site_id, _one in short},
    )
    return tuple(_named(window, found) for found in every)


def _named(window: calendar.Window, found: Answer) -> Answer:
    """The obstacle and the failure that tells of it have one name."""
    site, fit = window.sites.get(found.site.id), found.fit
    stop = fit.obstacle if fit else None
    if fit is None or stop is None or site is None or stop.code not in OF_ROOM:
        return found
    night = site.nights[window.position(stop.night)]
    code = calendar.limit_for(night, stop.asked)
    failures = (replace(one, code=code) if one.code == stop.code else one for one in found.failures)
    return replace(
        found, failures=tuple(failures), fit=replace(fit, obstacle=replace(stop, code=code))
    )
