"""Who travels: names, kinds, and papers that are sealed at rest and masked on screen."""

from booking.rosters.drafts import DOCUMENTS, KINDS, SEXES, TravellerDraft, draft
from booking.rosters.elsewhere import also_on
from booking.rosters.files.judging import Judged
from booking.rosters.files.keeping import (
    FileMoved,
    NoFileOpen,
    OpenFile,
    SentFile,
    end_file,
    files_too_old,
    forget_file,
    keep_file,
    mend_file,
    open_file,
    shorten_file,
    waiting_rows,
)
from booking.rosters.files.opening import FileUnreadable
from booking.rosters.files.reading import read_file
from booking.rosters.files.template import roster_template
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
from booking.rosters.places import index_of
from booking.rosters.reading import Person, Roster, roster_of
from booking.rosters.refusals import AlreadyOnRoster, RosterFull, TravellerUnknown
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
from booking.rosters.versions import FIELDS, Difference, ListVersion, differences, versions_of
from booking.rosters.writing import Edit, write

__all__ = [
    "DIETS",
    "DOCUMENTS",
    "FIELDS",
    "KINDS",
    "SEXES",
    "AlreadyOnRoster",
    "Difference",
    "Edit",
    "FileMoved",
    "FileUnreadable",
    "Judged",
    "ListVersion",
    "Named",
    "Needs",
    "NeedsUnfit",
    "NoFileOpen",
    "OpenFile",
    "PastedFault",
    "Person",
    "Revealed",
    "Roster",
    "RosterFull",
    "SentFile",
    "TravellerDraft",
    "TravellerUnknown",
    "Version",
    "also_on",
    "differences",
    "draft",
    "end_file",
    "files_too_old",
    "forget_file",
    "forget_needs",
    "index_of",
    "keep_file",
    "keep_version",
    "mend_file",
    "needs_of",
    "needs_of_party",
    "newest_version",
    "note_sent",
    "odd_rule_of",
    "open_file",
    "people_in",
    "read_file",
    "read_lines",
    "reveal_id",
    "room_numbers_of",
    "rooms_from",
    "roster_of",
    "roster_template",
    "shorten_file",
    "versions_of",
    "waiting_rows",
    "write",
    "write_needs",
    "write_odd_rule",
    "write_room_numbers",
]
