"""The interface for programs: who asks, the same key twice, what goes wrong on purpose, then the act."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from scheduler.double import checkout, refunds
from scheduler.double.asked import Params, nested
from scheduler.double.faults import Faults
from scheduler.double.listing import page_of
from scheduler.double.store import Store, Thing
from scheduler.double.wrong import LostAnswer, Wrong, answer

Act = Callable[[Store, Params, Request], Thing]
BROKEN = Wrong("An unknown error occurred", status=500, kind="api_error")
BUSY = Wrong("This object is locked by another request.", status=409, code="lock_timeout")
MANY = Wrong("Too many requests hit the API too quickly.", status=429, code="rate_limit")
AT_ONCE = {"busy": BUSY, "many": MANY}
OTHER_PARAMETERS = (
    "Keys for idempotent requests can only be used with the same parameters they were first used with. "
    "Try using a key other than '{key}' if you meant to execute a different request."
)


def _endpoint(act: Act) -> Callable[[Request], Any]:
    async def answered(request: Request) -> Response:
        try:
            params = await _params(request)
            return await _answered(request, params, act)
        except Wrong as wrong:
            return answer(wrong.body, wrong.status)

    return answered


async def _params(request: Request) -> Params:
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if given != request.app.state.secret_key:
        raise Wrong("Invalid API Key provided", status=401, code="api_key_invalid")
    raw = (await request.body()).decode() if request.method == "POST" else request.url.query
    return nested(raw)


async def _answered(request: Request, params: Params, act: Act) -> Response:
    """A key that was used before gets its first answer again, a fault of the server included."""
    store: Store = request.app.state.store
    key = request.headers.get("idempotency-key", "") if request.method == "POST" else ""
    asked = _mark(request, params)
    if key and (before := store.answered(key)):
        if before[0] != asked:
            raise Wrong(OTHER_PARAMETERS.format(key=key), kind="idempotency_error")
        return answer(before[2], before[1])
    way = request.app.state.faults.strikes(request.url.path)
    if way in AT_ONCE:
        raise AT_ONCE[way]
    status, body = (500, BROKEN.body) if way == "before" else _done(store, params, request, act)
    if way == "after":
        status, body = 500, BROKEN.body
    if key:
        store.keep_answer(key, asked, status, body)
    return await _sent(way, status, body, request.app.state.faults)


def _done(store: Store, params: Params, request: Request, act: Act) -> tuple[int, Thing]:
    try:
        return 200, act(store, params, request)
    except Wrong as wrong:
        return wrong.status, wrong.body


async def _sent(way: str, status: int, body: Thing, faults: Faults) -> Response:
    if way == "lost":
        raise LostAnswer
    if way == "silence":
        await asyncio.sleep(faults.silence)
    if way == "html":
        return PlainTextResponse("<html>OK</html>", media_type="text/html")
    return answer(body, status)


def _mark(request: Request, params: Params) -> str:
    canonical = json.dumps([request.method, request.url.path, params], sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _reading(kind: str) -> Act:
    def read(store: Store, params: Params, request: Request) -> Thing:
        return _expanded(store, store.get(kind, request.path_params["id"]), params)

    return read


def _listing(kind: str) -> Act:
    def read(store: Store, params: Params, request: Request) -> Thing:
        every = checkout.listed(store) if kind == checkout.KIND else store.every(kind)
        page = page_of(every, params, path=request.url.path)
        for path in params.get("expand") or ():
            _expand_each(store, page["data"], str(path))
        return page

    return read


def _expanded(store: Store, thing: Thing, params: Params) -> Thing:
    for path in params.get("expand") or ():
        _expand(store, thing, str(path).split("."))
    return thing


EXPANDABLE = {"latest_charge": "charge", "balance_transaction": "balance_transaction",
              "payment_intent": "payment_intent", "source": ""}  # fmt: skip
# What a line of the balance comes from, by its id's beginning; of other kinds there is no object here.
SOURCES = {"ch": "charge", "re": "refund", "dp": "dispute", "po": "payout"}


def _expand_each(store: Store, things: list[Thing], path: str) -> None:
    """Of a list only what is in it can be expanded: `data.source`."""
    whole, _, rest = path.partition(".")
    if whole != "data" or not rest:
        raise Wrong(f"This property cannot be expanded ({path}).")
    for thing in things:
        _expand(store, thing, rest.split("."))


def _expand(store: Store, thing: Thing, path: list[str]) -> None:
    field, rest = path[0], path[1:]
    if field not in EXPANDABLE or field not in thing:
        raise Wrong(f"This property cannot be expanded ({field}).")
    kind = EXPANDABLE[field] or SOURCES.get(str(thing[field]).partition("_")[0], "")
    if isinstance(thing[field], str) and kind:
        thing[field] = store.get(kind, thing[field])
    if rest and thing[field]:
        _expand(store, thing[field], rest)


def _session_created(store: Store, params: Params, request: Request) -> Thing:
    return checkout.create(store, params, origin=request.app.state.origin or str(request.base_url).rstrip("/"))  # fmt: skip


def _session_read(store: Store, params: Params, request: Request) -> Thing:
    return _expanded(store, checkout.read(store, request.path_params["id"]), params)


def _session_expired(store: Store, _params: Params, request: Request) -> Thing:
    return checkout.expire(store, request.path_params["id"])


def _refund_created(store: Store, params: Params, _request: Request) -> Thing:
    return refunds.create(store, params)


def _route(path: str, act: Act, method: str = "GET") -> Route:
    return Route(path, _endpoint(act), methods=[method])


ROUTES = [
    _route("/v1/checkout/sessions", _session_created, "POST"),
    _route("/v1/checkout/sessions", _listing(checkout.KIND)),
    _route("/v1/checkout/sessions/{id}", _session_read),
    _route("/v1/checkout/sessions/{id}/expire", _session_expired, "POST"),
    _route("/v1/refunds", _refund_created, "POST"),
    *(
        route
        for path, kind in {
            "refunds": "refund", "payment_intents": "payment_intent", "charges": "charge",
            "events": "event", "disputes": "dispute", "payouts": "payout",
            "balance_transactions": "balance_transaction",
        }.items()
        for route in (_route(f"/v1/{path}", _listing(kind)), _route(f"/v1/{path}/{{id}}", _reading(kind)))
    ),
]  # fmt: skip
