"""One person of the list: masked, with a look at the full number for a reason, and the way off the list."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import rosters, stays
from booking.rosters import DOCUMENTS, KINDS, SEXES, Person, TravellerUnknown
from booking.web.union.door import stay_id
from booking.web.union.may import may_of
from sites.foundation.forms import Filled
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page

PAGE = "pages/union/person.html"


async def draw_person(request: Request, *, filled: Filled[Any] | None = None) -> Response:
    """The page, or again with what was typed. Refused: StayUnknown, TravellerUnknown."""
    form: Filled[Any] = filled or Filled()
    actor = actor_of(request)
    found = await stays.page_of(stay_id(request), by=actor)
    wanted = request.path_params.get("traveller") or form.raw.get("traveller", "")
    person = _one(await rosters.roster_of(found.party_id), str(wanted))
    return page(
        request, PAGE, status=422 if form.errors else 200, form=form, line=found.line,
        may=may_of(found, by=actor), reveals=actor.may("rosters.reveal"), person=person,
        kinds=_words(KINDS), documents=_words(DOCUMENTS), sexes=_words(SEXES),
        kind=_(KINDS[person.kind]), document=_(DOCUMENTS[person.document]),
    )  # fmt: skip


def _words(table: dict[str, str]) -> dict[str, str]:
    return {code: _(msgid) for code, msgid in table.items()}


def _one(roster: rosters.Roster, wanted: str) -> Person:
    for person in roster.people:
        if person.public_id == wanted:
            return person
    raise TravellerUnknown
