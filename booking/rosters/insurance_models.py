"""Tables of who is insured: a union's policies for a trip, and what it asks of them before a stay is confirmed."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class InsurancePolicy(Model):
    # One policy of one union for one trip. A wrong one is withdrawn, never changed. Sums are for each head.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    party: Any = fields.ForeignKeyField(
        "booking.Party", related_name="policies", on_delete=fields.RESTRICT
    )
    party_id: int
    insurer = fields.CharField(max_length=80)
    number = fields.CharField(max_length=60)
    heads = fields.IntField()
    cover_minor = fields.IntField()
    medical_minor = fields.IntField(default=0)
    starts_on = fields.DateField()
    ends_on = fields.DateField()
    paper_id = fields.IntField(null=True)
    added_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")
    withdrawn_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "insurance_policies"
        constraints = (
            CheckConstraint(check="starts_on <= ends_on", name="insurance_range"),
            CheckConstraint(
                check="heads >= 1 AND cover_minor >= 1 AND medical_minor >= 0",
                name="insurance_sums",
            ),
        )


class InsuranceRule(Model):
    # What a union asks of itself: only a reminder, or no confirmation without; and the least sums for each head.

    id = fields.IntField(primary_key=True)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="insurance_rules", on_delete=fields.RESTRICT
    )
    organisation_id: int
    stops = fields.BooleanField(default=False)
    cover_minor = fields.IntField(default=0)
    medical_minor = fields.IntField(default=0)
    set_at = fields.DatetimeField()
    by_user_id = fields.IntField()

    class Meta:
        app = "booking"
        table = "insurance_rules"
        constraints = (
            CheckConstraint(
                check="cover_minor >= 0 AND medical_minor >= 0", name="insurance_rule_sums"
            ),
        )
