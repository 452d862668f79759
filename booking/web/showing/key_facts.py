"""The few facts about a stay that both sides look for first."""

from datetime import date

from booking.stays import StayPage
from sites.foundation import clock
from sites.foundation.formats import amount, day, moment, weekday
from sites.foundation.language import _, ngettext
from sites.packages import Heads

Fact = tuple[str, str, str]


def key_facts(page: StayPage) -> tuple[Fact, ...]:
    """Label, value and a small line each."""
    line = page.line
    return (
        (_("Base"), line.site_name, line.package_name),
        (_("Arrival"), _("%(day)s from %(hour)s:00", day=_dated(line.check_in), hour=page.check_in_hour), ""),
        (_("Departure"), _("%(day)s by %(hour)s:00", day=_dated(line.check_out), hour=page.check_out_hour), ""),
        (_("Rooms"), _(", ").join(f"{room.name} {room.rooms}" for room in page.rooms), ""),
        (_("People"), heads_in_words(page.heads), ""),
        (_("Contract"), _("%(amount)s yuan", amount=amount(line.price)), ""),
        (_("Contact person"), line.contact or "—", ""),
        (_("The base's telephone"), page.site_phone or "—", ""),
        *_filed(page),
    )  # fmt: skip


def _filed(page: StayPage) -> tuple[Fact, ...]:
    if page.filing is None:
        return ()
    return ((_("Filing number"), page.filing.number, _("filed on %(at)s", at=moment(page.filing.filed_at))),)  # fmt: skip


def heads_in_words(heads: Heads) -> str:
    told = [ngettext("%(num)s worker", "%(num)s workers", heads.workers)]
    if heads.family:
        told.append(_("family %(heads)s", heads=heads.family))
    if heads.crew:
        told.append(_("leaders and drivers %(heads)s", heads=heads.crew))
    return _(", ").join(told)


def group_line(page: StayPage) -> str:
    """People, rooms and nights in one line."""
    line, rooms = page.line, sum(room.rooms for room in page.rooms)
    return _(", ").join(
        (
            ngettext("%(num)s person", "%(num)s people", line.heads),
            ngettext("%(num)s room", "%(num)s rooms", rooms),
            ngettext("%(num)s night", "%(num)s nights", line.nights),
        )
    )


def days_until(page: StayPage) -> str:
    """How far away arrival is; empty once it has come."""
    days = (page.line.check_in - clock.today()).days
    return ngettext("%(num)s day to arrival", "%(num)s days to arrival", days) if days > 0 else ""


def _dated(value: date) -> str:
    return f"{day(value)} ({weekday(value)})"
