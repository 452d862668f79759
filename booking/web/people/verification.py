"""The federation's list of unions: those that wait, and the answer to each."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.people.again import again
from sites.foundation.forms import Filled, Form, clean_line, fill, filled_in
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, page, redirect_saying, route
from sites.foundation.paging import number_from

PAGE = "pages/people/unions.html"
ONE = "pages/people/union.html"
HOME = "/federation/unions"
TABS = ("unverified", "verified", "refused", "imported")


class RefusalForm(Form):
    why: Annotated[
        str, BeforeValidator(clean_line), Field(max_length=200), AfterValidator(filled_in)
    ]


async def show(request: Request) -> Response:
    asked = request.query_params
    standing = asked.get("standing", TABS[0])
    search = asked.get("q", "").replace("\x00", "")[:120].strip()
    if standing not in TABS:
        raise PageUnknown
    unions = await people.unions_of_area(
        standing, search=search, number=number_from(asked.get("page")), by=actor_of(request)
    )
    if unions.is_beyond:
        raise PageUnknown
    kinds = {key: _(words) for key, words in people.UNIT_KINDS.items()}
    tabs = [(tab, _(people.STANDINGS[tab])) for tab in TABS]
    return page(
        request, PAGE, unions=unions, standing=standing, search=search, kinds=kinds, tabs_of=tabs
    )


async def show_one(request: Request) -> Response:
    union = await people.union_of_area(request.path_params["union"], by=actor_of(request))
    return page(request, ONE, form=Filled[RefusalForm](), union=union, **_words(union))


async def verify(request: Request) -> Response:
    await people.verify_union(request.path_params["union"], by=actor_of(request))
    return redirect_saying(request, HOME, _("The union is verified and may hold rooms."))


async def refuse(request: Request) -> Response:
    actor, public_id = actor_of(request), request.path_params["union"]
    union = await people.union_of_area(public_id, by=actor)
    filled = await fill(request, RefusalForm)
    if filled.value is None:
        return again(request, ONE, filled, union=union, **_words(union))
    await people.refuse_union(public_id, why=filled.value.why, by=actor)
    return redirect_saying(request, HOME, _("The union is told why it is not verified."))


def _words(union: people.UnionRow) -> dict[str, Any]:
    return {
        "kind": _(people.UNIT_KINDS.get(union.unit_kind, "")),
        "standing": _(people.STANDINGS[union.standing]),
        "can_be_judged": union.standing in {"unverified", "refused"},
    }


ROUTES = [
    route(HOME, needs="unions.verify", get=show),
    route(f"{HOME}/{{union}}", needs="unions.verify", get=show_one),
    route(f"{HOME}/{{union}}/verification", needs="unions.verify", post=verify),
    route(f"{HOME}/{{union}}/refusal", needs="unions.verify", get=show_one, post=refuse),
]
