"""Telling of waiting lists: to the union that waits, and once to the bases at which it does."""

from typing import Any

from booking.notices.audience import Reader, readers
from booking.notices.robots import write_robot_letters
from booking.notices.telling import tell_one
from booking.notices.waiting_words import HELD_UP, HELD_UP_OTHERWISE, OF_ACTS, WAIT_TELLINGS
from booking.stays.waiting.models import Wait, WaitEvent, WaitPlace
from sites.foundation.database import transaction
from sites.foundation.language import CHINESE, ENGLISH, _, speaking
from sites.listings.models import Site


@transaction
async def tell_wait(event_id: int) -> int:
    """Tell of what happened to an entry, once for each event and person; how many notices were new."""
    event = await WaitEvent.get(id=event_id).prefetch_related("wait")
    topics = ("wait_acted_for",) if event.by_agent else OF_ACTS.get(event.act, ())
    places = await WaitPlace.filter(wait_id=event.wait_id).order_by("position")
    sites = {site.id: site for site in await Site.filter(id__in=[p.site_id for p in places])}
    told = 0
    for topic in topics:
        told += await _tell_union(event, topic, sites[event.site_id or places[0].site_id])
        for site in sites.values():
            told += await _tell_operator(event, topic, site)
    return told


async def _tell_union(event: WaitEvent, topic: str, site: Site) -> int:
    found = await readers(event.wait.union_id, WAIT_TELLINGS[topic].union, but=event.by_user_id)
    return await _tell(event, topic, found, site, path=f"/union/waiting/{event.wait.public_id}")


async def _tell_operator(event: WaitEvent, topic: str, site: Site) -> int:
    found = await readers(site.operator_id or 0, WAIT_TELLINGS[topic].operator)
    return await _tell(event, topic, found, site, path=f"/operator/sites/{site.code}/waiting")


async def _tell(event: WaitEvent, topic: str, found: list[Reader], site: Site, *, path: str) -> int:
    telling, new = WAIT_TELLINGS[topic], 0
    source, facts = f"{topic}:{event.id}:{site.id}", facts_of(event, event.wait, site)
    for reader in found:
        new += await tell_one(
            reader, source=source, topic=topic, path=path, facts=facts, by_mail=telling.by_mail
        )
    if telling.by_mail:
        await write_robot_letters(found, source=source, topic=topic, path=path, facts=facts)
    return new


def facts_of(event: WaitEvent, wait: Wait, site: Site) -> dict[str, Any]:
    """As JSON: texts in both languages as pairs, dates in ISO form."""
    why = str(event.facts.get("why", ""))
    return {
        "site": [site.name, site.name_en],
        "starts_on": wait.starts_on.isoformat(),
        "ends_on": wait.ends_on.isoformat(),
        "waits_until": wait.waits_until.isoformat(),
        "nights": wait.nights,
        "heads": wait.workers + wait.family + wait.crew,
        "passed": event.facts.get("passed", 0),
        "most": event.facts.get("most", 0),
        "why": _both(HELD_UP.get(why, HELD_UP_OTHERWISE)) if why else "",
        "agency": event.by_agent,
    }


def _both(msgid: str) -> list[str]:
    said = []
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            said.append(_(msgid))
    return said
