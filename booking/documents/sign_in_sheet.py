"""The sign-in sheet: who came and left when, with room to sign; and each night's head-count with both signatures."""

from booking.documents.about import both_sides
from booking.documents.kind import Kind, Parts
from booking.documents.model import Align, Column, Part, Table
from booking.documents.subject import Subject
from booking.rosters import KINDS
from booking.rosters.attendance import Attendance, Ticked
from booking.stays.attending import NightAttendance
from sites.foundation.formats import full_day, number, short_moment
from sites.foundation.language import N_, _, pgettext


def _missing(subject: Subject) -> str:
    return subject.group.missing


async def _draw(subject: Subject) -> Parts:
    return (_people(subject), *_nights(subject), both_sides(subject))


def _people(subject: Subject) -> Table:
    seen = {person.public_id for person in subject.group.people}
    rows = tuple(
        (
            str(n), one.person.name, _(KINDS[one.person.kind]), one.room, _came(one.attendance),
            _at(one.attendance.left), "",
        )
        for n, one in enumerate(
            (one for one in subject.group.attendance.people if one.person.public_id in seen), start=1
        )
    )  # fmt: skip
    columns = (
        Column(_("No.")), Column(_("Name")), Column(_("Travels as")), Column(_("Room")), Column(_("Arrived at")),
        Column(_("Left at")), Column(_("Signature")),
    )  # fmt: skip
    return Table(_("Who came"), columns, rows)


def _came(attendance: Attendance) -> str:
    return _("did not come") if attendance.is_absent else _at(attendance.came)


def _at(tick: Ticked | None) -> str:
    return short_moment(tick.at) if tick else ""


def _nights(subject: Subject) -> tuple[Part, ...]:
    nights = subject.group.attendance.nights
    if not nights:
        return ()
    columns = (
        Column(_("Night")), Column(_("Contracted"), Align.RIGHT), Column(pgettext("people", "Counted"), Align.RIGHT),
        Column(_("By name"), Align.RIGHT), Column(_("Signed for the base")), Column(_("Signed for the union")),
    )  # fmt: skip
    rows = tuple(_night(one) for one in nights)
    return (Table(_("Head-count of each night"), columns, rows, unit=_("people")),)


def _night(one: NightAttendance) -> tuple[str, ...]:
    counted = number(one.count.arrived.total) if one.count.arrived else "–"
    signed = (_signed(one, side) for side in ("operator", "union"))
    return (
        full_day(one.count.date), number(one.count.booked.total), counted, number(one.ticked.total), *signed,
    )  # fmt: skip


def _signed(one: NightAttendance, side: str) -> str:
    signature = one.signed.get(side)
    return f"{signature.by_name} {short_moment(signature.at)}" if signature else ""


KIND = Kind("sign-in", N_("Sign-in sheet"), "rosters.see", _missing, _draw)
