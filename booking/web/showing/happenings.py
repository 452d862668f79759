"""What happened to a stay, newest first, each act in words with its numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.stays import MISSING, State, StayPage
from booking.stays.reading import EventLine
from sites.foundation.amounts import Money
from sites.foundation.formats import deadline, full_day, number, yuan
from sites.foundation.language import N_, _

PAPER_KINDS: dict[str, str] = {
    "approval": N_("signed approval"),
    "contract": N_("sealed contract"),
    "minutes": N_("minutes"),
    "insurance": N_("insurance"),
    "mandate": N_("mandate"),
    "policy": N_("policy document"),
    "other": N_("other paper"),
}
ACTS: dict[str, str] = {
    "inquired": N_("The base was asked for %(heads)s people; nothing is held yet"),
    "granted": N_("The base said yes; the rooms are held"),
    "granted_changed": N_(
        "The base said yes with other terms, %(total)s in all; the rooms are held"
    ),
    "held": N_("Rooms held for %(heads)s people"),
    "alternatives_told": N_("The nights went to another group; what is free instead was told"),
    "kept_for_later": N_("The nights went to another group; the inquiry stays listed"),
    "went_waiting": N_("The union joined the waiting list instead"),
    "offered": N_("Rooms that came free are held from the waiting list for %(heads)s people"),
    "offer_kept": N_("The union keeps the rooms until %(ends)s"),
    "prolonged": N_("The hold was prolonged to %(ends)s"),
    "approval_asked": N_("Approval was asked for"),
    "step_agreed": N_("Step %(step)s of the approval agreed"),
    "approved": N_("Approved inside the union"),
    "approval_withdrawn": N_("The approval was withdrawn: whoever was asked approves no more"),
    "sent_back": N_("Sent back at step %(step)s of the approval"),
    "handed_on": N_("Step %(step)s of the approval was handed on to a colleague"),
    "facts_stated": N_("Facts for the rules were stated"),
    "block_passed": N_("Let pass in spite of a secondary source: %(document)s"),
    "submitted": N_("Submitted to the base; price and terms are frozen"),
    "accepted": N_("The base accepted"),
    "declined": N_("The base declined"),
    "counter_offered": N_("The base made a counter-offer: %(total)s in all, kept until %(ends)s"),
    "counter_accepted": N_("The union accepted the counter-offer: %(total)s in all"),
    "counter_refused": N_("The union refused the counter-offer; the submission stands"),
    "counter_lapsed": N_("The counter-offer lapsed; the submission stands"),
    "counter_withdrawn": N_("The base took its counter-offer back; the submission stands"),
    "amended": N_(
        "The union changed the stay: %(was_heads)s → %(heads)s people, %(was)s → %(total)s"
    ),
    "amendment_proposed": N_(
        "The union proposed a change: %(was_heads)s → %(heads)s people, %(was)s → %(total)s, kept until %(ends)s"
    ),
    "amendment_accepted": N_("The base agreed to the change: %(was)s → %(total)s in all"),
    "amendment_refused": N_("The base did not agree to the change; what was agreed stands"),
    "amendment_lapsed": N_("The proposed change lapsed; what was agreed stands"),
    "amendment_withdrawn": N_("The union took its proposed change back; what was agreed stands"),
    "released": N_("Rooms without names went back: %(rooms)s rooms over %(nights)s nights"),
    "something_missing": N_("Not confirmed yet: %(missing)s"),
    "confirmed": N_("Confirmed"),
    "pool_opened": N_("Opened to other unions, for %(least)s to %(most)s people in all"),
    "pool_formed": N_(
        "The pooled group came together with %(heads)s people; the hold goes on to %(ends)s"
    ),
    "pool_alone": N_(
        "Too few people came; the pooled group goes on with %(heads)s people, the hold to %(ends)s"
    ),
    "pool_let_go": N_("Too few people came to the pooled group; the rooms went back"),
    "pool_turned_away": N_("The first union of the pooled group declined; the rooms went back"),
    "expired": N_("The rooms went back"),
    "cancelled": N_("Cancelled; %(fee)s are kept"),
    "contract_sealed": N_("The sealed contract is on record"),
    "paper_added": N_("Paper added: %(kind)s"),
    "decision_written": N_("How the base was chosen was written down"),
    "comparison_kept": N_("A comparison of %(bases)s bases was kept"),
    "pack_asked": N_("A reimbursement pack was asked for"),
    "papers_shredded": N_(
        "Uploaded papers and packs that name people were shredded: %(papers)s papers, %(packs)s packs"
    ),
    "named": N_("%(added)s people were added to the list; %(named)s are on it"),
    "listed": N_(
        "A list was taken over: %(added)s added, %(changed)s changed, %(left)s taken off; %(named)s are on it"
    ),
    "replaced": N_("One person took another's place on the list; %(named)s are on it"),
    "unnamed": N_("One person was taken off the list; %(named)s are on it"),
    "mandate_granted": N_("A mandate for the trip was given to %(agency_name)s"),
    "mandate_revoked": N_("The mandate of %(agency_name)s was taken back"),
    "coach_entered": N_("The coach was entered: %(seats)s seats"),
    "prepared": N_("The agency says that the trip is prepared"),
    "enrolment_opened": N_("Opened to members: %(places)s places, until %(until)s"),
    "enrolment_closed": N_("The link for signing up was closed"),
    "card_written": N_("The trip card was written"),
    "card_closed": N_("The trip card was closed"),
    "held_link_made": N_("A member was given a link to what is held about them"),
    "correction_asked": N_("A member asked for a correction of their data"),
    "corrected": N_("A member's data were corrected as asked"),
    "correction_refused": N_("A member's data were not corrected; the reason was given to them"),
    "withdrew": N_("A member took the own entry back; %(named)s are on the list"),
    "insured": N_("Insurance recorded: %(insurer)s, %(heads)s people"),
    "insurance_withdrawn": N_("A policy was withdrawn"),
    "received_uninsured": N_("Received without complete insurance"),
    "night_signed": N_("Night of %(night)s signed: %(heads)s people"),
    "rooming_sent": N_(
        "Version %(version)s of the rooming list was sent to the base: %(heads)s people"
    ),
    "wrote_for": N_("A message was written for this side"),
    "arrived": N_("The first people arrived"),
    "counted": N_("Night of %(night)s counted: %(heads)s people"),
    "departed": N_("The group left"),
    "left_early": N_("The group left early: %(total)s instead of %(was)s are charged"),
    "no_show": N_("The group did not come; %(fee)s are kept"),
    "account_presented": N_("The base presented the account: %(total)s"),
    "force_majeure": N_("Force majeure was declared: cancelling and new dates cost nothing"),
    "line_disputed": N_("A line of the account was disputed"),
    "dispute_answered": N_("A disputed line was answered; the federation decides"),
    "dispute_agreed": N_("Both sides agreed about a disputed line: %(total)s in all"),
    "dispute_decided": N_("The federation decided about a disputed line: %(total)s in all"),
    "dispute_withdrawn": N_("A dispute was taken back"),
    "account_returned": N_("The union sent the account back"),
    "reconciled": N_("The union accepted the account"),
    "settled": N_("Everything is paid and invoiced"),
    "certificate_flag": N_("The base's certificate no longer covers %(nights)s of the nights"),
    "certificate_again": N_("The base's certificate covers every night again"),
}
REASONS: dict[tuple[str, str], str] = {
    ("expired", "hold_over"): N_("The hold ran out; the rooms went back"),
    ("expired", "operator_silent"): N_("The base did not answer in time; the rooms went back"),
    ("expired", "deposit_missing"): N_("The deposit did not arrive in time; the rooms went back"),
    ("expired", "never_confirmed"): N_(
        "What was missing did not come before check-in; the rooms went back"
    ),
    ("reconciled", "window_over"): N_("The time to check the account ran out: it stands"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """`move` where the stay's state changed."""

    at: datetime
    words: str
    who: str
    note: str
    move: bool


def happenings(page: StayPage) -> tuple[Happening, ...]:
    """Every event that this side may see, newest first."""
    return tuple(_happening(event, page.line.price.currency) for event in reversed(page.events))


def words_of(event: EventLine, *, currency: str) -> str:
    """One act in the reader's language; an act without words of its own is told by its state."""
    msgid = REASONS.get((event.act, event.reason)) or ACTS.get(event.act)
    if msgid is None:
        return _(State(event.to_state).words)
    facts = {name: _written(name, value, currency) for name, value in event.facts.items()}
    try:
        return _(msgid, **facts)
    except KeyError:  # an older event that did not keep the number yet
        return _(State(event.to_state).words)


def _happening(event: EventLine, currency: str) -> Happening:
    return Happening(
        event.at,
        words_of(event, currency=currency),
        _who(event),
        event.note,
        event.from_state != event.to_state,
    )


def _who(event: EventLine) -> str:
    if event.by_agent:
        return _("%(name)s, acting for it (%(agency)s)", name=event.by_name, agency=event.by_agent)
    return event.by_name or _("the program")


def _written(name: str, value: Any, currency: str) -> str:
    if name in {"fee", "total", "was"}:
        return yuan(Money(int(value), currency))
    if name in WRITERS:
        return WRITERS[name](value)
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return number(value) if is_count else str(value)


WRITERS: dict[str, Callable[[Any], str]] = {
    "ends": lambda value: deadline(datetime.fromisoformat(value)),
    "night": lambda value: full_day(date.fromisoformat(value)),
    "until": lambda value: full_day(date.fromisoformat(value)),
    "missing": lambda codes: _("; ").join(_(MISSING.get(code, code)) for code in codes),
    "kind": lambda kind: _(PAPER_KINDS.get(kind, "")),
}
