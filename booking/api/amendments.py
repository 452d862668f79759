"""Changes of a stay: proposed by its union, answered by its operator, each act one verb done once for one key."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.api.amendments_answered import (
    AmendmentAnswer,
    AmendmentList,
    StayWhole,
    amendment_answer,
)
from booking.api.amendments_asked import AmendmentAsked, EmptyAsked, RefusalAsked
from booking.api.door import actor_behind
from booking.api.keys import demand_unchanged, key_of
from booking.api.whole import whole_stay
from sites.foundation.described import Operation
from sites.foundation.language import N_
from sites.foundation.replies import OWN, reply
from sites.foundation.requests import sent


async def list_amendments(request: Request) -> Response:
    found = await stays.amendments_of(request.path_params["stay"], by=actor_behind(request))
    items = AmendmentList(items=[amendment_answer(one) for one in found])
    return reply(request, items, cache=OWN)


async def propose(request: Request) -> Response:
    body, stay = await sent(request, AmendmentAsked), request.path_params["stay"]
    key, by = key_of(request, body), actor_behind(request)
    await demand_unchanged(request, stay, key=key)
    made = await stays.amend(
        stay, body.terms, total_seen=body.total_seen.money, note=body.note, by=by, key=key
    )
    found = await stays.amendment_record(stay, made, by=by)
    return reply(request, amendment_answer(found), status=201, cache=OWN)


async def accept(request: Request) -> Response:
    stay, amendment = _which(request)
    key = key_of(request, await sent(request, EmptyAsked))
    await demand_unchanged(request, stay, key=key)
    await stays.accept_amendment(stay, amendment, by=actor_behind(request), key=key)
    return await whole_stay(request, stay)


async def refuse(request: Request) -> Response:
    stay, amendment = _which(request)
    body = await sent(request, RefusalAsked)
    key = key_of(request, body)
    await demand_unchanged(request, stay, key=key)
    await stays.refuse_amendment(
        stay, amendment, reason=body.reason, note=body.note, by=actor_behind(request), key=key
    )
    return await whole_stay(request, stay)


async def withdraw(request: Request) -> Response:
    stay, amendment = _which(request)
    key = key_of(request, await sent(request, EmptyAsked))
    await demand_unchanged(request, stay, key=key)
    await stays.withdraw_amendment(stay, amendment, by=actor_behind(request), key=key)
    return await whole_stay(request, stay)


def _which(request: Request) -> tuple[str, str]:
    return request.path_params["stay"], request.path_params["amendment"]


ROOT = "/api/v1/stays/{stay}/amendments"
OF_PROPOSALS = (
    "stay_unknown", "stay_changed", "stay_already_moved", "hold_over", "time_to_answer_over", "amendment_open",
    "counter_offer_open", "amendment_unchanged", "amendment_price_changed", "amendment_beyond_approval",
    "night_slept", "more_than_travel", "night_without_people", "offer_unknown", "rooms_unknown", "beds_too_few",
    "date_over", "certificate_not_valid", "nights_taken", "nights_held", "reception_full", "reception_held",
    "no_arrival", "no_departure", "stay_length", "stay_too_short_through", "stay_too_long_through",
    "not_bookable_yet", "no_longer_bookable",
)  # fmt: skip
OF_ANSWERS = (
    "stay_unknown",
    "stay_changed",
    "stay_already_moved",
    "amendment_gone",
    "amendment_over",
)
OPERATIONS = [
    Operation(
        method="GET", path=ROOT, handler=list_amendments, answer=AmendmentList, scope="stays.see",
        summary=N_("Changes of a stay that either side proposed, the newest first"), codes=("stay_unknown",),
    ),
    Operation(
        method="POST", path=ROOT, handler=propose, body=AmendmentAsked, answer=AmendmentAnswer, status=201,
        scope="stays.book", codes=OF_PROPOSALS,
        summary=N_("Change a held stay, or propose a change of a submitted or confirmed one"),
    ),
    Operation(
        method="POST", path=f"{ROOT}/{{amendment}}/acceptance", handler=accept, body=EmptyAsked, answer=StayWhole,
        scope="stays.answer", summary=N_("The operator's yes to a proposed change"),
        codes=(*OF_ANSWERS, "night_slept", "quota_spent"),
    ),
    Operation(
        method="POST", path=f"{ROOT}/{{amendment}}/refusal", handler=refuse, body=RefusalAsked, answer=StayWhole,
        scope="stays.answer", summary=N_("The operator's no to a proposed change, with its reason"),
        codes=OF_ANSWERS,
    ),
    Operation(
        method="POST", path=f"{ROOT}/{{amendment}}/withdrawal", handler=withdraw, body=EmptyAsked, answer=StayWhole,
        scope="stays.book", summary=N_("Take a proposed change back before it is answered"),
        codes=("stay_unknown", "stay_changed", "amendment_gone"),
    ),
]  # fmt: skip
