"""What tests and demonstrations tell the provider to do: pay, refuse, dispute, pay out, and go wrong."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from scheduler.double import disputes, paying, payouts, refunds
from scheduler.double.faults import WAYS, Faults
from scheduler.double.store import Thing
from scheduler.double.wrong import Wrong, answer


async def do(request: Request) -> Response:
    """POST /twin/{act} with {"id": ...} and what else it needs as JSON; the object that it made."""
    given: dict[str, Any] = await request.json()
    about = (given.pop("id"),) if "id" in given else ()
    act = ACTS.get(request.path_params["act"])
    if act is None:
        return answer({"error": {"message": f"there are {', '.join(ACTS)}"}}, 404)
    try:
        return answer(act(request.app.state.store, *about, **given))
    except Wrong as wrong:
        return answer(wrong.body, wrong.status)


async def set_faults(request: Request) -> Response:
    """Replace what goes wrong: the names of `Faults`; `plan` as pairs of path and way."""
    given: dict[str, Any] = await request.json()
    known = {field.name for field in fields(Faults)} - {"chance"}
    plan = [(str(where), str(way)) for where, way in given.pop("plan", [])]
    if not set(given) <= known or not {way for _where, way in plan} <= set(WAYS):
        return answer({"error": {"message": f"of {sorted(known)}; ways {WAYS}"}}, 400)
    faults: Faults = request.app.state.faults
    faults.plan[:] = plan
    for name, value in given.items():
        setattr(faults, name, value)
    return answer({"plan": len(plan), **given})


ACTS: dict[str, Callable[..., Thing]] = {
    "pay": paying.pay,
    "fail": paying.fail,
    "arrive": paying.arrive,
    "settle_refund": refunds.settle,
    "fail_refund": refunds.fail,
    "dispute": disputes.open_on,
    "close_dispute": disputes.close,
    "pay_out": payouts.pay_out,
    "payout_arrives": payouts.arrive,
    "payout_comes_back": payouts.come_back,
}
ROUTES = [
    Route("/twin/faults", set_faults, methods=["POST"]),
    Route("/twin/{act}", do, methods=["POST"]),
]
