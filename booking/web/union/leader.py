"""The leader's page: roll-call that goes on without a network, rooms, diets, telephones for a reason, an incident, who leaves."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import rosters, stays
from booking.rosters import DIETS, Needs, Revealed
from booking.rosters.needs import NOTHING
from booking.stays import attending, trip_card
from booking.web.people.again import again
from booking.web.union.door import stay_id, union_route
from sites.foundation.forms import Filled, Form, clean_line, fill, filled_in
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page

PAGE = "pages/union/leader.html"


class PhonesForm(Form):
    reason: Annotated[
        str, BeforeValidator(clean_line), Field(max_length=120), AfterValidator(filled_in)
    ]


async def show(request: Request) -> Response:
    return page(request, PAGE, form=Filled[PhonesForm](), **await _context(request))


async def show_phones(request: Request) -> Response:
    """Full telephone numbers stand in this one answer, to be used and printed; each look is on record."""
    filled = await fill(request, PhonesForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    seen = await stays.reveal_everybody(
        stay_id(request), reason=filled.value.reason, by=actor_of(request)
    )
    return page(request, PAGE, form=filled, **await _context(request, seen))


async def _context(request: Request, seen: dict[str, Revealed] | None = None) -> dict[str, Any]:
    by = actor_of(request)
    found = await stays.page_of(stay_id(request), by=by)
    shown = await attending.attendance_of(stay_id(request), by=by)
    needs = await rosters.needs_of_party(found.party_id)
    people = [(one, needs.get(one.person.public_id, NOTHING)) for one in shown.people]
    return {
        "line": found.line, "people": people, "seen": seen, "reveals": by.may("rosters.reveal"),
        "diets": {code: _(words) for code, words in DIETS.items()}, "counted": _counted(people),
        "card": await trip_card.card_of(stay_id(request), by=by), "base_phone": found.site_phone,
    }  # fmt: skip


def _counted(people: list[tuple[attending.PersonHere, Needs]]) -> list[tuple[str, int]]:
    """How many eat what, without those who eat everything."""
    diets = [needs.diet for _one, needs in people if needs.diet]
    return [(_(DIETS[diet]), diets.count(diet)) for diet in DIETS if diet in diets]


LEADER = "/union/stays/{stay}/leader"
ROUTES = [
    union_route(LEADER, needs="rosters.see", get=show),
    union_route(f"{LEADER}/phones", needs="rosters.reveal", post=show_phones),
]
