"""Who runs each base: those without an operator first, and one base given, handed on or taken back."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from booking import people, stays
from booking.people import OperatorLine
from booking.stays import Remaining
from booking.web.federation.certificates import SIZE
from booking.web.federation.charts import district_names
from booking.web.federation.door import federation_route
from sites import listings
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, Line, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.paging import cut, number_from
from sites.foundation.rendering import href
from sites.foundation.words import say
from sites.listings import Post

ADDRESS, LIST, ONE = (
    "/federation/operators",
    "pages/federation/operators.html",
    "pages/federation/operator.html",
)
NOBODY = "nobody"


class ChangeForm(Form):
    operator: Line = ""
    instead_of: Line = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What the chosen answer would change. `to` is None where the base is taken back; `staying` may be None."""

    to: OperatorLine | None
    staying: Remaining | None


async def show(request: Request) -> Response:
    every = await listings.posts()
    lacking = [post for post in every if post.operator_id is None]
    shows_all = request.query_params.get("show") == "all" or not lacking
    shown = cut(every if shows_all else lacking, number=number_from(request.query_params.get("page")), size=SIZE)  # fmt: skip
    tabs = [
        (_("Without an operator"), href(ADDRESS), not shows_all, len(lacking)),
        (_("All"), href(ADDRESS, show="all"), shows_all, len(every)),
    ]
    kept = {"show": "all" if shows_all else ""}
    return page(
        request, LIST, shown=shown, tabs=tabs, districts=district_names(),
        previous=href(ADDRESS, **kept, page=shown.number - 1) if shown.number > 1 else "",
        next=href(ADDRESS, **kept, page=shown.number + 1) if shown.number < shown.last else "",
    )  # fmt: skip


async def show_one(request: Request) -> Response:
    """The base with everybody who ever ran it; with `operator` in the address also what that choice changes."""
    return await _draw(request, Filled(), chosen=request.query_params.get("operator", ""))


async def change(request: Request) -> Response:
    filled, by = await fill(request, ChangeForm), actor_of(request)
    form, code = filled.value, request.path_params["site"]
    if form is None:
        return await _draw(request, filled)
    try:
        if form.operator == NOBODY:
            await people.take_base_back(code, instead_of=form.instead_of, by=by)
        else:
            await people.give_base(code, form.operator, instead_of=form.instead_of, by=by)
    except listings.SiteUnknown:
        raise
    except Refusal as refusal:
        return await _draw(request, filled.with_error(refusal.field or "", say(refusal)), refusal)
    words = _("Nobody runs the base now; nothing new is booked there.") if form.operator == NOBODY else _("The base has its operator.")  # fmt: skip
    return redirect_saying(request, f"{ADDRESS}/{code}", words)


async def _draw(
    request: Request,
    filled: Filled[ChangeForm],
    refusal: Refusal | None = None,
    *,
    chosen: str = "",
) -> Response:
    by = actor_of(request)
    post = await people.post_of(request.path_params["site"], by=by)
    every = await people.operators(by=by)
    status = refusal.status if refusal else 422 if filled.errors else 200
    return page(
        request, ONE, status=status, form=filled, post=post, chosen=chosen,
        present=next((one.public_id for one in every if one.id == post.operator_id), ""),
        choices=_choices(post, every), change=await _change(post, every, chosen),
        tenures=await listings.tenures(post.site_id), district=district_names().get(post.district_code, ""),
    )  # fmt: skip


def _choices(post: Post, every: list[OperatorLine]) -> list[tuple[str, str]]:
    others = [(one.public_id, one.name) for one in every if one.id != post.operator_id]
    back = [(NOBODY, _("Nobody, taken back"))] if post.operator_id else []
    return [*back, *others]


async def _change(post: Post, every: list[OperatorLine], chosen: str) -> Change | None:
    to = next((one for one in every if one.public_id == chosen), None)
    if (to is None and chosen != NOBODY) or (to.id if to else None) == post.operator_id:
        return None
    remaining = await stays.remaining_at(post.site_id)
    return Change(to, remaining.get(post.operator_id) if post.operator_id else None)


ROUTES = [
    federation_route(ADDRESS, needs="sites.assign", get=show),
    federation_route(f"{ADDRESS}/{{site}}", needs="sites.assign", get=show_one, post=change),
]
