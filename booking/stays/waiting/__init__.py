"""The waiting list for a party: joining, the rule of order, offers when rooms come free, and their answers."""

from booking.stays.waiting.alternatives import Alternatives, alternatives_to
from booking.stays.waiting.answering import decline, keep
from booking.stays.waiting.fate import Fate
from booking.stays.waiting.inquiries import Asking, Competition, competitions
from booking.stays.waiting.joining import join
from booking.stays.waiting.leaving import lapse, leave, waits_over
from booking.stays.waiting.listing import (
    ListedWait,
    OpenOffer,
    WaitingList,
    list_of,
)
from booking.stays.waiting.offering import offer, sites_to_offer
from booking.stays.waiting.order import MOST_NIGHTS, MOST_SITES, MOST_WAITS, WaitOrder
from booking.stays.waiting.outcompeted import tell_outcompeted
from booking.stays.waiting.overview import SiteWaits, Waits, waits_by_site
from booking.stays.waiting.priorities import Priority, end_priority, priorities, set_priority
from booking.stays.waiting.reading import (
    WaitHappening,
    WaitLine,
    WaitPage,
    WaitSite,
    open_offers,
    page_of_wait,
    wait_of,
    waits_of,
)
from booking.stays.waiting.remedies import Remedy, remedies
from booking.stays.waiting.standing import PlaceStanding
from booking.stays.waiting.turning import wait_instead

__all__ = [
    "MOST_NIGHTS",
    "MOST_SITES",
    "MOST_WAITS",
    "Alternatives",
    "Asking",
    "Competition",
    "Fate",
    "ListedWait",
    "OpenOffer",
    "PlaceStanding",
    "Priority",
    "Remedy",
    "SiteWaits",
    "WaitHappening",
    "WaitLine",
    "WaitOrder",
    "WaitPage",
    "WaitSite",
    "WaitingList",
    "Waits",
    "alternatives_to",
    "competitions",
    "decline",
    "end_priority",
    "join",
    "keep",
    "lapse",
    "leave",
    "list_of",
    "offer",
    "open_offers",
    "page_of_wait",
    "priorities",
    "remedies",
    "set_priority",
    "sites_to_offer",
    "tell_outcompeted",
    "wait_instead",
    "wait_of",
    "waits_by_site",
    "waits_of",
    "waits_over",
]
