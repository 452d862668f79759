"""Drawing one stay for its operator, also after an act on it was refused."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.stays import StayPage, pooling
from booking.web import showing
from booking.web.operator.acts import acts_of
from booking.web.operator.requests import answer_clock, missing_in_words
from booking.web.operator.sight import seen
from booking.web.operator.today import by_code
from sites.foundation.actor import Actor
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled
from sites.foundation.language import _, locale
from sites.foundation.pages import actor_of, page
from sites.foundation.words import say
from sites.listings import profiles_of

AnyForm = Filled[Any]


async def draw_stay(
    request: Request,
    *,
    refusal: Refusal | None = None,
    form: AnyForm | None = None,
    status: int = 0,
) -> Response:
    """`form` is a message or paper that was not taken. A stay of somebody else is refused as unknown."""
    by = actor_of(request)
    stay = await seen(request.path_params["stay"], by=by)
    sites = by_code(await profiles_of(by.organisation_id))
    proposal = await stays.amendment_of(stay.line.public_id, by=by)
    return page(
        request, "pages/operator/stay.html", status=status or (refusal.status if refusal else 200),
        refusal=say(refusal) if refusal else "", form=form or Filled(), stay=stay,
        acts=acts_of(stay, by=by, is_proposed=proposal is not None), proposal=proposal,
        release=await stays.releases_of(stay.line.public_id, by=by),
        offer=await stays.counter_offer_of(stay.line.public_id, by=by),
        clock=answer_clock(stay.line, sites.get(stay.line.site_code)),
        pool=await pooling.pool_of_stay(stay.line.public_id),
        missing=missing_in_words(stay.line), steps=showing.steps(stay),
        numbers=showing.five_numbers(stay), tiers=showing.tiers(stay),
        contract=stay.frozen.get("contract", {}).get(locale(), ()),
        events=showing.happenings(stay), thread=showing.thread(stay), key_facts=_facts(stay, by=by),
        account=await money.account_of(stay.id) if by.may("money.see") else None,
    )  # fmt: skip


def _facts(stay: StayPage, *, by: Actor) -> list[tuple[str, str, str]]:
    hidden = {_("The base's telephone")} | (set() if by.may("money.see") else {_("Contract")})
    return [fact for fact in showing.key_facts(stay) if fact[0] not in hidden]


async def draw_refused(
    request: Request, refusal: Refusal, *, form: AnyForm | None = None
) -> Response:
    """The stay as it now is, with the no on top; what is not this person's stays unknown."""
    if refusal.kind in {Kind.UNKNOWN, Kind.FORBIDDEN}:
        raise refusal
    return await draw_stay(request, refusal=refusal, form=form)
