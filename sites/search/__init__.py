"""Finding bases: every base answers a question, with its reason where the answer is no."""

from sites.search.answers import Answer, Counts, DayCount, DayOffer, Failure, Fix, Pin, Results
from sites.search.asker import ANYBODY, Asker, Ceiling, Closed
from sites.search.bounds import FREE, Bounds, allowing, capping
from sites.search.catalogue import Catalogue, read_catalogue, read_site
from sites.search.finding import find, judged, over_days
from sites.search.judging import CEILING
from sites.search.plain import answer_for, search
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
from sites.search.splitting import split_of
from sites.search.weeks import WeekOffer, cheapest_first, weeks

__all__ = [
    "ANYBODY",
    "CEILING",
    "FREE",
    "MAX_HEADS",
    "MAX_NIGHTS",
    "MAX_WINDOW",
    "NEARBY_DAYS",
    "SORTS",
    "Answer",
    "Asker",
    "Bounds",
    "Catalogue",
    "Ceiling",
    "Closed",
    "Counts",
    "DayCount",
    "DayOffer",
    "Failure",
    "Fix",
    "Pin",
    "Question",
    "Results",
    "WeekOffer",
    "allowing",
    "answer_for",
    "around",
    "between",
    "capping",
    "cheapest_first",
    "find",
    "judged",
    "over_days",
    "read_catalogue",
    "read_site",
    "say",
    "search",
    "split_of",
    "weeks",
]
