"""Tables of invoices (发票): what a payer asks for, what its payee issued, and what was waived."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

# Whose money the invoice is about: the union's, what a worker pays beyond the standard, or the family's.
PARTS = "'union', 'worker', 'family'"


class InvoiceRequest(Model):
    # `comes_first`: the payer pays after the invoice (先票后款), so the charge has no due date until
    # the upload; `due_was` is the date before. `item` stands in the language of the invoice.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    charge: Any = fields.ForeignKeyField(
        "booking.Charge", related_name="invoice_requests", on_delete=fields.RESTRICT
    )
    charge_id: int
    part = fields.CharField(max_length=10, default="union")
    title = fields.CharField(max_length=100)
    tax_number = fields.CharField(max_length=18, default="")
    item = fields.CharField(max_length=60)
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    comes_first = fields.BooleanField(default=False)
    due_was = fields.DateField(null=True)
    note = fields.CharField(max_length=200, default="")
    asked_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")
    closed_at = fields.DatetimeField(null=True)
    closed_why = fields.CharField(max_length=200, default="")
    closed_by_name = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "invoice_requests"
        constraints = (
            CheckConstraint(check="minor > 0", name="invoice_request_positive"),
            CheckConstraint(check=f"part IN ({PARTS})", name="invoice_request_part"),
        )


class Invoice(Model):
    # Issued by the charge's payee. A red letter (红字) `corrects` another one and counts against it;
    # `minor` is positive on both. Withdrawn when the record of it was a mistake.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    issuer: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="invoices", on_delete=fields.RESTRICT
    )
    issuer_id: int
    charge: Any = fields.ForeignKeyField(
        "booking.Charge", related_name="invoices", on_delete=fields.RESTRICT
    )
    charge_id: int
    request: Any = fields.ForeignKeyField(
        "booking.InvoiceRequest", related_name="invoices", null=True, on_delete=fields.RESTRICT
    )
    request_id: int | None
    corrects: Any = fields.ForeignKeyField(
        "booking.Invoice", related_name="red_letters", null=True, on_delete=fields.RESTRICT
    )
    corrects_id: int | None
    number = fields.CharField(max_length=40)
    part = fields.CharField(max_length=10, default="union")
    title = fields.CharField(max_length=100)
    tax_number = fields.CharField(max_length=18, default="")
    item = fields.CharField(max_length=60)
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    issued_on = fields.DateField()
    why = fields.CharField(max_length=200, default="")
    shown_name = fields.CharField(max_length=120)
    stored_name = fields.CharField(max_length=60)
    media_type = fields.CharField(max_length=60)
    size = fields.IntField()
    recorded_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")
    withdrawn_at = fields.DatetimeField(null=True)
    withdrawn_why = fields.CharField(max_length=200, default="")

    class Meta:
        app = "booking"
        table = "invoices"
        constraints = (
            CheckConstraint(check="minor > 0", name="invoice_positive"),
            CheckConstraint(check=f"part IN ({PARTS})", name="invoice_part"),
            CheckConstraint(check="corrects_id IS NULL OR why <> ''", name="invoice_red_why"),
        )


class InvoiceWaiver(Model):
    # The payer needs no invoice for what is not invoiced of this charge: who said so, and why.

    id = fields.IntField(primary_key=True)
    charge: Any = fields.ForeignKeyField(
        "booking.Charge", related_name="invoice_waivers", on_delete=fields.RESTRICT
    )
    charge_id: int
    why = fields.CharField(max_length=200)
    at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "invoice_waivers"
