"""The one file that speaks Stripe: requests out, answers read into our own values, signatures of events checked.

The library comes at first use. Nothing here opens a transaction, and nothing here is called inside one.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from booking.money.provider_facts import (
    DisputeSeen,
    EventSeen,
    IntentSeen,
    LineSeen,
    NotAnEvent,
    PayoutSeen,
    ProviderAway,
    ProviderRefused,
    RefundSeen,
    RefundWish,
    SessionSeen,
    Wish,
)
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.settings import Settings

METHODS = ["card", "alipay", "wechat_pay"]
SECONDS, RETRIES = 10, 1
TOLERANCE = timedelta(seconds=300)
LONGEST_HEADER = 2000
BOOKED = ["payment_intent.latest_charge.balance_transaction"]
DEFINITE = {400, 402, 404}


class Gateway:
    """The provider as this installation reaches it. `transport` is for tests that bring the provider along."""

    def __init__(
        self, key: str, *, base: str = "", webhook_secret: str = "", retries: int = RETRIES,
        transport: Any = None,
    ) -> None:  # fmt: skip
        self.is_live = key.startswith(("sk_live", "rk_live"))
        self.webhook_secret = webhook_secret
        self._key, self._base, self._retries, self._transport = key, base, retries, transport
        self._made: Any = None

    @property
    def origin(self) -> str:
        """Where the hosted page is, for the policy of pages that lead there; empty for Stripe's own."""
        return self._base

    async def open_checkout(self, wish: Wish) -> SessionSeen:
        """Raises ProviderAway, ProviderRefused."""
        params = _checkout_params(wish)
        made = await self._ask(
            lambda client: client.v1.checkout.sessions.create_async(
                params, {"idempotency_key": wish.key}
            )
        )
        return _session(made)

    async def session(self, session_id: str) -> SessionSeen:
        """As it is now, with the money that came by it."""
        expand = {"expand": BOOKED}
        found = await self._ask(
            lambda client: client.v1.checkout.sessions.retrieve_async(session_id, expand)
        )
        return _session(found)

    async def session_of(self, reference: str, *, made_at: datetime) -> SessionSeen | None:
        """The session that was made for our payment, where an answer was lost. The newest of several."""
        since = {"created": {"gte": _seconds(made_at) - 60, "lte": _seconds(made_at) + 3600}}
        async for found in self._each(lambda client: client.v1.checkout.sessions, since):
            if found["client_reference_id"] == reference:
                return await self.session(found["id"])
        return None

    async def session_by_intent(self, intent: str) -> SessionSeen | None:
        """The session by which this money came; None when it came otherwise."""
        async for found in self._each(
            lambda client: client.v1.checkout.sessions, {"payment_intent": intent}
        ):
            return await self.session(found["id"])
        return None

    async def close_checkout(self, session_id: str) -> SessionSeen:
        """Nobody can pay by it any more. ProviderRefused when it is no longer open."""
        await self._ask(lambda client: client.v1.checkout.sessions.expire_async(session_id))
        return await self.session(session_id)

    async def refund(self, wish: RefundWish) -> RefundSeen:
        params = {
            "payment_intent": wish.intent, "amount": wish.amount.minor,
            "metadata": {"reference": wish.reference},
        }  # fmt: skip
        made = await self._ask(
            lambda client: client.v1.refunds.create_async(params, {"idempotency_key": wish.key})
        )
        return _refund(made)

    async def refund_by_id(self, refund_id: str) -> RefundSeen:
        return _refund(await self._ask(lambda client: client.v1.refunds.retrieve_async(refund_id)))

    async def refund_of(self, reference: str, *, intent: str) -> RefundSeen | None:
        """The refund that was made for our order, where an answer was lost."""
        async for found in self._each(lambda client: client.v1.refunds, {"payment_intent": intent}):
            if _reference(found) == reference:
                return _refund(found)
        return None

    async def dispute(self, dispute_id: str) -> DisputeSeen:
        return _dispute(
            await self._ask(lambda client: client.v1.disputes.retrieve_async(dispute_id))
        )

    async def payout(self, payout_id: str) -> PayoutSeen:
        return _payout(await self._ask(lambda client: client.v1.payouts.retrieve_async(payout_id)))

    async def events_between(self, first: datetime, until: datetime) -> list[EventSeen]:
        """Oldest first, the end left out. The provider shows those of the last thirty days."""
        found = self._each(lambda client: client.v1.events, _between(first, until))
        return [_event(one) async for one in found][::-1]

    async def lines_between(self, first: datetime, until: datetime) -> list[LineSeen]:
        """The provider's own book, oldest first, the end left out."""
        asked = {**_between(first, until), "expand": ["data.source"]}
        found = self._each(lambda client: client.v1.balance_transactions, asked)
        return [_line(one) async for one in found][::-1]

    def read_event(self, body: bytes, header: str) -> EventSeen:
        """A signed event that was sent to us. Raises NotAnEvent; never anything else."""
        from stripe import WebhookSignature

        if not header or len(header) > LONGEST_HEADER or not header.isascii():
            raise NotAnEvent("signature")
        try:
            # The library lets the future pass, and measures by the machine's clock: times are ours to judge.
            WebhookSignature.verify_header(body, header, self.webhook_secret, tolerance=None)
            at = _signed_at(header)
        except Exception:  # noqa: BLE001 - whatever is wrong with foreign bytes is one thing to us
            raise NotAnEvent("signature") from None
        if abs(clock.now() - at) > TOLERANCE:
            raise NotAnEvent("time")
        try:
            return _event(json.loads(body))
        except Exception:  # noqa: BLE001
            raise NotAnEvent("form") from None

    async def _ask(self, call: Callable[[Any], Awaitable[Any]]) -> dict[str, Any]:
        """One call. Every way in which it can go wrong is one of two."""
        import stripe

        try:
            answered = await call(self._client())
        except stripe.StripeError as fault:
            raise _fault(fault) from fault
        return _plain(answered)

    async def _each(self, rooms: Callable[[Any], Any], params: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:  # fmt: skip
        """Everything on a list, the newest first, page after page."""
        after: dict[str, str] = {}
        while True:
            asked = {**params, **after, "limit": 100}
            page = await self._ask(lambda client, asked=asked: rooms(client).list_async(asked))  # type: ignore[misc]
            for one in page["data"]:
                yield one
            if not page["has_more"]:
                return
            after = {"starting_after": page["data"][-1]["id"]}

    def _client(self) -> Any:
        if self._made is None:
            self._made = self._new_client()
        return self._made

    def _new_client(self) -> Any:
        import httpx
        import stripe

        stripe.enable_telemetry = False
        speaking = stripe.HTTPXClient(timeout=SECONDS)
        if self._base or self._transport is not None:
            # A provider of our own network is reached directly, whatever the environment's proxies say.
            speaking._client_async = httpx.AsyncClient(transport=self._transport, trust_env=False)  # noqa: SLF001
        return stripe.StripeClient(
            self._key,
            http_client=speaking,
            max_network_retries=self._retries,
            base_addresses={"api": self._base} if self._base else {},
        )


def gateway_of(settings: Settings) -> Gateway | None:
    """None where nobody pays online; the double only where its address is given, and only at home."""
    if settings.payments == "none" or (
        settings.payments == "twin" and not settings.stripe_api_base
    ):
        return None
    return Gateway(
        settings.stripe_secret_key,
        base=settings.stripe_api_base.rstrip("/"),
        webhook_secret=settings.stripe_webhook_secret,
    )


def _checkout_params(wish: Wish) -> dict[str, Any]:
    """No person is named: the payment's own id, a reference that the union knows, and an amount."""
    priced = {
        "currency": wish.amount.currency.lower(), "unit_amount": wish.amount.minor,
        "product_data": {"name": wish.words},
    }  # fmt: skip
    return {
        "mode": "payment",
        "line_items": [{"price_data": priced, "quantity": 1}],
        "payment_method_types": METHODS,
        "payment_method_options": {"wechat_pay": {"client": "web"}},
        "client_reference_id": wish.reference,
        "metadata": {"reference": wish.reference},
        "payment_intent_data": {"metadata": {"reference": wish.reference}},
        "expires_at": _seconds(wish.ends_at),
        "locale": "en" if wish.language == "en" else "zh",
        "success_url": wish.back,
        "cancel_url": wish.back,
    }


def _fault(fault: Any) -> Exception:
    import stripe

    is_definite = isinstance(fault, stripe.InvalidRequestError | stripe.CardError)
    if is_definite and fault.http_status in DEFINITE:
        return ProviderRefused(fault.code or "refused")
    return ProviderAway(type(fault).__name__)


def _plain(answered: Any) -> dict[str, Any]:
    plain: dict[str, Any] = answered.to_dict()
    return plain


def _session(found: dict[str, Any]) -> SessionSeen:
    intent = found["payment_intent"]
    return SessionSeen(
        id=found["id"], reference=found["client_reference_id"] or "", state=found["status"],
        is_paid=found["payment_status"] == "paid",
        amount=_money(found["amount_total"], found["currency"]), is_live=found["livemode"],
        url=found["url"] or "", ends_at=_instant(found["expires_at"]),
        intent=_intent(intent) if isinstance(intent, dict) else None,
    )  # fmt: skip


def _intent(found: dict[str, Any]) -> IntentSeen:
    charge = found["latest_charge"] if isinstance(found["latest_charge"], dict) else {}
    line = charge.get("balance_transaction") or {}
    method = (charge.get("payment_method_details") or {}).get("type", "")
    return IntentSeen(
        id=found["id"], received=_money(found["amount_received"], found["currency"]),
        has_come=found["status"] == "succeeded",
        has_failed=found["status"] in ("requires_payment_method", "canceled"),
        is_live=found["livemode"], method=method,
        fee=_money(line["fee"], line["currency"]) if isinstance(line, dict) and line else None,
        line=line["id"] if isinstance(line, dict) and line else "",
    )  # fmt: skip


def _refund(found: dict[str, Any]) -> RefundSeen:
    return RefundSeen(
        id=found["id"], reference=_reference(found), state=found["status"] or "pending",
        amount=_money(found["amount"], found["currency"]), intent=_id_of(found["payment_intent"]),
        reason=found.get("failure_reason") or "",
    )  # fmt: skip


def _dispute(found: dict[str, Any]) -> DisputeSeen:
    lines = found["balance_transactions"]
    currency = lines[0]["currency"] if lines else found["currency"]
    return DisputeSeen(
        id=found["id"], intent=_id_of(found["payment_intent"]), state=found["status"],
        taken=_money(-sum(line["amount"] for line in lines), currency),
        fee=_money(sum(line["fee"] for line in lines), currency),
    )  # fmt: skip


def _payout(found: dict[str, Any]) -> PayoutSeen:
    return PayoutSeen(
        found["id"], found["status"], _money(found["amount"], found["currency"]),
        clock.day_of(_instant(found["arrival_date"])),
    )  # fmt: skip


def _event(found: dict[str, Any]) -> EventSeen:
    if found["object"] != "event":
        msg = "a thin event, or none"
        raise ValueError(msg)
    return EventSeen(
        str(found["id"])[:80], str(found["type"])[:80], str(found["data"]["object"].get("id", ""))[:80],
        bool(found["livemode"]), _instant(found["created"]),
    )  # fmt: skip


def _line(found: dict[str, Any]) -> LineSeen:
    currency = found["currency"]
    return LineSeen(
        found["id"], found["type"], _money(found["amount"], currency),
        _money(found["fee"], currency), _id_of(found["source"]), _instant(found["created"]),
        _id_of((found["source"] or {}).get("payment_intent")) if isinstance(found["source"], dict) else "",
    )  # fmt: skip


def _between(first: datetime, until: datetime) -> dict[str, Any]:
    return {"created": {"gte": _seconds(first), "lt": _seconds(until)}}


def _reference(found: dict[str, Any]) -> str:
    return str((found.get("metadata") or {}).get("reference", ""))


def _id_of(found: Any) -> str:
    """An object, or only its id."""
    return str(found["id"]) if isinstance(found, dict) else str(found or "")


def _money(minor: int, currency: str) -> Money:
    return Money(minor, currency.upper())


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _signed_at(header: str) -> datetime:
    stamps = [part[2:] for part in header.split(",") if part.startswith("t=")]
    return _instant(int(stamps[0]))
