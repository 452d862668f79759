"""What is sold: packages, their seasons, and quotes that are the sum of their nights."""

from sites.packages.drafts import BaseDraft, IncludedItem, PackageDraft, PriceDraft, ProgrammeDay
from sites.packages.editing import (
    PackageChanged,
    PackageTerms,
    PackageUnknown,
    add_package,
    change_package,
    codes_of,
    terms_of,
)
from sites.packages.enrolment import enrol, enrol_all
from sites.packages.extras import Extra, ExtraUnknown
from sites.packages.offers import Offer, PackageProfile, SeasonPrice, offers, packages
from sites.packages.price_editing import (
    PricesChanged,
    preview_price,
    prices_of,
    set_price,
)
from sites.packages.price_spans import PriceStretch
from sites.packages.price_undoing import PriceEditLine, undo_price, undoable_price
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
from sites.packages.shares import Allowance, Shares, following

__all__ = [
    "Allowance",
    "BaseDraft",
    "Extra",
    "ExtraUnknown",
    "GroupOutsidePackage",
    "Heads",
    "IncludedItem",
    "NightsOutsidePackage",
    "NoPriceForNight",
    "Offer",
    "PackageChanged",
    "PackageDraft",
    "PackageProfile",
    "PackageTerms",
    "PackageUnknown",
    "PriceDraft",
    "PriceEditLine",
    "PriceStretch",
    "PricesChanged",
    "ProgrammeDay",
    "Quote",
    "QuoteNight",
    "Rooms",
    "SeasonPrice",
    "Shares",
    "add_package",
    "change_package",
    "codes_of",
    "enrol",
    "enrol_all",
    "following",
    "offers",
    "packages",
    "preview_price",
    "prices_of",
    "quote",
    "quote_for",
    "set_price",
    "terms_of",
    "undo_price",
    "undoable_price",
]
