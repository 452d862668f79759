"""All that a search needs from the database, in six queries, however many bases there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sites.calendar import Window, read_window
from sites.certification import CertificateRecord, records
from sites.foundation import clock
from sites.listings import SiteCard, cards
from sites.packages import Offer, offers
from sites.search.question import OTHER_DAYS, Question

A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`window` is None where no dates are asked; `today` is the day on which all this was read."""

    sites: tuple[SiteCard, ...]
    certificates: Mapping[int, tuple[CertificateRecord, ...]]
    offers: Mapping[int, tuple[Offer, ...]]
    window: Window | None
    today: date


async def read_catalogue(question: Question) -> Catalogue:
    """For all bases."""
    return await _read(question, await cards())


async def read_site(question: Question, site: SiteCard) -> Catalogue:
    """The same for one base."""
    return await _read(question, (site,), ids=[site.id])


async def _read(
    question: Question, sites: tuple[SiteCard, ...], *, ids: list[int] | None = None
) -> Catalogue:
    today = clock.today()
    first = min(question.starts, default=today)
    last = max(question.starts, default=today) + timedelta(days=question.nights + 1)
    if question.starts:
        first = max(today, first - timedelta(days=OTHER_DAYS))
        last += timedelta(days=OTHER_DAYS)
    days = (last - first).days
    # A year ahead, and not only the nights asked for: then most questions share what was read.
    until = max(today + A_YEAR, last)
    return Catalogue(
        sites=sites,
        certificates=await records(ids),
        offers=await offers(first=today, until=until, site_ids=ids),
        window=await read_window(first, days, site_ids=ids) if question.starts else None,
        today=today,
    )
