"""Acts upon stays: each address is one verb, done once for one key, answered with the stay as it then stands."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.api.amendments_answered import StayWhole
from booking.api.asked import (
    AcceptanceAsked,
    CancellationAsked,
    DeclinationAsked,
    HoldAsked,
    SubmissionAsked,
)
from booking.api.door import actor_behind
from booking.api.keys import demand_unchanged, key_of
from booking.api.whole import whole_stay
from sites.foundation.described import Operation
from sites.foundation.language import N_
from sites.foundation.requests import sent


async def hold(request: Request) -> Response:
    body = await sent(request, HoldAsked)
    made = await stays.hold(
        body.order, trip=body.trip, by=actor_behind(request), key=key_of(request, body)
    )
    answer = await whole_stay(request, made, status=201)
    answer.headers["Location"] = f"/api/v1/stays/{made}"
    return answer


async def submit(request: Request) -> Response:
    body, stay = await sent(request, SubmissionAsked), request.path_params["stay"]
    key = key_of(request, body)
    await demand_unchanged(request, stay, key=key)
    await stays.submit(stay, note=body.note, reason=body.reason, by=actor_behind(request), key=key)
    return await whole_stay(request, stay)


async def accept(request: Request) -> Response:
    body, stay = await sent(request, AcceptanceAsked), request.path_params["stay"]
    key = key_of(request, body)
    await demand_unchanged(request, stay, key=key)
    await stays.accept(stay, by=actor_behind(request), key=key)
    return await whole_stay(request, stay)


async def decline(request: Request) -> Response:
    body, stay = await sent(request, DeclinationAsked), request.path_params["stay"]
    key = key_of(request, body)
    await demand_unchanged(request, stay, key=key)
    await stays.decline(stay, reason=body.reason, note=body.note, by=actor_behind(request), key=key)
    return await whole_stay(request, stay)


async def cancel(request: Request) -> Response:
    body, stay = await sent(request, CancellationAsked), request.path_params["stay"]
    key = key_of(request, body)
    await demand_unchanged(request, stay, key=key)
    await stays.cancel(
        stay, fee_seen=body.fee_seen.money, note=body.note, by=actor_behind(request), key=key
    )
    return await whole_stay(request, stay)


OF_HOLDS = (
    "offer_unknown", "rooms_unknown", "beds_too_few", "date_over", "certificate_not_valid",
    "site_asks_first", "union_not_verified", "too_many_holds",
    "nights_outside_package", "group_outside_package", "no_price_for_night",
    "no_arrival", "no_departure", "stay_length", "stay_too_short_through", "stay_too_long_through",
    "not_bookable_yet", "no_longer_bookable", "nights_taken", "nights_held", "reception_full", "reception_held",
    "night_closed", "nights_not_opened", "kept_for_waiting", "quota_spent", "quota_not_open",
    "trip_unknown", "trip_closed", "too_many_stays", "stays_overlap", "stays_apart", "heads_differ",
    "programme_differs",
)  # fmt: skip

OPERATIONS = [
    Operation(
        method="POST", path="/api/v1/stays", handler=hold, body=HoldAsked, answer=StayWhole,
        status=201, scope="stays.book", summary=N_("Hold rooms and places for a group"),
        codes=OF_HOLDS,
    ),
    Operation(
        method="POST", path="/api/v1/stays/{stay}/submission", handler=submit,
        body=SubmissionAsked, answer=StayWhole, scope="stays.book",
        summary=N_("Submit a held stay to the operator; price and terms are frozen"),
        codes=("stay_unknown", "stay_changed", "stay_already_moved", "hold_over", "approval_missing", "rules_stand_against",
               "rule_reason_missing"),
    ),
    Operation(
        method="POST", path="/api/v1/stays/{stay}/acceptance", handler=accept,
        body=AcceptanceAsked, answer=StayWhole, scope="stays.answer",
        summary=N_("The operator's yes to a submitted stay"),
        codes=("stay_unknown", "stay_changed", "stay_already_moved", "time_to_answer_over", "counter_offer_open"),
    ),
    Operation(
        method="POST", path="/api/v1/stays/{stay}/declination", handler=decline,
        body=DeclinationAsked, answer=StayWhole, scope="stays.answer",
        summary=N_("The operator's no, with its reason"),
        codes=("stay_unknown", "stay_changed", "stay_already_moved", "time_to_answer_over"),
    ),
    Operation(
        method="POST", path="/api/v1/stays/{stay}/cancellation", handler=cancel,
        body=CancellationAsked, answer=StayWhole, scope="stays.book",
        summary=N_("Cancel a stay at the fee that was shown"),
        codes=("stay_unknown", "stay_changed", "stay_already_moved", "hold_over", "fee_changed"),
    ),
]  # fmt: skip
