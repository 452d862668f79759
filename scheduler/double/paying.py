"""What happens on the hosted page: money comes, or the bank says no. Payment intents, charges, balance transactions."""

from typing import Any

from scheduler.double.checkout import current, seen
from scheduler.double.store import Store, Thing
from scheduler.double.wrong import Wrong

# Invented, in parts of ten thousand, and a fixed part in fen.
FEES = {"card": (290, 100), "alipay": (220, 0), "wechat_pay": (220, 0)}
SETTLES_AFTER = 2 * 86_400


def pay(
    store: Store, named: str, method: str, *, amount: int | None = None, currency: str | None = None,
    is_later: bool = False,
) -> Thing:  # fmt: skip
    """Take the payment. Another amount or currency than the session's is for tests of what may not happen.

    `is_later`: the session is complete and unpaid until `arrive`.
    """
    session = _open(store, named, method)
    paid, coin = amount or session["amount_total"], currency or session["currency"]
    intent = _intent(store, session, paid, coin, method)
    store.tell("payment_intent.created", intent)
    session.update(status="complete", payment_intent=intent["id"], amount_total=paid, currency=coin)
    if not is_later:
        _succeed(store, intent)
        session["payment_status"] = "paid"
    store.keep(session)
    store.tell("checkout.session.completed", seen(session))
    return session


def arrive(store: Store, named: str, *, fails: bool = False) -> Thing:
    """The end of a payment that was made later."""
    session = current(store, named)
    intent = store.get("payment_intent", session["payment_intent"])
    if fails:
        _refuse(store, intent)
        store.tell("checkout.session.async_payment_failed", seen(session))
        return session
    _succeed(store, intent)
    session["payment_status"] = "paid"
    store.keep(session)
    store.tell("checkout.session.async_payment_succeeded", seen(session))
    return session


def fail(store: Store, named: str, method: str) -> Thing:
    """The bank says no. The session stays open, and another try is possible."""
    session = _open(store, named, method)
    intent = _intent(store, session, session["amount_total"], session["currency"], method)
    session["payment_intent"] = intent["id"]
    store.keep(session)
    store.tell("payment_intent.created", intent)
    _refuse(store, intent)
    return session


def balance_line(store: Store, kind: str, amount: int, fee: int, source: str, currency: str) -> str:
    line = store.make(
        "txn", "balance_transaction", amount=amount, fee=fee, net=amount - fee, currency=currency,
        type=kind, source=source, status="pending", available_on=store.now() + SETTLES_AFTER,
        reporting_category=kind, fee_details=[], payout=None, description=None,
    )  # fmt: skip
    return str(line["id"])


def _open(store: Store, named: str, method: str) -> Thing:
    session = current(store, named)
    if session["status"] != "open":
        raise Wrong("This Checkout Session is no longer open.")
    if method not in session["payment_method_types"]:
        raise Wrong(f"{method} is not among this session's payment methods.")
    return session


def _intent(store: Store, session: Thing, amount: int, currency: str, method: str) -> Thing:
    if session["payment_intent"]:
        return store.get("payment_intent", session["payment_intent"])
    return store.make(
        "pi", "payment_intent", amount=amount, amount_received=0, currency=currency,
        status="processing", metadata=session["intent_metadata"], latest_charge=None,
        payment_method_types=[method], canceled_at=None, last_payment_error=None,
    )  # fmt: skip


def _succeed(store: Store, intent: Thing) -> None:
    parts, fixed = FEES[intent["payment_method_types"][0]]
    amount, currency = intent["amount"], intent["currency"]
    charge = _charge(store, intent, status="succeeded")
    fee = amount * parts // 10_000 + fixed
    charge["balance_transaction"] = balance_line(
        store, "charge", amount, fee, charge["id"], currency
    )
    store.keep(charge)
    intent.update(status="succeeded", amount_received=amount, latest_charge=charge["id"])
    store.keep(intent)
    store.tell("charge.succeeded", charge)
    store.tell("payment_intent.succeeded", intent)


def _refuse(store: Store, intent: Thing) -> None:
    charge = _charge(store, intent, status="failed")
    error: dict[str, Any] = {"type": "card_error", "code": "card_declined"}
    intent.update(
        status="requires_payment_method", latest_charge=charge["id"], last_payment_error=error
    )
    store.keep(intent)
    store.tell("charge.failed", charge)
    store.tell("payment_intent.payment_failed", intent)


def _charge(store: Store, intent: Thing, *, status: str) -> Thing:
    return store.make(
        "ch", "charge", amount=intent["amount"], currency=intent["currency"], status=status,
        paid=status == "succeeded", captured=status == "succeeded", amount_refunded=0,
        refunded=False, disputed=False, balance_transaction=None, metadata=intent["metadata"],
        payment_intent=intent["id"], payment_method_details={"type": intent["payment_method_types"][0]},
    )  # fmt: skip
