"""The double of the payment provider beside a test: in the same process, reached by the real library."""

from datetime import datetime, timedelta

import httpx

from booking.money.gateway import Gateway
from booking.money.provider_facts import Wish
from scheduler.double import disputes, paying, payouts, refunds
from scheduler.double.app import create_app
from scheduler.double.store import Store, Thing
from scheduler.double.telling import body_of, signature
from sites.foundation import clock
from sites.foundation.amounts import Money

KEY, SECRET = "sk_test_twin", "whsec_twin"
BASE = "http://provider.test"


class Provider:
    """`.gateway` speaks to it; the acts are what people, banks and time do there."""

    def __init__(self) -> None:
        self.store = Store(now=lambda: int(clock.now().timestamp()))
        self.app = create_app(self.store, secret_key=KEY, origin=BASE)
        self.faults = self.app.state.faults
        transport = httpx.ASGITransport(app=self.app)
        self.gateway = Gateway(
            KEY, base=BASE, webhook_secret=SECRET, retries=0, transport=transport
        )

    def pay(self, session: str, method: str = "card", **how: object) -> Thing:
        return paying.pay(self.store, session, method, **how)  # type: ignore[arg-type]

    def pay_later(self, session: str) -> Thing:
        return paying.pay(self.store, session, "alipay", is_later=True)

    def arrive(self, session: str, *, fails: bool = False) -> Thing:
        return paying.arrive(self.store, session, fails=fails)

    def refuse(self, session: str) -> Thing:
        return paying.fail(self.store, session, "card")

    def settle_refund(self, refund: str) -> Thing:
        return refunds.settle(self.store, refund)

    def fail_refund(self, refund: str) -> Thing:
        return refunds.fail(self.store, refund)

    def dispute(self, intent: str) -> Thing:
        return disputes.open_on(self.store, intent)

    def close_dispute(self, dispute: str, *, is_won: bool) -> Thing:
        return disputes.close(self.store, dispute, is_won=is_won)

    def pay_out(self) -> Thing:
        return payouts.pay_out(self.store)

    def sessions(self) -> list[Thing]:
        return self.store.every("checkout.session")

    def refunds(self) -> list[Thing]:
        return self.store.every("refund")

    def events(self, *, since: int = 0) -> list[Thing]:
        """The oldest first, from so many on."""
        return self.store.every("event")[::-1][since:]

    def sent(self, event: Thing, *, at: datetime | None = None) -> tuple[bytes, str]:
        """Body and signature as they arrive."""
        body = body_of(event)
        stamp = int((at or clock.now()).timestamp())
        return body.encode(), signature(body, secret=SECRET, at=stamp)


def wish(
    minor: int = 80_000, *, reference: str = "a" * 32, attempt: int = 1, **how: object
) -> Wish:
    given = {
        "amount": Money(minor), "words": "疗休养费 TXAB12CD", "back": "http://127.0.0.1:8000/back",
        "ends_at": clock.now() + timedelta(minutes=40), "language": "zh", **how,
    }  # fmt: skip
    return Wish(reference=reference, attempt=attempt, **given)  # type: ignore[arg-type]
