"""Decision and procurement: how a base was chosen, what was compared, and which papers are needed from which amount."""

from booking.stays.deciding.reading import Decision, decision_of
from booking.stays.deciding.required import KINDS, Standing
from booking.stays.deciding.requiring import (
    RequirementUnfit,
    required_by,
    required_of,
    set_required_papers,
)
from booking.stays.deciding.writing import (
    METHODS,
    ComparisonUnfit,
    DecisionDraft,
    DecisionUnfit,
    keep_comparison,
    write_decision,
)

__all__ = [
    "KINDS",
    "METHODS",
    "ComparisonUnfit",
    "Decision",
    "DecisionDraft",
    "DecisionUnfit",
    "RequirementUnfit",
    "Standing",
    "decision_of",
    "keep_comparison",
    "required_by",
    "required_of",
    "set_required_papers",
    "write_decision",
]
