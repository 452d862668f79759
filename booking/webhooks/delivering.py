"""One attempt to deliver: read, send outside any transaction, write down how it went and what comes next.

A second run of the same attempt does nothing once its outcome is known. Receivers that fail long enough
are switched off, and their organisation is told.
"""

from dataclasses import dataclass
from datetime import timedelta

from tortoise.expressions import F

from booking.webhooks.endpoints import secrets_in_use
from booking.webhooks.models import WebhookDelivery, WebhookEndpoint
from booking.webhooks.sending import NotDelivered, Sender
from booking.webhooks.signing import headers_for
from sites.foundation import clock, outbox
from sites.foundation.database import transaction

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# After the first, second, ... attempt that failed; then the delivery is given up.
LATER = (timedelta(seconds=5), 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR)  # fmt: skip
FAILURES_TO_OFF = 20
GONE = 410


@dataclass(frozen=True)
class _Outcome:
    status: int | None
    fault: str = ""

    @property
    def is_delivered(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


async def deliver(delivery_id: int, *, attempt: int, sender: Sender) -> bool:
    """Whether something was sent. A delivery of an endpoint that is off is kept, to be sent again by hand."""
    row = await WebhookDelivery.get_or_none(id=delivery_id).prefetch_related("endpoint")
    if row is None or row.state != "waiting" or row.attempts != attempt - 1:
        return False
    if row.endpoint.removed_at or row.endpoint.switched_off_at:
        await _keep(row.id)
        return False
    outcome = await _send(row, sender)
    await _record(row.id, outcome, attempt=attempt)
    return True


async def _send(row: WebhookDelivery, sender: Sender) -> _Outcome:
    headers = headers_for(
        secrets_in_use(row.endpoint), message=f"msg_{row.public_id}",
        seconds=int(clock.now().timestamp()), body=row.body,
    )  # fmt: skip
    try:
        return _Outcome(await sender.send(row.endpoint.url, headers=headers, body=row.body))
    except NotDelivered as fault:
        return _Outcome(None, str(fault))


@transaction
async def _keep(delivery_id: int) -> None:
    await WebhookDelivery.filter(id=delivery_id, state="waiting").update(state="kept", due_at=None)


@transaction
async def _record(delivery_id: int, outcome: _Outcome, *, attempt: int) -> None:
    now = clock.now()
    later = None if outcome.is_delivered else _later(attempt)
    state = "delivered" if outcome.is_delivered else "waiting" if later else "failed"
    mine = WebhookDelivery.filter(id=delivery_id, state="waiting", attempts=attempt - 1)
    written = await mine.update(
        attempts=attempt, state=state, last_status=outcome.status, last_fault=outcome.fault,
        tried_at=now, due_at=now + later if later else None,
    )  # fmt: skip
    if not written:  # the same attempt was made twice, and the other one was faster
        return
    row = await WebhookDelivery.get(id=delivery_id)
    await _count(row.endpoint_id, outcome)
    if later:
        payload = {"delivery_id": delivery_id, "attempt": attempt + 1}
        await outbox.post("webhook.send", payload, due_at=now + later)


def _later(attempt: int) -> timedelta | None:
    return LATER[attempt - 1] if attempt <= len(LATER) else None


async def _count(endpoint_id: int, outcome: _Outcome) -> None:
    """Failures in a row, over all deliveries; a receiver that says 410 wants no more at once."""
    endpoint = WebhookEndpoint.filter(id=endpoint_id)
    if outcome.is_delivered:
        await endpoint.update(failures=0)
        return
    await endpoint.update(failures=F("failures") + 1)
    row = await endpoint.get()
    if row.switched_off_at is None and (row.failures >= FAILURES_TO_OFF or outcome.status == GONE):
        now = clock.now()
        await endpoint.update(switched_off_at=now)
        payload = {
            "endpoint": row.public_id, "organisation": row.organisation_id,
            "since": str(int(now.timestamp())),
        }  # fmt: skip
        await outbox.post("webhook.switched_off", payload)
