"""Tables of what programs are told: an organisation's endpoints, and every delivery with how it went."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class WebhookEndpoint(Model):
    # Where an organisation's program listens. Secrets are sealed; the old one signs too until `old_until`.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="webhooks", on_delete=fields.RESTRICT
    )
    organisation_id: int
    url = fields.CharField(max_length=300)
    subjects: list[str] = fields.JSONField(default=list)
    secret_sealed = fields.CharField(max_length=300)
    old_secret_sealed = fields.CharField(max_length=300, default="")
    old_until = fields.DatetimeField(null=True)
    failures = fields.IntField(default=0)
    created_at = fields.DatetimeField()
    switched_off_at = fields.DatetimeField(null=True)
    removed_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "webhook_endpoints"
        constraints = (CheckConstraint(check="failures >= 0", name="webhook_endpoint_failures"),)


class WebhookDelivery(Model):
    # One message to one endpoint. `public_id` is the webhook-id, the same in every attempt.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    endpoint: Any = fields.ForeignKeyField(
        "booking.WebhookEndpoint", related_name="deliveries", on_delete=fields.RESTRICT
    )
    endpoint_id: int
    source = fields.CharField(max_length=80)
    body = fields.TextField()
    subject = fields.CharField(max_length=40)
    state = fields.CharField(max_length=10, default="waiting")
    attempts = fields.IntField(default=0)
    last_status = fields.IntField(null=True)
    last_fault = fields.CharField(max_length=40, default="")
    made_at = fields.DatetimeField()
    tried_at = fields.DatetimeField(null=True)
    due_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "webhook_deliveries"
        constraints = (
            CheckConstraint(
                check="state IN ('waiting', 'delivered', 'failed', 'kept')",
                name="webhook_delivery_state",
            ),
            CheckConstraint(check="attempts >= 0", name="webhook_delivery_attempts"),
        )
