"""Questions, complaints and incidents: each has a number, a deadline, an owner and one answer."""

from booking.cases.deadlines import mark_overdue, near, past
from booking.cases.handling import answer_case, hand_case, take_case, write_to_case
from booking.cases.kinds import CHANNELS, DAYS, KINDS
from booking.cases.opening import NewCase, open_case, open_for_participant, open_within
from booking.cases.reading import (
    CaseFigures,
    CaseLine,
    CasePage,
    case_figures,
    case_page,
    cases,
    whole_list,
)
from booking.cases.refusals import CaseUnknown

__all__ = [
    "CHANNELS",
    "DAYS",
    "KINDS",
    "CaseFigures",
    "CaseLine",
    "CasePage",
    "CaseUnknown",
    "NewCase",
    "answer_case",
    "case_figures",
    "case_page",
    "cases",
    "hand_case",
    "mark_overdue",
    "near",
    "open_case",
    "open_for_participant",
    "open_within",
    "past",
    "take_case",
    "whole_list",
    "write_to_case",
]
