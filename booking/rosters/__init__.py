"""Who travels: names, kinds, and papers that are sealed at rest and masked on screen."""

from booking.rosters.adding import add_travellers, index_of
from booking.rosters.drafts import DOCUMENTS, KINDS, SEXES, TravellerDraft, draft
from booking.rosters.elsewhere import also_on
from booking.rosters.pasted import PastedFault, read_lines
from booking.rosters.reading import Person, Roster, roster_of
from booking.rosters.refusals import AlreadyOnRoster, RosterFull, TravellerUnknown
from booking.rosters.removing import remove_traveller
from booking.rosters.revealing import Revealed, reveal_id

__all__ = [
    "DOCUMENTS",
    "KINDS",
    "SEXES",
    "AlreadyOnRoster",
    "PastedFault",
    "Person",
    "Revealed",
    "Roster",
    "RosterFull",
    "TravellerDraft",
    "TravellerUnknown",
    "add_travellers",
    "also_on",
    "draft",
    "index_of",
    "read_lines",
    "remove_traveller",
    "reveal_id",
    "roster_of",
]
