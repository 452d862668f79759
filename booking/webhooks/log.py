"""What an administrator sees: the endpoints, what went to each and how, and sending one again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.people import demand
from booking.webhooks.endpoints import NEEDS, own_endpoint
from booking.webhooks.models import WebhookDelivery, WebhookEndpoint
from booking.webhooks.refusals import DeliveryUnknown, EndpointOff, StillUnderWay
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import is_public_id

SHOWN = 100
KEPT = timedelta(days=30)


@dataclass(frozen=True)
class EndpointLine:
    public_id: str
    url: str
    subjects: tuple[str, ...]
    failures: int
    created_at: datetime
    switched_off_at: datetime | None
    old_until: datetime | None


@dataclass(frozen=True)
class DeliveryLine:
    """`last_status` is the receiver's; `last_fault` says in one word why nobody answered."""

    public_id: str
    subject: str
    body: str
    state: str
    attempts: int
    last_status: int | None
    last_fault: str
    made_at: datetime
    tried_at: datetime | None
    due_at: datetime | None


async def endpoints_of(by: Actor) -> list[EndpointLine]:
    demand(by, NEEDS)
    rows = WebhookEndpoint.filter(organisation_id=by.organisation_id, removed_at=None)
    return [_endpoint(row) for row in await rows.order_by("-id")]


async def endpoint_of(endpoint: str, *, by: Actor) -> tuple[EndpointLine, list[DeliveryLine]]:
    """The endpoint and its newest deliveries. Refused: EndpointUnknown."""
    row = await own_endpoint(endpoint, by=by)
    sent = WebhookDelivery.filter(endpoint_id=row.id).order_by("-id").limit(SHOWN)
    names = tuple(DeliveryLine.__dataclass_fields__)
    return _endpoint(row), [DeliveryLine(**one) for one in await sent.values(*names)]


@transaction
async def resend(endpoint: str, delivery: str, *, by: Actor) -> None:
    """Try once more now, under the same webhook-id.

    Refused: EndpointUnknown, DeliveryUnknown, EndpointOff, StillUnderWay.
    """
    place = await own_endpoint(endpoint, by=by)
    mine = WebhookDelivery.filter(endpoint_id=place.id, public_id=delivery)
    row = await mine.first() if is_public_id(delivery) else None
    if row is None:
        raise DeliveryUnknown
    if place.switched_off_at:
        raise EndpointOff
    if not await mine.exclude(state="waiting").update(state="waiting", due_at=clock.now()):
        raise StillUnderWay
    await outbox.post("webhook.send", {"delivery_id": row.id, "attempt": row.attempts + 1})


@transaction
async def forget_old_deliveries() -> int:
    """Deliveries a month after they were made; how many."""
    old = WebhookDelivery.filter(made_at__lt=clock.now() - KEPT).exclude(state="waiting")
    return await old.delete()


def _endpoint(row: WebhookEndpoint) -> EndpointLine:
    return EndpointLine(
        row.public_id, row.url, tuple(row.subjects), row.failures, row.created_at,
        row.switched_off_at, row.old_until,
    )  # fmt: skip
