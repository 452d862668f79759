"""Cancelling what is left of a trip: the fee of each stay and their sum to the fen, then the act at exactly that sum."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.money import account_of
from booking.stays import TripCancellation
from booking.web import showing
from booking.web.union.cancellation import CancellationForm
from booking.web.union.door import trip_id, trip_path, union_route
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total
from sites.foundation.errors import Kind, Refusal
from sites.foundation.formats import amount
from sites.foundation.forms import Filled, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/union/trip_cancellation.html"


async def show(request: Request) -> Response:
    return await _draw(request)


async def act(request: Request) -> Response:
    """Refused with the new figures where a boundary passed since the page was drawn."""
    filled = await fill(request, CancellationForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    form = filled.value
    try:
        await stays.cancel_trip(
            trip_id(request), fee_seen=Money(form.fee_seen), note=form.note, by=actor_of(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await _draw(request, filled=filled, refusal=refusal)
    return redirect_saying(request, trip_path(request), _("Cancelled. The rooms went back."))


async def _draw(
    request: Request, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    form: Filled[Any] = filled or Filled()
    if refusal is not None:
        form = form.with_error("", say(refusal))
    status = refusal.status if refusal else 422 if form.errors else 200
    actor = actor_of(request)
    trip = await stays.trip_page(trip_id(request), by=actor)
    preview = await stays.preview_trip_cancellation(trip.public_id, by=actor)
    ending = [line for line in trip.lines if line.public_id in preview.stays]
    received, back = await _money(preview, by=actor)
    return page(
        request, PAGE, status=status, form=form, trip=trip, preview=preview,
        days=showing.span(trip.starts_on, trip.ends_on, with_year=True), received=received, back=back,
        staying=[line for line in trip.standing if line.public_id not in preview.stays],
        fees=[
            (
                _("%(site)s, %(days)s", site=line.site_name, days=showing.span(line.check_in, line.check_out)),
                amount(preview.stays[line.public_id].fee),
                _("%(percent)s%% of %(amount)s yuan", percent=preview.stays[line.public_id].percent, amount=amount(line.price)),
            )
            for line in ending
        ],
    )  # fmt: skip


async def _money(preview: TripCancellation, *, by: Actor) -> tuple[Money, Money]:
    """What was received for the stays that end, and what goes back of it."""
    received, back = [], []
    for stay, one in preview.stays.items():
        account = await account_of(await stays.inner_id(stay, by=by))
        received.append(account.received)
        back.append(max(account.received - account.refunded - one.fee, Money(0)))
    return total(received), total(back)


ROUTES = [
    union_route("/union/trips/{trip}/cancellation", needs="stays.book", get=show, post=act),
]
