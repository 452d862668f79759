"""The retreat base as a place: its profile, room types and pictures."""

from sites.listings.attrition_terms import AttritionUnfit, set_attrition
from sites.listings.cards import SiteCard, cards, cards_named, cards_of, is_code, kind_of
from sites.listings.codes import codes, how_many, is_there
from sites.listings.declaring import WaitingRuleUnfit, declare_waiting
from sites.listings.drafts import RoomTypeDraft, SiteDraft
from sites.listings.freshness import FRESH_FOR, age_in_days, booking_way, is_stale
from sites.listings.payment_terms import PaymentTermsUnfit, set_payment_terms
from sites.listings.profile import (
    RoomTypeProfile,
    SiteProfile,
    SiteUnknown,
    profile,
    profiles_of,
    room_types_of,
)
from sites.listings.release_terms import ReleaseTerms, ReleaseTermsUnfit, set_release_terms
from sites.listings.room_check import check_rooms, stale_sites
from sites.listings.shapes import (
    Attrition,
    Inspection,
    Medical,
    Payment,
    ReleaseStep,
    Terms,
    Tier,
    attrition_from,
    payment_from,
    releases_from,
)
from sites.listings.tenures import (
    Operator,
    OperatorChanged,
    Post,
    TenureLine,
    change_operator,
    posts,
    tenures,
)
from sites.listings.waiting_rule import WaitingRule, rule_of
from sites.listings.writing import SiteCodeTaken, write_site

__all__ = [
    "FRESH_FOR",
    "Attrition",
    "AttritionUnfit",
    "Inspection",
    "Medical",
    "Operator",
    "OperatorChanged",
    "Payment",
    "PaymentTermsUnfit",
    "Post",
    "ReleaseStep",
    "ReleaseTerms",
    "ReleaseTermsUnfit",
    "RoomTypeDraft",
    "RoomTypeProfile",
    "SiteCard",
    "SiteCodeTaken",
    "SiteDraft",
    "SiteProfile",
    "SiteUnknown",
    "TenureLine",
    "Terms",
    "Tier",
    "WaitingRule",
    "WaitingRuleUnfit",
    "age_in_days",
    "attrition_from",
    "booking_way",
    "cards",
    "cards_named",
    "cards_of",
    "change_operator",
    "check_rooms",
    "codes",
    "declare_waiting",
    "how_many",
    "is_code",
    "is_stale",
    "is_there",
    "kind_of",
    "payment_from",
    "posts",
    "profile",
    "profiles_of",
    "releases_from",
    "room_types_of",
    "rule_of",
    "set_attrition",
    "set_payment_terms",
    "set_release_terms",
    "stale_sites",
    "tenures",
    "write_site",
]
