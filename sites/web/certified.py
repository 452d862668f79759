"""认定公示: the certified bases by batch with numbers and dates, and what this platform is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from sites import certification, listings, regions
from sites.certification import CertificateRecord
from sites.foundation.editions import CATALOGUE
from sites.foundation.kept_pages import kept_page
from sites.foundation.language import locale
from sites.foundation.pages import PUBLIC, page, route
from sites.listings.vocabulary import KIND


@dataclass(frozen=True, slots=True)
class Certified:
    site: listings.SiteCard
    district: str
    kind: str
    certificate: CertificateRecord


@dataclass(frozen=True, slots=True)
class Batch:
    number: int
    sites: tuple[Certified, ...]


async def show(request: Request) -> Response:
    cards, kept = await listings.cards(), await certification.records()
    batches = _batches(cards, kept)
    return page(
        request,
        "pages/public/about.html",
        batches=batches,
        total=sum(len(batch.sites) for batch in batches),
        is_example=any(card.is_demo for card in cards),
    )


def _batches(cards: Sequence[listings.SiteCard], kept: certification.Records) -> list[Batch]:
    rows = [
        Certified(card, _district(card), KIND[card.kind].say(), paper)
        for card in cards
        if (paper := certification.current(kept.get(card.id, ())))
    ]
    rows.sort(key=lambda row: (row.certificate.batch, row.site.code))
    return [
        Batch(number, tuple(group))
        for number, group in groupby(rows, key=lambda row: row.certificate.batch)
    ]


def _district(card: listings.SiteCard) -> str:
    return regions.district(card.district_code).name_in(locale())


ROUTES = [route("/about", needs=PUBLIC, get=kept_page(show, CATALOGUE))]
