"""The rooming list as the union sent it: by room and by name, with the numbers on the doors and the base's rule."""

from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import rooming
from booking.web.operator.door import operator_route
from booking.web.operator.sight import seen
from sites.foundation.forms import Form, fill, posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

PAGE, LIST = "pages/operator/rooming.html", "pages/union/rooming_list.html"


class RuleForm(Form):
    rule: Literal["single", "staff", "ask"]


async def show(request: Request) -> Response:
    by = actor_of(request)
    stay = await seen(request.path_params["stay"], by=by)
    shown = await rooming.sent_rooming(request.path_params["stay"], by=by)
    rule = await rooming.odd_rule_of(request.path_params["stay"], by=by)
    return page(request, PAGE, stay=stay, line=stay.line, rooming=shown, odd_rule=rule)


async def show_list(request: Request) -> Response:
    """To print; without a list sent, the page that says so."""
    by = actor_of(request)
    shown = await rooming.sent_rooming(request.path_params["stay"], by=by)
    if shown is None:
        return await show(request)
    line = (await stays.page_of(request.path_params["stay"], by=by)).line
    return page(request, LIST, line=line, rooming=shown, side="operator")


async def number(request: Request) -> Response:
    """Fields are named by the rooms: number-KEY."""
    given = {
        name.removeprefix("number-"): value
        for name, value in (await posted(request)).items()
        if name.startswith("number-") and isinstance(value, str)
    }
    await rooming.number_rooms(request.path_params["stay"], given, by=actor_of(request))
    return redirect_saying(request, _address(request), _("The door numbers are kept; the union sees them."))  # fmt: skip


async def rule(request: Request) -> Response:
    by = actor_of(request)
    filled = await fill(request, RuleForm)
    if filled.value is None:
        return await show(request)
    line = (await stays.page_of(request.path_params["stay"], by=by)).line
    await rooming.set_odd_rule(line.site_code, filled.value.rule, by=by)
    return redirect_saying(request, _address(request), _("From now on unions' lists follow this rule at your base."))  # fmt: skip


def _address(request: Request) -> str:
    return f"/operator/stays/{request.path_params['stay']}/rooming"


ROOMING = "/operator/stays/{stay}/rooming"
ROUTES = [
    operator_route(ROOMING, needs="rosters.see", get=show),
    operator_route(f"{ROOMING}/list", needs="rosters.see", get=show_list),
    operator_route(f"{ROOMING}/numbers", needs="stays.receive", post=number),
    operator_route(f"{ROOMING}/rule", needs="stays.answer", post=rule),
]
