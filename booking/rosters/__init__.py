"""Who travels: names, kinds, and papers that are sealed at rest and masked on screen."""

from booking.rosters.asked import (
    WHY,
    Between,
    LastCheck,
    checks_since,
    found_between,
    last_checks,
    lists_with,
    note_check,
)
from booking.rosters.carrying import carry
from booking.rosters.copying import copy_of
from booking.rosters.drafts import DOCUMENTS, KINDS, SEXES, TravellerDraft, draft
from booking.rosters.eligibility import Hit, Planned, hits_of
from booking.rosters.elsewhere import also_on
from booking.rosters.entitlement import (
    Record,
    Retreat,
    forget_old_records,
    records_of,
    renumber_records,
    set_outcome,
    write_records,
)
from booking.rosters.files.by_batch import BatchList
from booking.rosters.files.columns import BatchHeadingMissing
from booking.rosters.files.judging import Judged
from booking.rosters.files.keeping import (
    OpenFile,
    OpenPlanFile,
    open_file,
    open_plan_file,
    waiting_rows,
)
from booking.rosters.files.opening import FileUnreadable
from booking.rosters.files.progress import (
    Reading,
    begin_reading,
    clear_readings,
    end_reading,
    note_reading,
    reading_of,
)
from booking.rosters.files.reading import read_file
from booking.rosters.files.shelf import FileMoved, NoFileOpen, SentFile, plan_files, roster_files
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
from booking.rosters.retention import (
    Retention,
    RetentionUnfit,
    Shredded,
    retention_of,
    set_retention,
    shredded_at,
    shredded_lists,
)
from booking.rosters.revealing import Revealed, demand_traveller, reveal_id, reveal_of
from booking.rosters.reveals import Look, reveals_of_own
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
from booking.rosters.shredding import DEFAULT_DAYS, erase, shred
from booking.rosters.standing import Standing, standing_on
from booking.rosters.versions import FIELDS, Difference, ListVersion, differences, versions_of
from booking.rosters.writing import Edit, write

__all__ = [
    "DEFAULT_DAYS",
    "DIETS",
    "DOCUMENTS",
    "FIELDS",
    "KINDS",
    "SEXES",
    "WHY",
    "AlreadyOnRoster",
    "BatchHeadingMissing",
    "BatchList",
    "Between",
    "Difference",
    "Edit",
    "FileMoved",
    "FileUnreadable",
    "Hit",
    "Judged",
    "LastCheck",
    "ListVersion",
    "Look",
    "Named",
    "Needs",
    "NeedsUnfit",
    "NoFileOpen",
    "OpenFile",
    "OpenPlanFile",
    "PastedFault",
    "Person",
    "Planned",
    "Reading",
    "Record",
    "Retention",
    "RetentionUnfit",
    "Retreat",
    "Revealed",
    "Roster",
    "RosterFull",
    "SentFile",
    "Shredded",
    "Standing",
    "TravellerDraft",
    "TravellerUnknown",
    "Version",
    "also_on",
    "begin_reading",
    "carry",
    "checks_since",
    "clear_readings",
    "copy_of",
    "demand_traveller",
    "differences",
    "draft",
    "end_reading",
    "erase",
    "forget_needs",
    "forget_old_records",
    "found_between",
    "hits_of",
    "index_of",
    "keep_version",
    "last_checks",
    "lists_with",
    "needs_of",
    "needs_of_party",
    "newest_version",
    "note_check",
    "note_reading",
    "note_sent",
    "odd_rule_of",
    "open_file",
    "open_plan_file",
    "people_in",
    "plan_files",
    "read_file",
    "read_lines",
    "reading_of",
    "records_of",
    "renumber_records",
    "retention_of",
    "reveal_id",
    "reveal_of",
    "reveals_of_own",
    "room_numbers_of",
    "rooms_from",
    "roster_files",
    "roster_of",
    "roster_template",
    "set_outcome",
    "set_retention",
    "shred",
    "shredded_at",
    "shredded_lists",
    "standing_on",
    "versions_of",
    "waiting_rows",
    "write",
    "write_needs",
    "write_odd_rule",
    "write_records",
    "write_room_numbers",
]
