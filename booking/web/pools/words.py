"""A pooled group in words: who may join, what follows below the smallest number, and how it stands."""

from booking.stays.pooling import PoolLine
from booking.web.showing import span
from sites.foundation.formats import deadline
from sites.foundation.language import N_, _, ngettext

SCOPES: dict[str, str] = {
    "region": N_("Unions of the same city"),
    "programme": N_("Unions of the same programme"),
    "named": N_("Unions that are named"),
}
BELOW: dict[str, str] = {
    "let_go": N_("All rooms go back; nobody owes anything"),
    "go_on": N_("It goes on all the same, at the same price"),
}
STATES: dict[str, str] = {
    "open": N_("Open to other unions"),
    "formed": N_("Came together"),
    "alone": N_("Goes on with fewer people"),
    "let_go": N_("Let go"),
    "ended": N_("Nobody is left"),
}


def facts_of(line: PoolLine) -> list[tuple[str, str]]:
    """Names and values for the sheet of key facts."""
    nights = ngettext("%(num)s night", "%(num)s nights", line.nights)
    days = span(line.check_in, line.check_out, with_year=True)
    facts = [
        (_("Base"), line.site_name),
        (_("Dates"), _("%(days)s, %(nights)s", days=days, nights=nights)),
        (_("Package"), line.package_name),
        (_("Who may join"), _(SCOPES[line.scope])),
        (_("Open until"), deadline(line.closes_at)),
        (_("Below %(least)s people", least=line.least), _(BELOW[line.below])),
    ]
    return [*facts, (_("Opened by"), line.lead)] if line.lead else facts


def people_of(line: PoolLine) -> str:
    """How many are there, and how many are lacking or may still come."""
    if line.lacks:
        lacking = ngettext("%(num)s person is lacking", "%(num)s people are lacking", line.lacks)
        return _("%(heads)s of at least %(least)s; %(lacking)s", heads=line.heads, least=line.least, lacking=lacking)  # fmt: skip
    left = ngettext("%(num)s place left", "%(num)s places left", line.left)
    return _("%(heads)s people, enough; %(left)s", heads=line.heads, left=left)


def state_of(line: PoolLine) -> str:
    return _(STATES[line.state])
