"""Payouts: what is available goes to the account's bank, and perhaps comes back."""

from scheduler.double.paying import balance_line
from scheduler.double.store import Store, Thing
from scheduler.double.wrong import Wrong

ARRIVES_AFTER = 86_400


def pay_out(store: Store, *, currency: str = "cny") -> Thing:
    """Everything of this currency that no payout carries yet."""
    lines = [
        line for line in store.every("balance_transaction")
        if line["payout"] is None and line["currency"] == currency and line["type"] != "payout"
    ]  # fmt: skip
    amount = sum(line["net"] for line in lines)
    if amount <= 0:
        raise Wrong("Nothing is available to be paid out.", code="balance_insufficient")
    payout = store.make(
        "po", "payout", amount=amount, currency=currency, status="in_transit", automatic=True,
        arrival_date=store.now() + ARRIVES_AFTER, metadata={}, failure_code=None,
        balance_transaction=None, method="standard", type="bank_account",
    )  # fmt: skip
    payout["balance_transaction"] = balance_line(
        store, "payout", -amount, 0, payout["id"], currency
    )
    for line in lines:
        store.keep({**line, "payout": payout["id"], "status": "available"})
    own = store.get("balance_transaction", payout["balance_transaction"])
    store.keep({**own, "payout": payout["id"]})
    store.keep(payout)
    store.tell("payout.created", payout)
    return payout


def arrive(store: Store, named: str) -> Thing:
    payout = store.keep({**store.get("payout", named), "status": "paid"})
    store.tell("payout.paid", payout)
    return payout


def come_back(store: Store, named: str) -> Thing:
    payout = store.get("payout", named)
    payout.update(status="failed", failure_code="account_closed")
    store.keep(payout)
    balance_line(store, "payout_failure", payout["amount"], 0, named, payout["currency"])
    store.tell("payout.failed", payout)
    return payout
