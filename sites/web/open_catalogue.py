"""The catalogue of certified bases as open data: which columns, which rows, which version."""

import csv
import io
import json
from dataclasses import astuple, dataclass, fields
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

from sites import certification, listings, regions
from sites.certification import CertificateRecord
from sites.foundation import clock, editions
from sites.foundation.clock import day_of
from sites.foundation.language import N_
from sites.listings import SiteCard

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
ENGLISH_BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets take the text for another encoding
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class OpenSite:
    """One certified base; the names are the columns."""

    code: str
    name: str
    name_en: str
    kind: str
    region_code: str
    district_code: str
    latitude: float
    longitude: float
    rail_minutes: int
    reception_limit: int
    certificate_number: str
    batch: int
    grade: str
    issuer: str
    valid_from: str
    valid_to: str
    is_example: bool
    url: str


# What each column means, for the page, the JSON and its reader.
COLUMNS: dict[str, tuple[str, str]] = {
    "code": ("text", N_("The certifier's code of the base; it never changes")),
    "name": ("text", N_("Name in Chinese")),
    "name_en": ("text", N_("Name in English")),
    "kind": ("text", N_("hotel, village, tea_garden, sanatorium, scenic_area, hot_spring, lakeside or culture")),
    "region_code": ("text", N_("City, GB/T 2260 code")),
    "district_code": ("text", N_("District or county, GB/T 2260 code")),
    "latitude": ("number", N_("Degrees north, as the base states it")),
    "longitude": ("number", N_("Degrees east, as the base states it")),
    "rail_minutes": ("number", N_("Minutes by road from the high-speed railway station")),
    "reception_limit": ("number", N_("People that the base may receive on one day")),
    "certificate_number": ("text", N_("Number of the certificate that is valid today")),
    "batch": ("number", N_("Batch of certification")),
    "grade": ("text", N_("Grade that the certifier gave, if any")),
    "issuer": ("text", N_("Who certified")),
    "valid_from": ("date", N_("First day of validity, included")),
    "valid_to": ("date", N_("Last day of validity, included")),
    "is_example": ("true or false", N_("Whether the base is invented, for the demonstration")),
    "url": ("address", N_("Page of the base")),
}  # fmt: skip


@dataclass(frozen=True)
class OpenCatalogue:
    """`changed_on` is the last day on which a certificate began, ended or was changed, or a base was entered."""

    sites: tuple[OpenSite, ...]
    changed_on: date

    @cached_property
    def version(self) -> str:
        """The day of the last change and a digest of the content: another content has another version."""
        return f"{self.changed_on.isoformat()}-{_digest(self.sites)}"

    @cached_property
    def as_csv(self) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows([_cell(value) for value in astuple(site)] for site in self.sites)
        return (ENGLISH_BYTE_ORDER_MARK + text.getvalue()).encode()

    def as_json(self, *, origin: str) -> bytes:
        whole = {
            "title": "黄山市职工疗休养基地名录",
            "title_en": "Certified bases for workers' retreats",
            "licence": {"name": LICENCE, "url": LICENCE_URL},
            "version": self.version,
            "changed_on": self.changed_on.isoformat(),
            "source": f"{origin}/open-data",
            "columns": [
                {"name": name, "type": kind, "meaning": meaning}
                for name, (kind, meaning) in COLUMNS.items()
            ],
            "count": len(self.sites),
            "sites": [_as_dict(site) for site in self.sites],
        }
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


@editions.kept(editions.CATALOGUE, most=2)
async def open_catalogue(*, origin: str) -> OpenCatalogue:
    """Bases whose certificate is valid today, in the order of their codes. Two queries."""
    cards, kept = await listings.cards(), await certification.records()
    today = clock.today()
    papers = {card.id: certification.current(kept.get(card.id, ())) for card in cards}
    rows = tuple(
        _site(card, paper, origin=origin)
        for card in cards
        if (paper := papers[card.id]) and paper.covers(today)
    )
    days = [day for every in kept.values() for one in every for day in _turns(one, today)]
    return OpenCatalogue(rows, max(days, default=today))


def _turns(paper: CertificateRecord, today: date) -> list[date]:
    """Days so far on which this certificate changed the list."""
    found = (day_of(paper.changed_at), paper.valid_from, paper.valid_to + timedelta(days=1))
    return [day for day in found if day <= today]


def _site(card: SiteCard, paper: CertificateRecord, *, origin: str) -> OpenSite:
    return OpenSite(
        card.code, card.name_zh, card.name_en, card.kind, regions.city_of(card.district_code),
        card.district_code, card.latitude, card.longitude, card.rail_minutes, card.reception_limit,
        paper.number, paper.batch, paper.grade, paper.issuer_zh, paper.valid_from.isoformat(),
        paper.valid_to.isoformat(), card.is_demo, f"{origin}/sites/{card.code}",
    )  # fmt: skip


def _digest(sites: tuple[OpenSite, ...]) -> str:
    """Of everything but the addresses, so that a mirror has the same version."""
    content = json.dumps([astuple(site)[:-1] for site in sites], ensure_ascii=False)
    return sha256(content.encode()).hexdigest()[:12]


def _as_dict(site: OpenSite) -> dict[str, Any]:
    return {field.name: getattr(site, field.name) for field in fields(site)}


def _cell(value: object) -> object:
    """What a spreadsheet would take for a formula is led in by an apostrophe."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(BEGINS_A_FORMULA) else value
