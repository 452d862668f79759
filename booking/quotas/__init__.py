"""Quotas: ceilings for a class of buyer over a scope in a period, in a tree of grants."""

from booking.quotas.applying import Applying, applying
from booking.quotas.audience import Concerned, concerned, with_all_above
from booking.quotas.audit import breaches
from booking.quotas.bars import Bars, bars
from booking.quotas.borrowing import borrow, preview_borrow
from booking.quotas.changing import change, preview_change
from booking.quotas.claims import (
    claim,
    claiming,
    lock_for,
    lower_to_arrived,
    make_firm,
    release,
    take,
)
from booking.quotas.closing import close, preview_close, release_by_date
from booking.quotas.consequences import Consequences
from booking.quotas.drafts import QuotaDraft
from booking.quotas.due import (
    nearly_spent,
    note_nearly_spent,
    note_opening,
    openings_due,
    releases_due,
)
from booking.quotas.exporting import exported
from booking.quotas.figures import Figures
from booking.quotas.filling import Moved, Taking, Trips, wanted_by
from booking.quotas.importing import Trial, Tried, import_quotas, preview_import
from booking.quotas.lines import QuotaLine, lines_for
from booking.quotas.making import make, preview_make
from booking.quotas.matching import Asked, Buyer, Leg, Match, matches
from booking.quotas.of_union import left_for
from booking.quotas.page import Draw, QuotaPage, Version, page_of
from booking.quotas.records import QuotaRecord, quota_records
from booking.quotas.refusals import QuotaNotOpen, QuotaSpent, QuotaUnknown
from booking.quotas.sheet import ListedQuota, SheetFault

__all__ = [
    "Applying",
    "Asked",
    "Bars",
    "Buyer",
    "Concerned",
    "Consequences",
    "Draw",
    "Figures",
    "Leg",
    "ListedQuota",
    "Match",
    "Moved",
    "QuotaDraft",
    "QuotaLine",
    "QuotaNotOpen",
    "QuotaPage",
    "QuotaRecord",
    "QuotaSpent",
    "QuotaUnknown",
    "SheetFault",
    "Taking",
    "Trial",
    "Tried",
    "Trips",
    "Version",
    "applying",
    "bars",
    "borrow",
    "breaches",
    "change",
    "claim",
    "claiming",
    "close",
    "concerned",
    "exported",
    "import_quotas",
    "left_for",
    "lines_for",
    "lock_for",
    "lower_to_arrived",
    "make",
    "make_firm",
    "matches",
    "nearly_spent",
    "note_nearly_spent",
    "note_opening",
    "openings_due",
    "page_of",
    "preview_borrow",
    "preview_change",
    "preview_close",
    "preview_import",
    "preview_make",
    "quota_records",
    "release",
    "release_by_date",
    "releases_due",
    "take",
    "wanted_by",
    "with_all_above",
]
