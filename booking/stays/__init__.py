"""Trips and their stays: from a hold to a settled account, one verb for each move."""

from booking.stays.absence import mark_no_show, preview_no_show
from booking.stays.access import inner_id
from booking.stays.account_preview import AccountNight, AccountPreview, preview_account
from booking.stays.amendment_answer import (
    accept_amendment,
    refuse_amendment,
    withdraw_amendment,
)
from booking.stays.amendment_proposal import amend
from booking.stays.amendment_reading import (
    AmendmentPage,
    AmendmentPreview,
    amendment_of,
    open_amendments,
    preview_amendment,
)
from booking.stays.amendment_records import (
    AmendmentRecord,
    amendment_record,
    amendments_of,
)
from booking.stays.amendment_terms import AMENDABLE
from booking.stays.answer import DECLINE_REASONS, accept, decline
from booking.stays.answer_record import AnswerRecord, answer_record
from booking.stays.approval import agree, ask_approval, hand_on, send_back
from booking.stays.approval_reading import AskedStep, asked_of, asked_step
from booking.stays.arrival import record_arrivals
from booking.stays.attrition_words import attrition_sentence
from booking.stays.batches import MOST_BATCHES, Batch, hold_batches
from booking.stays.beyond import booked_beyond
from booking.stays.bookable import Bookable, bookable
from booking.stays.calling import CallLine, calls_about, note_call
from booking.stays.cancellation import CancellationPreview, cancel, preview_cancellation
from booking.stays.census import counts_by_state
from booking.stays.coming import workers_coming
from booking.stays.confirmation import MISSING, confirm
from booking.stays.contract import seal_contract
from booking.stays.counter_answer import accept_counter_offer, refuse_counter_offer
from booking.stays.counter_end import lapse, withdraw_counter_offer
from booking.stays.counter_offer import preview_counter_offer, propose
from booking.stays.counter_reading import (
    CounterOfferPage,
    counter_offer_of,
    open_counter_offers,
)
from booking.stays.counter_terms import CounterOffer
from booking.stays.counting import NightCount, RoomNight, counts_of
from booking.stays.departure import depart, depart_by_date
from booking.stays.dispute_papers import DisputePaper, dispute_paper
from booking.stays.dispute_reading import (
    DisputeLine,
    DisputesPage,
    disputes_of,
    disputes_waiting,
    was_disputed,
)
from booking.stays.disputing import answer_dispute, decide_dispute, dispute_line, withdraw_dispute
from booking.stays.due import to_telephone
from booking.stays.early_departure import EarlyDeparture, leave_early, preview_early_departure
from booking.stays.eligible import Eligibility, check_eligibility
from booking.stays.entitling import entitle, entitlements_due
from booking.stays.expiry import expire
from booking.stays.filing import FilingEntry, filing_of
from booking.stays.flagging import flag_uncertified, wrongly_flagged
from booking.stays.force_majeure import (
    KINDS as FORCE_MAJEURE_KINDS,
)
from booking.stays.force_majeure import (
    Declaration,
    Event,
    declarations,
    declare_force_majeure,
    withdraw_force_majeure,
)
from booking.stays.groups import groups_at
from booking.stays.held_by_others import first_end as first_hold_end
from booking.stays.hold import hold, hold_trip
from booking.stays.holding import HeldTrip
from booking.stays.inquiry import grant, inquire
from booking.stays.legs import MOST_LEGS, Leg, demand_one_trip
from booking.stays.lines import (
    StayLine,
    awaiting_answer,
    lines_by_id,
    lines_of,
    lines_of_trips,
    own_lines,
)
from booking.stays.listing import Sought, listed, months_of_arrival, own_counts, stays_by_trip
from booking.stays.messages import write_message
from booking.stays.movements import Movement, movements_between
from booking.stays.named import fully_named
from booking.stays.names_seen import (
    NumbersClosed,
    SeenList,
    list_for_base,
    may_see_numbers,
    reveal_everybody,
    reveal_for_registration,
)
from booking.stays.naming import NAMEABLE, name_travellers, unname_traveller
from booking.stays.naming_file import (
    Taken,
    drop_roster_file,
    mend_roster_file,
    roster_file,
    send_roster_file,
    take_roster_file,
)
from booking.stays.new_terms import Lodging, NewTerms
from booking.stays.night_records import NightRecord, Slept, nights_of
from booking.stays.order import HoldOrder
from booking.stays.overlap import named_twice
from booking.stays.overseen import OverseenStay, overseen
from booking.stays.paper_list import ListedPaper, papers_of
from booking.stays.papers import (
    PaperUnfit,
    StoredUpload,
    add_paper,
    media_type_of,
    paper_of,
    store,
    stored_papers,
)
from booking.stays.paying_online import pay_online
from booking.stays.payment_words import payment_sentences
from booking.stays.planned import put_into_plan
from booking.stays.present import Crowd, Here, here_today, own_today
from booking.stays.priced import frozen_on
from booking.stays.prolonging import prolong, prolong_trip
from booking.stays.quota_use import trips_taking
from booking.stays.reading import StayPage, page_of
from booking.stays.reckoning import Change
from booking.stays.reconciliation import (
    accept_account,
    present_account,
    present_by_date,
    reconcile_by_date,
    return_account,
)
from booking.stays.records import RecordPage, StayRecord, record_of, records_of
from booking.stays.refusals import CountedMeanwhile, NobodyToApprove, NoOperatorYet, StayUnknown
from booking.stays.register import (
    RegisterLine,
    Wanted,
    filed_stay,
    quarters,
    register,
    whole_register,
)
from booking.stays.release import release_unnamed
from booking.stays.release_reading import ReleaseDone, ReleasePage, StepAhead, releases_of
from booking.stays.release_words import release_sentences
from booking.stays.remaining import Remaining, remaining_at
from booking.stays.replacing import replace_traveller
from booking.stays.rooms import arrived_on, rooms_of
from booking.stays.rule_acts import (
    BlockNotPassable,
    PassReasonMissing,
    RuleReasonMissing,
    RulesStandAgainst,
    TripRules,
    pass_block,
    state_facts,
    trip_rules,
)
from booking.stays.rule_preview import Rejudged, trips_recounted, trips_rejudged
from booking.stays.sender import HOST, Sender, sender_for
from booking.stays.settling import settle, settle_together
from booking.stays.shredding import (
    erase_person,
    files_to_shred,
    lists_to_shred,
    shred_files,
    shred_list,
)
from booking.stays.spoken import ReferenceUnknown, SpokenOf, spoken_of
from booking.stays.states import EFFECTS, MOVES, State
from booking.stays.submission import preview_submission, submit, submit_trip
from booking.stays.subsidy_claiming import (
    Claimable,
    WorkersThere,
    claim_subsidy,
    claimables_of,
    preview_subsidy,
    subsidy_state,
)
from booking.stays.takeover import take_over
from booking.stays.terms_now import TermsNow, terms_now
from booking.stays.terms_reading import Terms, compare
from booking.stays.travelled import Travel, travels
from booking.stays.trip_cancellation import (
    TripCancellation,
    cancel_trip,
    preview_trip_cancellation,
)
from booking.stays.trip_ceiling import allowance_after, quotes_of_trip
from booking.stays.trip_order import JOINABLE
from booking.stays.trip_reading import TripPage, day_price, rest_of_trip, trip_page
from booking.stays.unsettled import unsettled
from booking.stays.working_hours import open_time
from booking.stays.yearly import YearTrip, trips_in_year

__all__ = [
    "AMENDABLE",
    "DECLINE_REASONS",
    "EFFECTS",
    "FORCE_MAJEURE_KINDS",
    "HOST",
    "JOINABLE",
    "MISSING",
    "MOST_BATCHES",
    "MOST_LEGS",
    "MOVES",
    "NAMEABLE",
    "AccountNight",
    "AccountPreview",
    "AmendmentPage",
    "AmendmentPreview",
    "AmendmentRecord",
    "AnswerRecord",
    "AskedStep",
    "Batch",
    "BlockNotPassable",
    "Bookable",
    "CallLine",
    "CancellationPreview",
    "Change",
    "Claimable",
    "CountedMeanwhile",
    "CounterOffer",
    "CounterOfferPage",
    "Crowd",
    "Declaration",
    "DisputeLine",
    "DisputePaper",
    "DisputesPage",
    "EarlyDeparture",
    "Eligibility",
    "Event",
    "FilingEntry",
    "HeldTrip",
    "Here",
    "HoldOrder",
    "Leg",
    "ListedPaper",
    "Lodging",
    "Movement",
    "NewTerms",
    "NightCount",
    "NightRecord",
    "NoOperatorYet",
    "NobodyToApprove",
    "NumbersClosed",
    "OverseenStay",
    "PaperUnfit",
    "PassReasonMissing",
    "RecordPage",
    "ReferenceUnknown",
    "RegisterLine",
    "Rejudged",
    "ReleaseDone",
    "ReleasePage",
    "Remaining",
    "RoomNight",
    "RuleReasonMissing",
    "RulesStandAgainst",
    "SeenList",
    "Sender",
    "Slept",
    "Sought",
    "SpokenOf",
    "State",
    "StayLine",
    "StayPage",
    "StayRecord",
    "StayUnknown",
    "StepAhead",
    "StoredUpload",
    "Taken",
    "Terms",
    "TermsNow",
    "Travel",
    "TripCancellation",
    "TripPage",
    "TripRules",
    "Wanted",
    "WorkersThere",
    "YearTrip",
    "accept",
    "accept_account",
    "accept_amendment",
    "accept_counter_offer",
    "add_paper",
    "agree",
    "allowance_after",
    "amend",
    "amendment_of",
    "amendment_record",
    "amendments_of",
    "answer_dispute",
    "answer_record",
    "arrived_on",
    "ask_approval",
    "asked_of",
    "asked_step",
    "attrition_sentence",
    "awaiting_answer",
    "bookable",
    "booked_beyond",
    "calls_about",
    "cancel",
    "cancel_trip",
    "check_eligibility",
    "claim_subsidy",
    "claimables_of",
    "compare",
    "confirm",
    "counter_offer_of",
    "counts_by_state",
    "counts_of",
    "day_price",
    "decide_dispute",
    "declarations",
    "declare_force_majeure",
    "decline",
    "demand_one_trip",
    "depart",
    "depart_by_date",
    "dispute_line",
    "dispute_paper",
    "disputes_of",
    "disputes_waiting",
    "drop_roster_file",
    "entitle",
    "entitlements_due",
    "erase_person",
    "expire",
    "filed_stay",
    "files_to_shred",
    "filing_of",
    "first_hold_end",
    "flag_uncertified",
    "frozen_on",
    "fully_named",
    "grant",
    "groups_at",
    "hand_on",
    "here_today",
    "hold",
    "hold_batches",
    "hold_trip",
    "inner_id",
    "inquire",
    "lapse",
    "leave_early",
    "lines_by_id",
    "lines_of",
    "lines_of_trips",
    "list_for_base",
    "listed",
    "lists_to_shred",
    "mark_no_show",
    "may_see_numbers",
    "media_type_of",
    "mend_roster_file",
    "months_of_arrival",
    "movements_between",
    "name_travellers",
    "named_twice",
    "nights_of",
    "note_call",
    "open_amendments",
    "open_counter_offers",
    "open_time",
    "overseen",
    "own_counts",
    "own_lines",
    "own_today",
    "page_of",
    "paper_of",
    "papers_of",
    "pass_block",
    "pay_online",
    "payment_sentences",
    "present_account",
    "present_by_date",
    "preview_account",
    "preview_amendment",
    "preview_cancellation",
    "preview_counter_offer",
    "preview_early_departure",
    "preview_no_show",
    "preview_submission",
    "preview_subsidy",
    "preview_trip_cancellation",
    "prolong",
    "prolong_trip",
    "propose",
    "put_into_plan",
    "quarters",
    "quotes_of_trip",
    "reconcile_by_date",
    "record_arrivals",
    "record_of",
    "records_of",
    "refuse_amendment",
    "refuse_counter_offer",
    "register",
    "release_sentences",
    "release_unnamed",
    "releases_of",
    "remaining_at",
    "replace_traveller",
    "rest_of_trip",
    "return_account",
    "reveal_everybody",
    "reveal_for_registration",
    "rooms_of",
    "roster_file",
    "seal_contract",
    "send_back",
    "send_roster_file",
    "sender_for",
    "settle",
    "settle_together",
    "shred_files",
    "shred_list",
    "spoken_of",
    "state_facts",
    "stays_by_trip",
    "store",
    "stored_papers",
    "submit",
    "submit_trip",
    "subsidy_state",
    "take_over",
    "take_roster_file",
    "terms_now",
    "to_telephone",
    "travels",
    "trip_page",
    "trip_rules",
    "trips_in_year",
    "trips_recounted",
    "trips_rejudged",
    "trips_taking",
    "unname_traveller",
    "unsettled",
    "was_disputed",
    "whole_register",
    "withdraw_amendment",
    "withdraw_counter_offer",
    "withdraw_dispute",
    "withdraw_force_majeure",
    "workers_coming",
    "write_message",
    "wrongly_flagged",
]
