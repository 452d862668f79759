"""The agency's first page: the trips for which it has a mandate, and what each still lacks."""

from starlette.requests import Request
from starlette.responses import Response

from booking.stays import mandates
from booking.stays.mandates import DeskMandate
from booking.web.agency.door import agency_route
from booking.web.showing import Task, done, due_on, in_order, span
from sites.foundation.language import _, ngettext
from sites.foundation.pages import actor_of, page
from sites.foundation.rendering import href

PAGE, MOST = "pages/agency/desk.html", 12


async def show(request: Request) -> Response:
    rows = await mandates.desk_of_agency(by=actor_of(request))
    tasks = in_order(task for row in rows for task in tasks_of(row) if task.state != "done")[:MOST]
    return page(request, PAGE, rows=[(row, *_words(row)) for row in rows], tasks=tasks)


def _words(row: DeskMandate) -> tuple[str, str]:
    """Days and people of the trip in words."""
    first = row.first
    days = span(first.check_in, first.check_out, with_year=True) if first else _("nothing of the trip stands")  # fmt: skip
    return days, ngettext("%(num)s person", "%(num)s people", row.heads)


def tasks_of(row: DeskMandate) -> list[Task]:
    """Coach, insurance, and the word that all is prepared; each due on the day of arrival."""
    if row.first is None or not row.mandate.is_open:
        return []
    to = href(f"/agency/mandates/{row.mandate.public_id}")
    about = _("%(site)s, %(union)s", site=row.first.site_name, union=row.mandate.union_name)
    due = row.first.check_in
    wanted = [
        (_("Enter the coach"), row.has_coach, "#coach"),
        (_("Record the insurance"), row.is_insured, "#insurance"),
        (_("Say that all is prepared"), row.mandate.prepared_at is not None, "#prepared"),
    ]
    return [
        done(words, about) if is_there else due_on(words, about, due, action=_("Do it"), href=to + anchor)
        for words, is_there, anchor in wanted
    ]  # fmt: skip


ROUTES = [agency_route("/agency", needs="mandates.see", get=show)]
