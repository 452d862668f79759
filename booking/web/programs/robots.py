"""Group robots of the organisation: added with the address that the chat gave out, and removed."""

from typing import Annotated, Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import notices
from booking.web.programs.hub import draw_hub
from sites.foundation.errors import Refusal
from sites.foundation.forms import Form, Line, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, redirect_saying, route


class RobotForm(Form):
    robot_kind: Literal["wecom", "dingtalk"]
    robot_label: Annotated[NeededLine, Field(max_length=60)]
    address: Annotated[NeededLine, Field(max_length=300)]
    secret: Annotated[Line, Field(max_length=140)] = ""
    keyword: Annotated[Line, Field(max_length=30)] = ""


async def add(request: Request) -> Response:
    filled = await fill(request, RobotForm)
    if filled.value is None:
        return await draw_hub(request, filled)
    form = filled.value
    try:
        await notices.add_robot(
            form.robot_kind, form.robot_label, form.address, secret=form.secret,
            keyword=form.keyword, by=actor_of(request),
        )  # fmt: skip
    except Refusal as refusal:
        return await draw_hub(request, filled, refusal)
    return redirect_saying(request, "/programs", _("Added. The next notice goes to the group too."))


async def remove(request: Request) -> Response:
    await notices.remove_robot(request.path_params["robot"], by=actor_of(request))
    return redirect_saying(request, "/programs", _("Removed. Nothing more goes to that group."))


ROUTES = [
    route("/programs/robots", needs="team.manage", get=draw_hub, post=add),
    route("/programs/robots/{robot}/removal", needs="team.manage", post=remove),
]
