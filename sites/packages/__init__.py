"""What is sold: packages, their seasons, and quotes that are the sum of their nights."""

from sites.packages.drafts import BaseDraft, IncludedItem, PackageDraft, PriceDraft, ProgrammeDay
from sites.packages.enrolment import enrol, enrol_all
from sites.packages.offers import Offer, PackageProfile, SeasonPrice, offers, packages
from sites.packages.pricing import quote_for
from sites.packages.quote import (
    GroupOutsidePackage,
    Heads,
    NightsOutsidePackage,
    NoPriceForNight,
    Quote,
    QuoteNight,
    Rooms,
    quote,
)

__all__ = [
    "BaseDraft",
    "GroupOutsidePackage",
    "Heads",
    "IncludedItem",
    "NightsOutsidePackage",
    "NoPriceForNight",
    "Offer",
    "PackageDraft",
    "PackageProfile",
    "PriceDraft",
    "ProgrammeDay",
    "Quote",
    "QuoteNight",
    "Rooms",
    "SeasonPrice",
    "enrol",
    "enrol_all",
    "offers",
    "packages",
    "quote",
    "quote_for",
]
