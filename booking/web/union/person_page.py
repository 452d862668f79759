"""One person of the list: masked, with a look at the full number for a reason, and the way off the list."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import rosters, stays
from booking.rosters import (
    DOCUMENTS,
    FIELDS,
    KINDS,
    SEXES,
    Person,
    TravellerUnknown,
    held,
)
from booking.rosters.numbers import masked
from booking.rosters.phones import masked_phone
from booking.web.union.door import stay_id
from booking.web.union.may import may_of
from sites.foundation.forms import Filled
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page

PAGE = "pages/union/person.html"


async def draw_person(
    request: Request, *, filled: Filled[Any] | None = None, status: int = 422
) -> Response:
    """The page, or again with what was typed. Refused: StayUnknown, TravellerUnknown."""
    form: Filled[Any] = filled or Filled()
    actor = actor_of(request)
    found = await stays.page_of(stay_id(request), by=actor)
    wanted = request.path_params.get("traveller") or form.raw.get("traveller", "")
    person = _one(await rosters.roster_of(found.party_id), str(wanted))
    asked = await held.asked_correction(person.public_id) if actor.may("rosters.write") else None
    return page(
        request, PAGE, status=status if form.errors else 200, form=form, line=found.line,
        may=may_of(found, by=actor), reveals=actor.may("rosters.reveal"), person=person,
        kinds=_words(KINDS), documents=_words(DOCUMENTS), sexes=_words(SEXES),
        kind=_(KINDS[person.kind]), document=_(DOCUMENTS[person.document]), asked=asked,
        asked_rows=await asked_rows(person, asked, found.party_id) if asked else [],
        link=await held.last_link(person.public_id), is_agent=actor.is_agent,
    )  # fmt: skip


async def asked_rows(
    person: Person, asked: held.AskedCorrection, party: str
) -> list[tuple[str, str, str]]:
    """Field by field what stands and what was asked for, numbers masked on both sides."""
    needs = (await rosters.needs_of_party(party)).get(person.public_id)
    was = {
        "name": person.name, "sex": _(SEXES[person.sex]) if person.sex else "", "number": person.number,
        "phone": person.phone, "department": needs.department if needs else "",
    }  # fmt: skip
    now = {
        "name": asked.person.name, "sex": _(SEXES[asked.person.sex]) if asked.person.sex else "",
        "number": masked(asked.person.number) if asked.person.number else "",
        "phone": masked_phone(asked.person.phone), "department": asked.person.department,
    }  # fmt: skip
    return [(_(FIELDS[name]), was[name], now[name]) for name in asked.fields]


def _words(table: dict[str, str]) -> dict[str, str]:
    return {code: _(msgid) for code, msgid in table.items()}


def _one(roster: rosters.Roster, wanted: str) -> Person:
    for person in roster.people:
        if person.public_id == wanted:
            return person
    raise TravellerUnknown
