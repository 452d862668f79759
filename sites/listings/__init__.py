"""The retreat base as a place: its profile, room types and pictures."""

from sites.listings.cards import SiteCard, cards, kind_of
from sites.listings.drafts import RoomTypeDraft, SiteDraft
from sites.listings.profile import RoomTypeProfile, SiteProfile, SiteUnknown, profile, profiles_of
from sites.listings.room_check import check_rooms
from sites.listings.shapes import Inspection, Medical, Terms, Tier
from sites.listings.writing import SiteCodeTaken, write_site

__all__ = [
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
    "cards",
    "check_rooms",
    "kind_of",
    "profile",
    "profiles_of",
    "write_site",
]
