"""What participants say afterwards, what it comes to, and what follows below the threshold."""

from booking.stays.surveying.answering import (
    OPEN_FOR,
    AnswerUnfit,
    SurveyClosed,
    SurveyOnCard,
    answer_survey,
    has_answered,
    is_open,
    surveys_on_card,
)
from booking.stays.surveying.judging import (
    Term,
    TermUnfit,
    judge_survey,
    set_term,
    surveys_over,
    term_now,
)
from booking.stays.surveying.points import PARTS, Given, Sums, is_below, points, sums_of, together
from booking.stays.surveying.reading import JudgedStay, Reviews, results, reviews_of, survey_of

__all__ = [
    "OPEN_FOR",
    "PARTS",
    "AnswerUnfit",
    "Given",
    "JudgedStay",
    "Reviews",
    "Sums",
    "SurveyClosed",
    "SurveyOnCard",
    "Term",
    "TermUnfit",
    "answer_survey",
    "has_answered",
    "is_below",
    "is_open",
    "judge_survey",
    "points",
    "results",
    "reviews_of",
    "set_term",
    "sums_of",
    "survey_of",
    "surveys_on_card",
    "surveys_over",
    "term_now",
    "together",
]
