"""How an entry stands, in a word, and what its check of eligibility said."""

from sites.foundation.language import N_

STATES: dict[str, str] = {
    "asked": N_("Waits for the union's answer"),
    "listed": N_("On the waiting list"),
    "approved": N_("You travel"),
    "declined": N_("Not taken"),
    "withdrawn": N_("Taken back"),
}
TONES: dict[str, str] = {
    "asked": "ask",
    "listed": "held",
    "approved": "good",
    "declined": "stop",
    "withdrawn": "",
}
ELIGIBILITY: dict[str, str] = {
    "clear": N_("nothing stands in the way"),
    "own": N_("another trip of your union stands in the way"),
    "elsewhere": N_("not eligible by the records; ask your federation"),
}
