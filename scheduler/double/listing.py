"""Lists: the newest first, a hundred at the most, after or before one of them."""

from scheduler.double.asked import Params, demand_known, whole
from scheduler.double.store import Thing
from scheduler.double.wrong import invalid

MOST, USUAL = 100, 10
FILTERS = ("payment_intent", "payout", "type", "status", "charge", "source")
ORDER = ("limit", "starting_after", "ending_before", "created", "expand", "delivery_success")
COMPARED = {
    "gt": lambda at, than: at > than,
    "gte": lambda at, than: at >= than,
    "lt": lambda at, than: at < than,
    "lte": lambda at, than: at <= than,
}


def page_of(every: list[Thing], params: Params, *, path: str) -> Thing:
    demand_known(params, (*FILTERS, *ORDER))
    limit = whole(params, "limit", most=MOST) if "limit" in params else USUAL
    fitting = [one for one in every if _fits(one, params)]
    if after := params.get("starting_after"):
        fitting = fitting[_place_of(fitting, after, "starting_after") + 1 :]
    if before := params.get("ending_before"):
        fitting = fitting[: _place_of(fitting, before, "ending_before")][-limit:]
    return {
        "object": "list", "url": path, "data": fitting[:limit], "has_more": len(fitting) > limit,
    }  # fmt: skip


def _fits(one: Thing, params: Params) -> bool:
    if any(name in params and one.get(name) != params[name] for name in FILTERS):
        return False
    return all(
        COMPARED[name](one["created"], int(value)) for name, value in _bounds(params).items()
    )


def _bounds(params: Params) -> dict[str, str]:
    given = params.get("created") or {}
    if not isinstance(given, dict):
        return {"gte": given, "lte": given}
    if not set(given) <= set(COMPARED):
        raise invalid("created", "gt, gte, lt or lte")
    return given


def _place_of(things: list[Thing], named: str, param: str) -> int:
    for place, one in enumerate(things):
        if one["id"] == named:
            return place
    raise invalid(param, "no such object in this list")
