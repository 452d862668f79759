"""Rules: what the sending unit's own region demands of a trip, with the document it rests on."""

from booking.rules.access import may_write, policies_seen, policy_seen
from booking.rules.documents import Document
from booking.rules.exporting import as_toml
from booking.rules.facts import Insurance, TripFacts
from booking.rules.holiday_rules import demand_sound_notice, is_notice_year
from booking.rules.holiday_writing import (
    may_write_holidays,
    record_known_holidays,
    write_holidays,
)
from booking.rules.holidays import HolidayWriting, holidays_on_file, holidays_seen
from booking.rules.importing import ImportPreview, import_documents, preview_import
from booking.rules.insuring import InsuranceAsked, asked_by_documents, insurance_asked
from booking.rules.judgement import Limit, judge, most_per_person, no_rule_sentence
from booking.rules.judging import judge_by, judge_trip, limit_for
from booking.rules.kinds import KINDS
from booking.rules.places import code_named, place_name
from booking.rules.reading import Fault, Read, read_document, read_documents
from booking.rules.recording import (
    change_document,
    record_document,
    record_known_documents,
    withdraw_document,
)
from booking.rules.refusals import HolidaysNotYours, PolicyNotYours, PolicyUnknown
from booking.rules.saying import FACTS, fact_name, title_of, words_of
from booking.rules.shelf import documents_if, documents_on, timelines
from booking.rules.statements import (
    Passed,
    Statement,
    keep_pass,
    keep_statement,
    passed_of,
    standing_blocks,
    statement_of,
)
from booking.rules.timeline import Timeline, Version
from booking.rules.verdicts import Judgement, Outcome, Verdict, worst
from booking.rules.working_days import Holidays, HolidayYear

__all__ = [
    "FACTS",
    "KINDS",
    "Document",
    "Fault",
    "HolidayWriting",
    "HolidayYear",
    "Holidays",
    "HolidaysNotYours",
    "ImportPreview",
    "Insurance",
    "InsuranceAsked",
    "Judgement",
    "Limit",
    "Outcome",
    "Passed",
    "PolicyNotYours",
    "PolicyUnknown",
    "Read",
    "Statement",
    "Timeline",
    "TripFacts",
    "Verdict",
    "Version",
    "as_toml",
    "asked_by_documents",
    "change_document",
    "code_named",
    "demand_sound_notice",
    "documents_if",
    "documents_on",
    "fact_name",
    "holidays_on_file",
    "holidays_seen",
    "import_documents",
    "insurance_asked",
    "is_notice_year",
    "judge",
    "judge_by",
    "judge_trip",
    "keep_pass",
    "keep_statement",
    "limit_for",
    "may_write",
    "may_write_holidays",
    "most_per_person",
    "no_rule_sentence",
    "passed_of",
    "place_name",
    "policies_seen",
    "policy_seen",
    "preview_import",
    "read_document",
    "read_documents",
    "record_document",
    "record_known_documents",
    "record_known_holidays",
    "standing_blocks",
    "statement_of",
    "timelines",
    "title_of",
    "withdraw_document",
    "words_of",
    "worst",
    "write_holidays",
]
