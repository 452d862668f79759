"""Checkout Sessions: made, read, listed, ended."""

from typing import Any

from scheduler.double.asked import Params, demand_known, demand_present, metadata_of, whole
from scheduler.double.store import Store, Thing
from scheduler.double.wrong import Wrong, invalid, missing

KIND = "checkout.session"
METHODS = ("card", "alipay", "wechat_pay")
CURRENCIES = ("cny", "hkd", "usd", "eur")
KNOWN = (
    "mode", "line_items", "success_url", "cancel_url", "payment_method_types",
    "payment_method_options", "client_reference_id", "metadata", "payment_intent_data", "expires_at",
    "locale", "expand", "submit_type",
)  # fmt: skip
LOCALES = ("auto", "zh", "zh-HK", "zh-TW", "en", "en-GB")
SOONEST, LATEST = 30 * 60, 24 * 3600
LONGEST_REFERENCE = 200


def create(store: Store, params: Params, *, origin: str) -> Thing:
    demand_known(params, KNOWN)
    demand_present(params, ("mode", "line_items", "success_url"))
    if params["mode"] != "payment":
        raise invalid("mode", "this account takes single payments")
    amount, currency = _sum_of(params["line_items"])
    methods = _methods_of(params)
    session = store.make(
        "cs_test", KIND, mode="payment", status="open", payment_status="unpaid", url=None,
        amount_total=amount, amount_subtotal=amount, currency=currency, payment_intent=None,
        payment_method_types=methods, metadata=metadata_of(params),
        client_reference_id=_reference_of(params), expires_at=_end_of(params, store.now()),
        success_url=params["success_url"], cancel_url=params.get("cancel_url"),
        locale=_locale_of(params), customer_details=None, ui_mode="hosted_page",
        intent_metadata=metadata_of(params.get("payment_intent_data") or {}),
        product=_product_of(params["line_items"]),
    )  # fmt: skip
    session["url"] = f"{origin}/pay/{session['id']}"
    return seen(store.keep(session))


def read(store: Store, named: str) -> Thing:
    return seen(current(store, named))


def listed(store: Store) -> list[Thing]:
    return [seen(_ended_by_time(store, one)) for one in store.every(KIND)]


def expire(store: Store, named: str) -> Thing:
    session = current(store, named)
    if session["status"] != "open":
        raise Wrong(
            f'Only Checkout Sessions with a status in ["open"] can be expired. This Session has a status of {session["status"]}.'
        )
    return seen(_end(store, session))


def current(store: Store, named: str) -> Thing:
    """The session as it stands: past its time it is expired."""
    return _ended_by_time(store, store.get(KIND, named))


def end_overdue(store: Store) -> None:
    for session in store.every(KIND):
        _ended_by_time(store, session)


def seen(session: Thing) -> Thing:
    """As the interface shows it: without what the hosted page alone needs."""
    inner = ("intent_metadata", "product")
    shown = {name: value for name, value in session.items() if name not in inner}
    return {**shown, "url": session["url"] if session["status"] == "open" else None}


def _ended_by_time(store: Store, session: Thing) -> Thing:
    is_over = session["status"] == "open" and session["expires_at"] <= store.now()
    return _end(store, session) if is_over else session


def _end(store: Store, session: Thing) -> Thing:
    session["status"] = "expired"
    store.keep(session)
    store.tell("checkout.session.expired", seen(session))
    return session


def _sum_of(items: Any) -> tuple[int, str]:
    if not isinstance(items, list):
        raise invalid("array", "line_items")
    amounts, currencies = [], set()
    for item in items:
        priced = item.get("price_data") or {}
        demand_present(priced, ("currency", "unit_amount"))
        if not (priced.get("product_data") or {}).get("name"):
            raise missing("line_items[0][price_data][product_data][name]")
        currencies.add(priced["currency"])
        amounts.append(whole(priced, "unit_amount") * whole(item, "quantity"))
    if len(currencies) != 1 or not currencies <= set(CURRENCIES):
        raise invalid("currency", "one that this account takes")
    return sum(amounts), currencies.pop()


def _product_of(items: Any) -> str:
    return str(items[0]["price_data"]["product_data"]["name"])


def _methods_of(params: Params) -> list[str]:
    methods = params.get("payment_method_types") or ["card"]
    if not isinstance(methods, list) or not set(methods) <= set(METHODS):
        raise invalid("payment_method_types", f"must be of {', '.join(METHODS)}")
    options = (params.get("payment_method_options") or {}).get("wechat_pay") or {}
    if "wechat_pay" in methods and options.get("client") != "web":
        raise missing("payment_method_options[wechat_pay][client]")
    return methods


def _end_of(params: Params, now: int) -> int:
    if "expires_at" not in params:
        return now + LATEST
    ends = whole(params, "expires_at", most=2**33)
    if not now + SOONEST <= ends <= now + LATEST:
        raise Wrong(
            "The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from Checkout Session creation.",
            param="expires_at",
        )
    return ends


def _reference_of(params: Params) -> str | None:
    given = params.get("client_reference_id")
    if given is not None and len(given) > LONGEST_REFERENCE:
        raise invalid("client_reference_id", "up to 200 characters")
    return given


def _locale_of(params: Params) -> str:
    given = params.get("locale") or "auto"
    if given not in LOCALES:
        raise invalid("locale", f"must be one of {', '.join(LOCALES)}")
    return str(given)
