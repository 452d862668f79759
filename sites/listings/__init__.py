"""The retreat base as a place: its profile, room types and pictures."""

from sites.listings.cards import SiteCard, cards, cards_named, cards_of, kind_of
from sites.listings.codes import codes, how_many
from sites.listings.drafts import RoomTypeDraft, SiteDraft
from sites.listings.freshness import FRESH_FOR, age_in_days, booking_way, is_stale
from sites.listings.profile import (
    RoomTypeProfile,
    SiteProfile,
    SiteUnknown,
    profile,
    profiles_of,
    room_types_of,
)
from sites.listings.room_check import check_rooms, stale_sites
from sites.listings.shapes import Inspection, Medical, Terms, Tier
from sites.listings.writing import SiteCodeTaken, write_site

__all__ = [
    "FRESH_FOR",
    "Inspection",
    "Medical",
    "RoomTypeDraft",
    "RoomTypeProfile",
    "SiteCard",
    "SiteCodeTaken",
    "SiteDraft",
    "SiteProfile",
    "SiteUnknown",
    "Terms",
    "Tier",
    "age_in_days",
    "booking_way",
    "cards",
    "cards_named",
    "cards_of",
    "check_rooms",
    "codes",
    "how_many",
    "is_stale",
    "kind_of",
    "profile",
    "profiles_of",
    "room_types_of",
    "stale_sites",
    "write_site",
]
