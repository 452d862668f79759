"""Finding bases: every base answers a question, with its reason where the answer is no."""

from sites.search.answers import Answer, Counts, DayCount, Failure, Fix, Results
from sites.search.catalogue import Catalogue, read_catalogue, read_site
from sites.search.finding import answer_for, find, search
from sites.search.question import (
    MAX_HEADS,
    MAX_NIGHTS,
    MAX_WINDOW,
    NEARBY_DAYS,
    SORTS,
    Question,
    around,
    between,
)
from sites.search.reasons import say

__all__ = [
    "MAX_HEADS",
    "MAX_NIGHTS",
    "MAX_WINDOW",
    "NEARBY_DAYS",
    "SORTS",
    "Answer",
    "Catalogue",
    "Counts",
    "DayCount",
    "Failure",
    "Fix",
    "Question",
    "Results",
    "answer_for",
    "around",
    "between",
    "find",
    "read_catalogue",
    "read_site",
    "say",
    "search",
]
