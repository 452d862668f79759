"""The reimbursement pack: everything that a union hands to its accountants in one file, and whether it agrees with itself."""

from booking.documents.pack.consistency import Consistency, consistency_of
from booking.documents.pack.drawing import draw_pack
from booking.documents.pack.findings import Finding, findings
from booking.documents.pack.words import address_of, from_facts, place_of, said

__all__ = [
    "Consistency",
    "Finding",
    "address_of",
    "consistency_of",
    "draw_pack",
    "findings",
    "from_facts",
    "place_of",
    "said",
]
