"""How a base is paid: its own terms, and what was agreed with single unions."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.web.operator.door import operator_route
from booking.web.operator.own_site import own_site
from booking.web.operator.payment_form import (
    COLLECTORS,
    WHEN,
    AgreementForm,
    PaymentForm,
    Percent,
    typed_as,
)
from sites import listings
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say
from sites.listings import Attrition, Payment, SiteProfile
from sites.listings.shapes import stored

PAGE, AGREEMENT = "pages/operator/payment.html", "pages/operator/payment_agreement.html"


async def show(request: Request) -> Response:
    site = await own_site(request)
    return await _draw(request, site, typed_as(site.terms.payment))


async def keep(request: Request) -> Response:
    site, by = await own_site(request), actor_of(request)
    filled = await fill(request, PaymentForm)
    if filled.value is None:
        return await _draw(request, site, filled)
    try:
        await listings.set_payment_terms(site.id, filled.value.plan, by=by)
    except Refusal as refusal:
        return await _draw(request, site, filled, refusal)
    words = _("Kept. Stays submitted from now on freeze these terms; earlier ones keep theirs.")
    return redirect_saying(request, _path(site), words)


class AttritionForm(Form):
    is_charged: bool = False
    free_percent: Percent = 10


async def keep_attrition(request: Request) -> Response:
    site = await own_site(request)
    filled = await fill(request, AttritionForm)
    if filled.value is None:
        return await _draw(request, site, Filled(None, typed_as(site.terms.payment).raw, {}, filled.errors))  # fmt: skip
    wanted = Attrition(filled.value.is_charged, filled.value.free_percent)
    await listings.set_attrition(site.id, wanted, by=actor_of(request))
    words = _("Kept. Stays submitted from now on freeze these terms; earlier ones keep theirs.")
    return redirect_saying(request, _path(site), words)


async def show_agreement(request: Request) -> Response:
    later = typed_as(Payment(is_after=True, balance_days=30))
    return _draw_agreement(request, await own_site(request), Filled(None, later.raw))


async def agree(request: Request) -> Response:
    site = await own_site(request)
    filled = await fill(request, AgreementForm)
    form = filled.value
    if form is None:
        return _draw_agreement(request, site, filled)
    limit = Money(form.limit) if form.limit else None
    try:
        await money.agree_plan(
            site.id, form.credit_code, form.plan, limit=limit, note=form.note, by=actor_of(request)
        )
    except Refusal as refusal:
        return _draw_agreement(request, site, filled, refusal)
    words = _("Kept. It holds from the union's next submission on.")
    return redirect_saying(request, _path(site), words)


async def end(request: Request) -> Response:
    site = await own_site(request)
    agreement = request.path_params["agreement"]
    await money.end_plan(site.id, agreement, by=actor_of(request))
    return redirect_saying(request, _path(site), _("Ended. What was submitted keeps its terms."))


def _path(site: SiteProfile) -> str:
    return f"/operator/site/{site.code}/payment"


async def _draw(
    request: Request, site: SiteProfile, form: Filled[PaymentForm], refusal: Refusal | None = None
) -> Response:
    agreed = await money.plans_at(site.id, by=actor_of(request))
    return _page(
        request, PAGE, site, form, refusal, now=[stays.attrition_sentence(stored(site.terms)), *_said(site.terms.payment)],
        agreed=[(one, _said(one.plan)) for one in agreed],
    )  # fmt: skip


def _draw_agreement(
    request: Request, site: SiteProfile, form: Filled[AgreementForm], refusal: Refusal | None = None
) -> Response:
    return _page(request, AGREEMENT, site, form, refusal)


def _page(
    request: Request, template: str, site: SiteProfile, form: Filled[Any], refusal: Refusal | None,
    **more: object,
) -> Response:  # fmt: skip
    if refusal is not None:
        if refusal.kind is Kind.UNKNOWN:
            raise refusal
        form = form.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if form.errors else 200
    return page(
        request, template, status=status, form=form, site=site, collectors=_worded(COLLECTORS),
        when=_worded(WHEN), **more,
    )  # fmt: skip


def _said(plan: Payment) -> list[str]:
    return stays.payment_sentences({"payment": stored(plan)})


def _worded(options: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(code, _(words)) for code, words in options]


ROOT = "/operator/site/{site}/payment"
ROUTES = [
    operator_route(ROOT, needs="calendar.edit", get=show, post=keep),
    operator_route(f"{ROOT}/attrition", needs="calendar.edit", post=keep_attrition),
    operator_route(f"{ROOT}/agreement", needs="calendar.edit", get=show_agreement, post=agree),
    operator_route(f"{ROOT}/agreements/{{agreement}}/end", needs="calendar.edit", post=end),
]
