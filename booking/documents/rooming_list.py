"""The rooming list: by room, by name, and how many eat when. To the base as it was sent last."""

from booking.documents.kind import Kind, Parts
from booking.documents.model import Align, Column, Facts, Paragraphs, Part, Table
from booking.documents.subject import Subject
from booking.rosters import DIETS
from booking.stays.rooming import GuestView, RoomingPage, RoomView
from sites.foundation.formats import day, full_day, moment, number
from sites.foundation.language import N_, _, pgettext


def _missing(subject: Subject) -> str:
    if subject.group.missing:
        return subject.group.missing
    if subject.group.rooming:
        return ""
    if subject.by.kind == "operator":
        return _("The union has not sent its rooming list yet.")
    return _("Nobody has a room yet.")


async def _draw(subject: Subject) -> Parts:
    laid = _laid(subject)
    return (_version(laid), _by_room(laid), *_without(laid), _by_name(laid), _meals(laid))


def _laid(subject: Subject) -> RoomingPage:
    if subject.group.rooming is None:
        msg = "nobody has a room"
        raise ValueError(msg)
    return subject.group.rooming


def _version(laid: RoomingPage) -> Facts:
    sent = moment(laid.sent_at) if laid.sent_at and laid.sent == laid.version else _("not yet")
    return Facts(
        _("Version"),
        (
            (_("Version"), number(laid.version)),
            (pgettext("version", "Kept"), moment(laid.kept_at) if laid.kept_at else ""),
            (_("Sent to the base"), sent),
            (_("Rooms"), number(laid.used)),
            (_("People"), number(laid.lodged)),
        ),
    )


def _by_room(laid: RoomingPage) -> Table:
    rows = tuple(
        (
            door(room), room.type_name, _(", ").join(_named(guest) for guest in room.guests),
            _(", ").join(guest.care for guest in room.guests if guest.care),
        )
        for room in laid.rooms if room.guests
    )  # fmt: skip
    columns = (Column(_("Room")), Column(_("Room type")), Column(_("Who sleeps there")), Column(_("To look after")))  # fmt: skip
    return Table(_("By room"), columns, rows)


def door(room: RoomView) -> str:
    return room.number or _("No. %(place)s", place=room.place)


def _named(guest: GuestView) -> str:
    """With the nights of whoever does not sleep there all of them."""
    if not guest.nights:
        return guest.name
    nights = _("%(first)s to %(last)s", first=day(guest.nights[0]), last=day(guest.nights[-1]))
    return _("%(name)s (nights of %(nights)s)", name=guest.name, nights=nights)


def _without(laid: RoomingPage) -> tuple[Part, ...]:
    if not laid.left:
        return ()
    names = _(", ").join(guest.name for guest in laid.left)
    return (Paragraphs("", (_("Without a bed: %(names)s", names=names),)),)


def _by_name(laid: RoomingPage) -> Table:
    rows = tuple(
        (guest.name, guest.department, door(room), room.type_name, _(DIETS[guest.diet]) if guest.diet else "")
        for guest, room in laid.by_name_order
    )  # fmt: skip
    columns = (
        Column(_("Name")), Column(_("Department")), Column(_("Room")), Column(_("Room type")), Column(_("Diet")),
    )  # fmt: skip
    return Table(_("By name"), columns, rows)


def _meals(laid: RoomingPage) -> Table:
    rows = tuple(
        (
            full_day(one.day), number(one.breakfast), number(one.lunch), number(one.dinner),
            _(", ").join(f"{_(DIETS[diet])} {number(heads)}" for diet, heads in one.diets.items()),
        )
        for one in laid.meals
    )  # fmt: skip
    columns = (
        Column(_("Day")), Column(_("Breakfast"), Align.RIGHT), Column(_("Lunch"), Align.RIGHT),
        Column(_("Dinner"), Align.RIGHT), Column(_("Diets")),
    )  # fmt: skip
    return Table(_("Meals and diets"), columns, rows)


KIND = Kind("rooming", N_("Rooming list"), "rosters.see", _missing, _draw)
