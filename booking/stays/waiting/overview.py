"""All waiting lists in numbers, for the host federation."""

from dataclasses import dataclass
from datetime import datetime

from booking.people import demand
from booking.stays.waiting.models import WaitPlace
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import choose


@dataclass(frozen=True)
class SiteWaits:
    """Groups that wait at one base; `alone` of them have no other base on their entry."""

    code: str
    name: str
    district_code: str
    rule: str
    groups: int
    heads: int
    alone: int
    since: datetime


@dataclass(frozen=True)
class Waits:
    """`groups` counts each entry once; `sites` counts it at every base where it waits, the longest lists first."""

    groups: int
    sites: tuple[SiteWaits, ...]


async def waits_by_site(*, by: Actor) -> Waits:
    """Who waits, and at which bases. Needs `sites.oversee`. No union is named."""
    demand(by, "sites.oversee")
    rows = await WaitPlace.filter(
        wait__state="waiting", wait__waits_until__gte=clock.today()
    ).prefetch_related("wait", "site")
    entries: dict[int, list[WaitPlace]] = {}
    places: dict[int, int] = {}
    for row in rows:
        entries.setdefault(row.site_id, []).append(row)
        places[row.wait_id] = places.get(row.wait_id, 0) + 1
    found = [_counted(own, places) for own in entries.values()]
    return Waits(len(places), tuple(sorted(found, key=lambda one: (-one.groups, one.code))))


def _counted(own: list[WaitPlace], places: dict[int, int]) -> SiteWaits:
    site, waits = own[0].site, [row.wait for row in own]
    return SiteWaits(
        site.code, choose(site.name, site.name_en), site.district_code, site.waiting_rule, len(own),
        sum(wait.workers + wait.family + wait.crew for wait in waits),
        sum(places[wait.id] == 1 for wait in waits), min(wait.joined_at for wait in waits),
    )  # fmt: skip
