"""Groups received off the platform: their ledger, the bases' monthly returns, and closed periods."""

from booking.receptions.access import sites_of
from booking.receptions.closing import Closed, close_period, closed_period, closed_periods
from booking.receptions.correcting import correct, withdraw
from booking.receptions.drafts import GroupDraft, ProofFile
from booking.receptions.group_sheet import GroupList, ListedGroup, template
from booking.receptions.importing import import_groups, preview_groups
from booking.receptions.lines import (
    Change,
    GroupLine,
    GroupPage,
    group_page,
    groups_of,
    year_recorded_last,
)
from booking.receptions.months import (
    Period,
    due_day,
    last_over,
    month_from,
    months_later,
    period_of,
)
from booking.receptions.recording import record
from booking.receptions.refusals import GroupUnknown, ListChanged, PeriodUnknown
from booking.receptions.returning import (
    Counted,
    Returned,
    asked_for,
    return_month,
    returns_in,
    returns_missing,
    returns_of,
)
from booking.receptions.vocabulary import ACT, SENDER, SENDERS, origin_name, origin_options

__all__ = [
    "ACT",
    "SENDER",
    "SENDERS",
    "Change",
    "Closed",
    "Counted",
    "GroupDraft",
    "GroupLine",
    "GroupList",
    "GroupPage",
    "GroupUnknown",
    "ListChanged",
    "ListedGroup",
    "Period",
    "PeriodUnknown",
    "ProofFile",
    "Returned",
    "asked_for",
    "close_period",
    "closed_period",
    "closed_periods",
    "correct",
    "due_day",
    "group_page",
    "groups_of",
    "import_groups",
    "last_over",
    "month_from",
    "months_later",
    "origin_name",
    "origin_options",
    "period_of",
    "preview_groups",
    "record",
    "return_month",
    "returns_in",
    "returns_missing",
    "returns_of",
    "sites_of",
    "template",
    "withdraw",
    "year_recorded_last",
]
