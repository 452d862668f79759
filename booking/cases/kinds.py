"""Kinds of cases, and how many calendar days each leaves for its answer."""

from datetime import date, timedelta

from sites.foundation.language import N_

QUESTION, COMPLAINT, INCIDENT = "question", "complaint", "incident"
KINDS: dict[str, str] = {
    QUESTION: N_("Question"),
    COMPLAINT: N_("Complaint"),
    INCIDENT: N_("Incident"),
}
# The day of opening is not counted; weekends and holidays are.
DAYS: dict[str, int] = {QUESTION: 5, COMPLAINT: 7, INCIDENT: 1}
PAGE, TELEPHONE = "page", "telephone"
CHANNELS: dict[str, str] = {PAGE: N_("On the page"), TELEPHONE: N_("By telephone")}


def due_day(kind: str, opened: date) -> date:
    """The last day for the answer; it ends at 24:00."""
    return opened + timedelta(days=DAYS[kind])
