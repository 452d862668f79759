"""Lines of an account and states of their disputes in words."""

from datetime import date

from sites.foundation.formats import day
from sites.foundation.language import N_, _

LINES: dict[str, str] = {
    "fee": N_("Fee of the cancellation table"),
    "supplements": N_("Rooms slept in alone"),
    "added": N_("Added to the package"),
    "kept": N_("Kept for people who dropped out"),
    "short": N_("For people who stayed away, beyond the free share"),
}
STATES: dict[str, tuple[str, str]] = {
    "open": (N_("waits for the other side"), "ask"),
    "answered": (N_("waits for the federation"), "ask"),
    "agreed": (N_("agreed"), "good"),
    "decided": (N_("decided"), "good"),
    "withdrawn": (N_("taken back"), "info"),
}
SIDES = {"union": N_("The union"), "operator": N_("Base")}


def line_in_words(code: str) -> str:
    if code in LINES:
        return _(LINES[code])
    return _("Night of %(day)s", day=day(date.fromisoformat(code)))


def state_in_words(state: str) -> tuple[str, str]:
    words, look = STATES[state]
    return _(words), look
