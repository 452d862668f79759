"""A base in the words of schema.org, for machines that read pages: facts of the page, and nothing else."""

from datetime import time
from typing import Any

from sites import regions
from sites.certification import CertificateRecord
from sites.foundation import clock
from sites.foundation.language import choose, is_english, locale
from sites.foundation.rendering import href
from sites.listings import SiteProfile
from sites.listings.vocabulary import FACILITY

COUNTRY = "CN"


def structured(
    site: SiteProfile, certificate: CertificateRecord | None, *, origin: str
) -> dict[str, Any]:
    """JSON-LD of a LodgingBusiness. Addresses come from BASE_URL; a base without a valid certificate has none here."""
    card, address = site.card, f"{origin}{href(f'/sites/{site.code}')}"
    facts = {
        "@context": "https://schema.org",
        "@type": "LodgingBusiness",
        "@id": address,
        "url": address,
        "identifier": site.code,
        "name": site.name,
        "alternateName": card.name_zh if is_english() else card.name_en,
        "description": choose(site.introduction_zh, site.introduction_en),
        "image": f"{origin}/art/{site.code}.svg?wide=1",
        "telephone": site.phone,
        "address": _address(site),
        "geo": {"@type": "GeoCoordinates", "latitude": card.latitude, "longitude": card.longitude},
        "numberOfRooms": site.rooms,
        "maximumAttendeeCapacity": card.reception_limit,
        "checkinTime": time(site.check_in_hour).isoformat("minutes"),
        "checkoutTime": time(site.check_out_hour).isoformat("minutes"),
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": FACILITY[code].say(), "value": count or True}
            for code, count in card.facilities.items()
            if code in FACILITY
        ],
        "hasCertification": _certification(certificate),
    }  # fmt: skip
    return {name: value for name, value in facts.items() if value not in ("", None, [])}


def _address(site: SiteProfile) -> dict[str, str]:
    city = regions.city_of(site.card.district_code)
    try:
        locality = regions.region(city).name_in(locale())
        province = regions.region(city).province_code
    except KeyError:
        return {"@type": "PostalAddress", "addressCountry": COUNTRY}
    names = {one.code: one.name_in(locale()) for one in regions.provinces()}
    return {
        "@type": "PostalAddress",
        "addressCountry": COUNTRY,
        "addressRegion": names[province],
        "addressLocality": locality,
        "streetAddress": choose(site.address_zh, site.address_en),
    }


def _certification(paper: CertificateRecord | None) -> dict[str, Any] | None:
    if paper is None or not paper.covers(clock.today()):
        return None
    return {
        "@type": "Certification",
        "name": choose("职工疗休养基地", "Certified base for workers' retreats"),
        "certificationIdentification": paper.number,
        "issuedBy": {"@type": "Organization", "name": paper.issuer},
        "validFrom": paper.valid_from.isoformat(),
        "expires": paper.valid_to.isoformat(),
    }
