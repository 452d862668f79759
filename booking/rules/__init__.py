"""Rules: what the sending unit's own region demands of a trip, with the document it rests on."""

from booking.rules.documents import Document
from booking.rules.facts import Insurance, TripFacts
from booking.rules.judgement import judge, most_per_person, no_rule_sentence
from booking.rules.kinds import KINDS
from booking.rules.places import place_name
from booking.rules.reading import Fault, Read, read_document, read_documents
from booking.rules.saying import FACTS, fact_name, title_of, words_of
from booking.rules.verdicts import Judgement, Outcome, Verdict, worst

__all__ = [
    "FACTS",
    "KINDS",
    "Document",
    "Fault",
    "Insurance",
    "Judgement",
    "Outcome",
    "Read",
    "TripFacts",
    "Verdict",
    "fact_name",
    "judge",
    "most_per_person",
    "no_rule_sentence",
    "place_name",
    "read_document",
    "read_documents",
    "title_of",
    "words_of",
    "worst",
]
