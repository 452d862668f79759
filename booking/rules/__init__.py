"""Rules: what the sending unit's own region demands of a trip, with the document it rests on."""

from booking.rules.judgement import (
    Insurance,
    Judgement,
    Outcome,
    TripFacts,
    Verdict,
    judge,
    no_rule_sentence,
)

__all__ = [
    "Insurance",
    "Judgement",
    "Outcome",
    "TripFacts",
    "Verdict",
    "judge",
    "no_rule_sentence",
]
