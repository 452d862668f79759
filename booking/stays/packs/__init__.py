"""The reimbursement pack of a stay: asked for, drawn by a job, kept as drawn until its names are shredded."""

from booking.stays.packs.asking import PackUnderway, ask_for_pack
from booking.stays.packs.keeping import (
    DrawnFile,
    PackToDraw,
    give_up_pack,
    keep_pack,
    note_progress,
    pack_to_draw,
)
from booking.stays.packs.people_figures import NightFigures, PeopleFigures, people_figures
from booking.stays.packs.reading import WHY, PackLine, pack_file, packs_of

__all__ = [
    "WHY",
    "DrawnFile",
    "NightFigures",
    "PackLine",
    "PackToDraw",
    "PackUnderway",
    "PeopleFigures",
    "ask_for_pack",
    "give_up_pack",
    "keep_pack",
    "note_progress",
    "pack_file",
    "pack_to_draw",
    "packs_of",
    "people_figures",
]
