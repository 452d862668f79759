"""The itinerary: where the group stays, and what is planned for each of its days."""

from datetime import timedelta

from booking.documents.about import the_group
from booking.documents.kind import Kind, Parts
from booking.documents.model import Column, Facts, Table
from booking.documents.subject import Subject
from sites import packages
from sites.foundation.formats import day, weekday
from sites.foundation.language import N_, _, choose, pgettext
from sites.packages import ProgrammeDay
from sites.packages.vocabulary import MEAL


def _missing(_subject: Subject) -> str:
    return ""


async def _draw(subject: Subject) -> Parts:
    return (the_group(subject), _place(subject), await _days(subject))


def _place(subject: Subject) -> Facts:
    page, site = subject.page, subject.site
    return Facts(
        _("The base"),
        (
            (_("Base"), page.line.site_name),
            (_("Address"), choose(site.address_zh, site.address_en)),
            (_("The base's telephone"), page.site_phone),
            (_("Contact person"), page.line.contact),
            (_("Rooms from"), f"{page.check_in_hour}:00"),
            (_("Rooms until"), f"{page.check_out_hour}:00"),
        ),
    )


async def _days(subject: Subject) -> Table:
    """Each day of the stay; a stay that is longer than the package's programme has days of its own."""
    line = subject.page.line
    sold = await packages.packages(
        subject.site.id, first=line.check_in, until=line.check_in + timedelta(days=1)
    )
    told = next((one.programme for one in sold if one.offer.code == line.package_code), ())
    rows = tuple(
        (
            _("%(day)s (%(weekday)s)", day=day(date), weekday=weekday(date)),
            *_said(told[n] if n < len(told) else None),
        )
        for n in range(line.nights + 1)
        if (date := line.check_in + timedelta(days=n))
    )
    columns = (Column(_("Day")), Column(pgettext("day", "Programme")), Column(_("Meals")))
    return Table(_("Day by day"), columns, rows)


def _said(planned: ProgrammeDay | None) -> tuple[str, str]:
    if planned is None:
        return _("at the group's own disposal"), ""
    meals = _(", ").join(MEAL[meal].say() for meal in planned.meals)
    return choose(planned.text, planned.text_en), meals


KIND = Kind("itinerary", N_("Itinerary"), "stays.see", _missing, _draw)
