"""Tables of quotas: a ceiling for a class of buyer over a scope in a period, and who claims of it."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Quota(Model):
    # `granted` is the sum of all children's limits; `used_below` what their claims took.

    id = fields.IntField(primary_key=True)
    parent: Any = fields.ForeignKeyField(
        "booking.Quota", related_name="children", null=True, on_delete=fields.RESTRICT
    )
    parent_id: int | None
    owner: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="quotas", on_delete=fields.RESTRICT
    )
    owner_id: int
    unit = fields.CharField(max_length=16, default="workers")
    scope: dict[str, Any] = fields.JSONField(default=dict)
    starts_on = fields.DateField()
    ends_on = fields.DateField()
    ceiling = fields.IntField()
    used_here = fields.IntField(default=0)
    used_below = fields.IntField(default=0)
    granted = fields.IntField(default=0)

    class Meta:
        app = "booking"
        table = "quotas"
        constraints = (
            CheckConstraint(
                check="used_here >= 0 AND used_below >= 0 AND granted >= 0", name="quota_counts"
            ),
            CheckConstraint(check="used_here + granted <= ceiling", name="quota_not_overdrawn"),
            CheckConstraint(check="used_below <= granted", name="quota_grants_cover_use"),
            CheckConstraint(check="unit IN ('workers', 'person_nights')", name="quota_unit"),
        )


class QuotaClaim(Model):
    id = fields.IntField(primary_key=True)
    quota: Any = fields.ForeignKeyField(
        "booking.Quota", related_name="claims", on_delete=fields.RESTRICT
    )
    quota_id: int
    trip: Any = fields.ForeignKeyField(
        "booking.Trip", related_name="quota_claims", on_delete=fields.RESTRICT
    )
    trip_id: int
    amount = fields.IntField()
    released_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "quota_claims"
        constraints = (CheckConstraint(check="amount > 0", name="quota_claim_positive"),)
