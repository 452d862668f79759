"""The internal notice: who is to travel, names half hidden, and until when objections are heard."""

from booking.documents.about import heads_in_words
from booking.documents.decision import noticed
from booking.documents.kind import Kind, Parts
from booking.documents.model import Column, Facts, Paragraphs, Place, Signatures, Table
from booking.documents.subject import Subject
from booking.rosters import KINDS
from booking.stays.deciding import Decision
from sites.foundation.formats import amount, full_day, moment
from sites.foundation.language import N_, _


def _missing(subject: Subject) -> str:
    if subject.group.missing:
        return subject.group.missing
    said = subject.decision
    if said and said.notice_from and said.notice_until:
        return ""
    return _("Enter first from when to when the notice hangs.")


async def _draw(subject: Subject) -> Parts:
    said = subject.decision or Decision()
    return (_trip(subject), _hangs(said), _people(subject), _objections(said), _signed(subject))


def _trip(subject: Subject) -> Facts:
    line, page = subject.page.line, subject.page
    return Facts(
        _("The retreat"),
        (
            (_("Base"), line.site_name),
            (_("Arrival"), full_day(line.check_in)),
            (_("Departure"), full_day(line.check_out)),
            (_("People"), heads_in_words(page.heads)),
            (_("A person, whole stay"), _("%(amount)s yuan", amount=amount(line.per_person))),
        ),
    )


def _hangs(said: Decision) -> Facts:
    return Facts(
        _("Internal notice"),
        ((_("From when to when"), noticed(said)), (_("Where it hangs"), said.notice_place)),
    )


def _people(subject: Subject) -> Table:
    """Family and crew too: whoever travels on this trip, under half a name."""
    needs = subject.group.needs
    rows = tuple(
        (
            str(n), half_hidden(one.name), _(KINDS[one.kind]),
            needs[one.public_id].department if one.public_id in needs else "",
        )
        for n, one in enumerate(subject.group.people, start=1)
    )  # fmt: skip
    columns = (Column(_("No.")), Column(_("Name")), Column(_("Travels as")), Column(_("Department")))  # fmt: skip
    return Table(_("Who travels"), columns, rows)


def half_hidden(name: str) -> str:
    """The first character; the last one too of a name of three or more. 张三 is 张*, 欧阳小明 is 欧**明."""
    if len(name) < 3:
        return name[:1] + "*" * (len(name) - 1)
    return name[0] + "*" * (len(name) - 2) + name[-1]


def _objections(said: Decision) -> Paragraphs:
    where = said.objections_to or _("the union's office")
    until = full_day(said.notice_until) if said.notice_until else ""
    text = _("Whoever objects says so until %(until)s to: %(where)s. Names are half hidden; numbers and telephones stand nowhere in this notice.", until=until, where=where)  # fmt: skip
    return Paragraphs(_("Objections"), (text,))


def _signed(subject: Subject) -> Signatures:
    written = subject.decision.written_at if subject.decision else None
    day = moment(written) if written else ""
    return Signatures((Place(subject.union.name, (_("Date"), day), has_seal=True),))


KIND = Kind("notice", N_("Internal notice"), "rosters.see", _missing, _draw, frozenset({"union"}))
