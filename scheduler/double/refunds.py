"""Refunds: never more than came, at once for cards and after a while for wallets; and those that fail afterwards."""

from scheduler.double.asked import Params, demand_known, demand_present, metadata_of, whole
from scheduler.double.paying import balance_line
from scheduler.double.store import Store, Thing
from scheduler.double.wrong import Wrong, invalid

KNOWN = ("payment_intent", "charge", "amount", "metadata", "reason", "expand")
REASONS = ("duplicate", "fraudulent", "requested_by_customer")


def create(store: Store, params: Params) -> Thing:
    demand_known(params, KNOWN)
    demand_present(params, ("payment_intent",))
    if params.get("reason") not in (None, *REASONS):
        raise invalid("reason", f"must be one of {', '.join(REASONS)}")
    intent = store.get("payment_intent", params["payment_intent"])
    charge = _charge_of(store, intent)
    left = charge["amount"] - charge["amount_refunded"]
    amount = whole(params, "amount") if "amount" in params else left
    _demand_left(charge, amount, left)
    is_wallet = intent["payment_method_types"][0] != "card"
    refund = store.make(
        "re", "refund", amount=amount, currency=charge["currency"], charge=charge["id"],
        payment_intent=intent["id"], status="pending" if is_wallet else "succeeded",
        reason=params.get("reason"), metadata=metadata_of(params), failure_reason=None,
        balance_transaction=None,
    )  # fmt: skip
    _book(store, charge, refund)
    return refund


def settle(store: Store, named: str) -> Thing:
    """A refund under way arrives."""
    refund = store.get("refund", named)
    if refund["status"] == "pending":
        refund["status"] = "succeeded"
        store.keep(refund)
        store.tell("refund.updated", refund)
    return refund


def fail(store: Store, named: str, why: str = "declined") -> Thing:
    """A refund comes back, even one that had succeeded: the money lies with the account again."""
    refund = store.get("refund", named)
    if refund["status"] == "failed":
        return refund
    refund.update(status="failed", failure_reason=why)
    charge = store.get("charge", refund["charge"])
    charge["amount_refunded"] -= refund["amount"]
    charge["refunded"] = False
    balance_line(store, "refund_failure", refund["amount"], 0, refund["id"], refund["currency"])
    store.keep(charge), store.keep(refund)
    store.tell("refund.failed", refund)
    return refund


def settle_older(store: Store, than: int) -> None:
    """What has been under way for so many seconds arrives by itself."""
    for refund in store.every("refund"):
        if refund["status"] == "pending" and refund["created"] + than <= store.now():
            settle(store, refund["id"])


def _charge_of(store: Store, intent: Thing) -> Thing:
    if intent["status"] != "succeeded":
        raise Wrong(
            f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
            param="payment_intent",
        )
    return store.get("charge", intent["latest_charge"])


def _demand_left(charge: Thing, amount: int, left: int) -> None:
    if charge["disputed"]:
        raise Wrong(f"Charge {charge['id']} has been charged back.", code="charge_disputed")
    if not left:
        raise Wrong(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded"
        )
    if amount > left:
        raise Wrong(
            f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})",
            param="amount",
        )


def _book(store: Store, charge: Thing, refund: Thing) -> None:
    amount = refund["amount"]
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    refund["balance_transaction"] = balance_line(
        store, "refund", -amount, 0, refund["id"], refund["currency"]
    )
    store.keep(charge), store.keep(refund)
    store.tell("refund.created", refund)
    store.tell("charge.refunded", charge)
