"""A share borrows: how much, from whom, what both have before and after, then the act."""

from typing import Annotated

from pydantic import AfterValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import quotas
from booking.quotas import Consequences
from booking.web.quotas.door import LOOK, ROOT, federation_route, quota_id, quota_path
from booking.web.quotas.form import ActForm, Ceiling
from booking.web.quotas.words import UNITS
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, Line, fault, fill, posted
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/quotas/borrow.html"


def chosen(lender: str) -> str:
    if not lender:
        raise fault(N_("Choose from whom the share borrows"))
    return lender


class LoanForm(Form):
    """No lender is chosen beforehand: what is not sent at all is asked for like what is empty."""

    lender: Annotated[Line, AfterValidator(chosen), Field(validate_default=True)] = ""
    amount: Annotated[Ceiling, Field(ge=1)]


class BorrowForm(LoanForm, ActForm):
    """With the reason, and the version that was seen."""


async def show(request: Request) -> Response:
    return await _draw(request, Filled[LoanForm]())


async def act(request: Request) -> Response:
    by, quota = actor_of(request), quota_id(request)
    looks = (await posted(request)).get("act") == LOOK
    wanted: type[LoanForm] = LoanForm if looks else BorrowForm
    filled = await fill(request, wanted)
    given = filled.value
    if given is None:
        return await _draw(request, filled)
    try:
        if not isinstance(given, BorrowForm):
            told = await quotas.preview_borrow(
                quota, lender=given.lender, amount=given.amount, by=by
            )
            return await _draw(request, filled, told=told)
        await quotas.borrow(
            quota, lender=given.lender, amount=given.amount, why=given.why, seen=given.seen, by=by
        )
    except Refusal as refusal:
        return await _draw(request, filled, refusal=refusal)
    return redirect_saying(request, quota_path(request), _("Borrowed. Both histories say so."))


async def _draw(
    request: Request, filled: Filled[LoanForm], *, told: Consequences | None = None,
    refusal: Refusal | None = None,
) -> Response:  # fmt: skip
    standing = await quotas.page_of(quota_id(request), by=actor_of(request))
    if refusal is not None:
        if refusal.kind is Kind.UNKNOWN:
            raise refusal
        filled = filled.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if filled.errors else 200
    return page(
        request, PAGE, status=status, form=filled, standing=standing, told=told, root=ROOT,
        look=LOOK, unit_words=UNITS,
    )  # fmt: skip


ROUTES = [
    federation_route(f"{ROOT}/{{quota}}/borrowing", needs="quotas.manage", get=show, post=act)
]
