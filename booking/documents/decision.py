"""The record of decision and procurement: how the base was chosen, what was compared as it stood, who agreed."""

from typing import Any

from booking.documents.about import the_group
from booking.documents.kind import Kind, Parts
from booking.documents.model import Column, Facts, Paragraphs, Part, Place, Signatures, Table
from booking.documents.subject import Subject
from booking.stays.deciding import KINDS, METHODS, Decision
from sites.foundation.amounts import Money
from sites.foundation.formats import amount, full_day, moment
from sites.foundation.language import N_, _, pgettext


def _missing(subject: Subject) -> str:
    said = subject.decision
    if said and (said.method or said.compared or said.minutes):
        return ""
    return _("Nothing is written down yet about how the base was chosen.")


async def _draw(subject: Subject) -> Parts:
    said = subject.decision or Decision()
    return (
        the_group(subject), _choice(subject, said), *_reason(said), *_compared(said), _required(said), _signatures(),
    )  # fmt: skip


def _choice(subject: Subject, said: Decision) -> Facts:
    """The amount and the way in which the base was chosen."""
    minutes = _(", ").join(name for _id, name in said.minutes)
    price = _("%(amount)s yuan", amount=amount(subject.page.line.price))
    return Facts(
        _("Choice"),
        (
            (_("Base chosen"), subject.page.line.site_name),
            (_("Amount"), price),
            (_("Way of choosing"), _(METHODS[said.method]) if said.method else ""),
            (_("Day of the decision"), full_day(said.decided_on) if said.decided_on else ""),
            (_("Budget line"), said.budget_line),
            (_("Minutes"), minutes),
            (_("Internal notice"), noticed(said)),
            (_("Written by"), said.by_name),
        ),
    )


def noticed(said: Decision) -> str:
    if not (said.notice_from and said.notice_until):
        return ""
    return _(
        "%(first)s to %(last)s",
        first=full_day(said.notice_from),
        last=full_day(said.notice_until),
    )


def _reason(said: Decision) -> tuple[Part, ...]:
    return (Paragraphs(_("Reasons"), (said.reason,)),) if said.reason else ()


def _compared(said: Decision) -> tuple[Part, ...]:
    if not said.compared:
        return ()
    asked = tuple((str(name), str(value)) for name, value in said.compared["asked"])
    at = (_("Compared at"), moment(said.compared_at) if said.compared_at else "")
    return (Facts(_("What was asked"), (*asked, at)), compared_table(said.compared))


def compared_table(compared: dict[str, Any]) -> Table:
    """Bases as columns, as the page of the comparison had them."""
    columns = compared["columns"]
    heads = (
        Column(pgettext("comparison", "Point")),
        *(Column(f"{one['name']} {one['code']}") for one in columns),
    )
    rows = tuple(
        (str(name), *(str(one["cells"][place]) for one in columns))
        for place, name in enumerate(compared["names"])
    )
    return Table(_("Bases side by side"), heads, rows)


def _required(said: Decision) -> Table:
    rows = tuple(
        (
            _(KINDS[one.kind]),
            _("from %(amount)s yuan", amount=amount(Money(one.from_minor))) if one.from_minor is not None else "",
            _("on record") if one.is_there else pgettext("paper", "missing") if one.is_missing else _("not asked for"),
        )
        for one in said.standings
    )  # fmt: skip
    columns = (Column(_("Paper")), Column(_("Required")), Column(_("How it stands")))
    return Table(_("Papers of the decision"), columns, rows)


def _signatures() -> Signatures:
    blanks = (_("Signed by"), _("Date"))
    words = (_("Prepared by"), _("Present"), _("Chairperson of the union"), _("Union (seal)"))
    return Signatures(
        tuple(Place(one, blanks, has_seal=n == len(words) - 1) for n, one in enumerate(words))
    )


KIND = Kind(
    "decision", N_("Record of decision and procurement"), "money.see", _missing, _draw, frozenset({"union"})
)  # fmt: skip
