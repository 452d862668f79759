"""The catalogue as one city's unions may use it: what is recognised there, by what, and what is not and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sites import certification, listings, recognition, regions
from sites.certification import CertificateRecord
from sites.foundation import clock
from sites.foundation.formats import full_day
from sites.foundation.language import _, locale
from sites.listings import SiteCard
from sites.listings.vocabulary import KIND
from sites.recognition import OWN, Recognised


@dataclass(frozen=True, slots=True)
class Row:
    """One base. It counts as recognised when the agreement stands and its certificate covers today."""

    card: SiteCard
    district: str
    kind: str
    number: str
    valid_from: date | None
    valid_to: date | None
    is_recognised: bool
    reason: str
    source: str


async def catalogue_for(region: str) -> tuple[Row, ...]:
    """Every base, in the order of the codes. As many queries as there are host cities, and two."""
    cards, kept = await listings.cards(), await certification.records()
    today = clock.today()
    hosts = {regions.city_of(card.district_code) for card in cards}
    known = {host: await recognition.recognises(region, host, today) for host in hosts}
    return tuple(_row(card, certification.current(kept.get(card.id, ())), known) for card in cards)


def _row(
    card: SiteCard, paper: CertificateRecord | None, known: Mapping[str, Recognised | None]
) -> Row:
    ground = known[regions.city_of(card.district_code)]
    no = _no(paper) or (
        "" if ground else _("No agreement of your city covers the city of this base.")
    )
    return Row(
        card, _district(card), KIND[card.kind].say(),
        paper.number if paper else "", paper.valid_from if paper else None, paper.valid_to if paper else None,
        is_recognised=not no, reason=no or _yes(ground), source=ground.source if ground else "",
    )  # fmt: skip


def _no(paper: CertificateRecord | None) -> str:
    """Why the certificate does not carry it today."""
    if paper is None:
        return _("No certificate is on record.")
    today = clock.today()
    if paper.covers(today):
        return ""
    if today < paper.valid_from:
        return _("The certificate begins on %(day)s.", day=full_day(paper.valid_from))
    if paper.valid_to < today:
        return _("The certificate ended on %(day)s.", day=full_day(paper.valid_to))
    return _("The certificate is suspended or withdrawn.")


def _yes(ground: Recognised | None) -> str:
    if ground is None or ground.ground == OWN:
        return _("A base of your own province.")
    since = full_day(ground.since) if ground.since else "—"
    return _("%(document)s, since %(day)s", document=ground.document, day=since)


def _district(card: SiteCard) -> str:
    try:
        return regions.district(card.district_code).name_in(locale())
    except KeyError:
        return card.district_code
