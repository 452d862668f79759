"""Disputes: the bank takes the money back, and perhaps returns it."""

from scheduler.double.paying import balance_line
from scheduler.double.store import Store, Thing
from scheduler.double.wrong import Wrong

FEE = 8000


def open_on(store: Store, intent_id: str) -> Thing:
    intent = store.get("payment_intent", intent_id)
    charge = store.get("charge", intent["latest_charge"])
    if charge["disputed"]:
        raise Wrong("This charge is disputed already.")
    dispute = store.make(
        "dp", "dispute", amount=charge["amount"], currency=charge["currency"], charge=charge["id"],
        payment_intent=intent_id, status="needs_response", reason="general", metadata={},
        is_charge_refundable=False, balance_transactions=[],
    )  # fmt: skip
    charge["disputed"] = True
    store.keep(charge)
    store.tell("charge.dispute.created", dispute)
    _book(store, dispute, -dispute["amount"], FEE)
    store.tell("charge.dispute.funds_withdrawn", dispute)
    return dispute


def close(store: Store, named: str, *, is_won: bool) -> Thing:
    dispute = store.get("dispute", named)
    if dispute["status"] in ("won", "lost"):
        raise Wrong("This dispute is closed.")
    dispute["status"] = "won" if is_won else "lost"
    store.keep(dispute)
    if is_won:
        _book(store, dispute, dispute["amount"], 0)
        store.tell("charge.dispute.funds_reinstated", dispute)
    store.tell("charge.dispute.closed", dispute)
    return dispute


def _book(store: Store, dispute: Thing, amount: int, fee: int) -> None:
    line = balance_line(store, "adjustment", amount, fee, dispute["id"], dispute["currency"])
    dispute["balance_transactions"].append(store.get("balance_transaction", line))
    store.keep(dispute)
