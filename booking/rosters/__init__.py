"""Who travels: names, kinds, and papers that are sealed at rest and masked on screen."""

from booking.rosters.adding import add_travellers, index_of
from booking.rosters.drafts import DOCUMENTS, KINDS, SEXES, TravellerDraft, draft
from booking.rosters.elsewhere import also_on
from booking.rosters.needs import (
    DIETS,
    Needs,
    NeedsUnfit,
    forget_needs,
    needs_of,
    needs_of_party,
    write_needs,
)
from booking.rosters.pasted import PastedFault, read_lines
from booking.rosters.reading import Person, Roster, roster_of
from booking.rosters.refusals import AlreadyOnRoster, RosterFull, TravellerUnknown
from booking.rosters.removing import remove_traveller
from booking.rosters.revealing import Revealed, reveal_id
from booking.rosters.roomed import (
    Named,
    Version,
    keep_version,
    newest_version,
    note_sent,
    odd_rule_of,
    people_in,
    room_numbers_of,
    rooms_from,
    write_odd_rule,
    write_room_numbers,
)

__all__ = [
    "DIETS",
    "DOCUMENTS",
    "KINDS",
    "SEXES",
    "AlreadyOnRoster",
    "Named",
    "Needs",
    "NeedsUnfit",
    "PastedFault",
    "Person",
    "Revealed",
    "Roster",
    "RosterFull",
    "TravellerDraft",
    "TravellerUnknown",
    "Version",
    "add_travellers",
    "also_on",
    "draft",
    "forget_needs",
    "index_of",
    "keep_version",
    "needs_of",
    "needs_of_party",
    "newest_version",
    "note_sent",
    "odd_rule_of",
    "people_in",
    "read_lines",
    "remove_traveller",
    "reveal_id",
    "room_numbers_of",
    "rooms_from",
    "roster_of",
    "write_needs",
    "write_odd_rule",
    "write_room_numbers",
]
