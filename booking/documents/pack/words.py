"""A finding in the reader's language: what differs, both numbers, and where it is mended."""

from datetime import date
from typing import Any

from booking.documents.pack.findings import DAYS, FEN, Finding
from booking.stays.deciding import KINDS
from sites.foundation.amounts import Money
from sites.foundation.formats import amount, full_day
from sites.foundation.language import N_, _, ngettext
from sites.foundation.rendering import href

SAID: dict[str, str] = {
    "paper_missing": N_("A paper that is required is missing: %(kind)s"),
    "named_contracted": N_("On the roster %(ours)s, contracted %(theirs)s"),
    "without_number": N_("On the roster without a document number: %(ours)s"),
    "days_uninsured": N_("Nobody is insured on %(ours)s"),
    "named_insured": N_("On the roster %(ours)s, insured %(theirs)s"),
    "came_named": N_("Signed in or noted as not come %(ours)s, on the roster %(theirs)s"),
    "came_not_named": N_("Signed in and no longer on the roster: %(ours)s"),
    "night_uncounted": N_("Night of %(night)s: nobody was counted"),
    "ticked_counted": N_("Night of %(night)s: by name %(ours)s, counted %(theirs)s"),
    "counted_charged": N_("Night of %(night)s: counted %(ours)s, settled %(theirs)s"),
    "night_unsigned": N_("Night of %(night)s: the count is not signed by both sides"),
    "no_account": N_("The base has not presented its account"),
    "unpaid": N_("Settled %(theirs)s, paid %(ours)s"),
    "refund_due": N_("To be paid back and not paid yet: %(ours)s"),
    "charged_invoiced": N_("Charge %(reference)s: settled %(ours)s, invoiced %(theirs)s"),
    "invoice_title": N_("Charge %(reference)s: the invoice is made out to “%(title)s”"),
    "invoice_code": N_("Charge %(reference)s: the invoice names another tax number, %(code)s"),
}
PLACES: dict[str, str] = {
    "/decision": N_("Decision and procurement"),
    "/roster": N_("Who travels"),
    "/insurance": N_("Insurance"),
    "/attendance": N_("Attendance"),
    "/account": N_("Account"),
    "#money": N_("Money"),
}


def said(finding: Finding) -> str:
    ours, theirs = (_number(finding, value) for value in (finding.ours, finding.theirs))
    return _(SAID[finding.code], ours=ours, theirs=theirs, **_about(finding))


def place_of(finding: Finding) -> str:
    """The page where it is mended, in words."""
    return _(PLACES.get(finding.where, N_("Invoices")))


def address_of(finding: Finding, stay: str) -> str:
    if finding.where.startswith("/union/"):
        return href(finding.where)
    return href(f"/union/stays/{stay}{finding.where}")


def from_facts(kept: dict[str, Any]) -> Finding:
    return Finding(**kept)


def _number(finding: Finding, value: int) -> str:
    if finding.unit == FEN:
        return _("%(amount)s yuan", amount=amount(Money(value)))
    if finding.unit == DAYS:
        return ngettext("%(num)s day", "%(num)s days", value)
    return ngettext("%(num)s person", "%(num)s people", value)


def _about(finding: Finding) -> dict[str, str]:
    words = dict(finding.about)
    if "night" in words:
        words["night"] = full_day(date.fromisoformat(words["night"]))
    if kind := words.get("kind"):
        words["kind"] = _(KINDS[kind])
    return words
