"""A union signs up with its code, or claims what its federation entered; and sees how it stands."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.people.again import again
from booking.web.people.entering import Password, PersonName, address_of, agent_of, go_in
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, Line, NeededLine, fill
from sites.foundation.language import _, locale
from sites.foundation.pages import PUBLIC, PageUnknown, actor_of, page, route
from sites.regions.gazetteer import provinces, regions

SIGN_UP = "pages/people/sign_up.html"
CLAIM = "pages/people/claim.html"
STANDING = "pages/people/standing.html"


class SignUpForm(Form):
    credit_code: NeededLine
    name: NeededLine
    region_code: NeededLine
    unit_kind: NeededLine
    contact: PersonName
    email: NeededLine
    password: Password
    district_code: Line = ""


class ClaimForm(Form):
    code: NeededLine
    contact: PersonName
    email: NeededLine
    password: Password


async def show_sign_up(request: Request) -> Response:
    return page(request, SIGN_UP, form=Filled[SignUpForm](), **_choices())


async def sign_up(request: Request) -> Response:
    filled = await fill(request, SignUpForm)
    if filled.value is None:
        return again(request, SIGN_UP, filled, **_choices())
    wanted = people.SignUp(**filled.value.model_dump())
    try:
        entered = await people.sign_up(wanted, address=address_of(request), agent=agent_of(request))
    except Refusal as refusal:
        return again(request, SIGN_UP, filled, refusal, **_choices())
    return go_in(request, entered, to="/union/verification")


async def show_claim(request: Request) -> Response:
    return page(request, CLAIM, form=Filled[ClaimForm]())


async def claim(request: Request) -> Response:
    filled = await fill(request, ClaimForm)
    if filled.value is None:
        return again(request, CLAIM, filled)
    wanted = people.Claim(**filled.value.model_dump())
    try:
        entered = await people.claim_imported(
            wanted, address=address_of(request), agent=agent_of(request)
        )
    except Refusal as refusal:
        return again(request, CLAIM, filled, refusal)
    return go_in(request, entered, to="/union/verification")


async def show_standing(request: Request) -> Response:
    """What a union may do just now, and whose answer it waits for."""
    actor = actor_of(request)
    if actor.kind != "union":
        raise PageUnknown
    return page(request, STANDING, standing=await people.standing_of(actor.organisation_id))


def _choices() -> dict[str, Any]:
    cities = [
        (
            province.name_in(locale()),
            [
                (one.code, one.name_in(locale()))
                for one in regions()
                if one.province_code == province.code
            ],
        )
        for province in provinces()
    ]
    return {"cities": cities, "kinds": [(k, _(words)) for k, words in people.UNIT_KINDS.items()]}


ROUTES = [
    route("/sign-up", needs=PUBLIC, get=show_sign_up, post=sign_up),
    route("/claim", needs=PUBLIC, get=show_claim, post=claim),
    route("/union/verification", needs="account.own", get=show_standing),
]
