"""Tables of quotas: a ceiling for a class of buyer over a scope in a period, its versions, and who claims of it."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class QuotaRegister(Model):
    # One row. Whoever claims holds it together with others, whoever changes the tree holds it alone.

    id = fields.IntField(primary_key=True)
    edition = fields.IntField(default=0)

    class Meta:
        app = "booking"
        table = "quota_register"


class Quota(Model):
    # `used_here` is claimed at this node, `used_below` at its descendants, `granted` what its children may use.
    #
    # A child takes `ceiling + over_by` of its parent: what a lowering left over the limit is taken all the
    # same. Empty conditions limit nothing; a child has those of its parent besides its own.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    parent: Any = fields.ForeignKeyField(
        "booking.Quota", related_name="children", null=True, on_delete=fields.RESTRICT
    )
    parent_id: int | None
    owner: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="quotas", on_delete=fields.RESTRICT
    )
    owner_id: int
    name = fields.CharField(max_length=60)
    unit = fields.CharField(max_length=16, default="workers")
    union: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="own_quotas", null=True, on_delete=fields.RESTRICT
    )
    union_id: int | None
    origin_code = fields.CharField(max_length=6, default="")
    unit_kind = fields.CharField(max_length=20, default="")
    programme = fields.CharField(max_length=40, default="")
    district_code = fields.CharField(max_length=6, default="")
    site_ids: list[int] = fields.JSONField(default=list)
    starts_on = fields.DateField()
    ends_on = fields.DateField()
    ceiling = fields.IntField()
    used_here = fields.IntField(default=0)
    used_below = fields.IntField(default=0)
    granted = fields.IntField(default=0)
    over_by = fields.IntField(default=0)
    opens_at = fields.DatetimeField(null=True)
    release_on = fields.DateField(null=True)
    closed_at = fields.DatetimeField(null=True)
    opened_at = fields.DatetimeField(null=True)
    warned_at = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)
    created_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "quotas"
        constraints = (
            CheckConstraint(
                check="used_here >= 0 AND used_below >= 0 AND granted >= 0 AND over_by >= 0 AND ceiling >= 0",
                name="quota_counts",
            ),
            CheckConstraint(
                check="used_here + granted <= ceiling + over_by", name="quota_not_overdrawn"
            ),
            CheckConstraint(
                check="over_by = 0 OR used_here + granted = ceiling + over_by",
                name="quota_over_by_what_is_used",
            ),
            CheckConstraint(check="used_below <= granted", name="quota_grants_cover_use"),
            CheckConstraint(check="unit IN ('workers', 'person_nights')", name="quota_unit"),
            CheckConstraint(check="starts_on < ends_on", name="quota_period"),
            CheckConstraint(
                check="release_on IS NULL OR parent_id IS NOT NULL",
                name="quota_returns_to_a_parent",
            ),
        )


class QuotaVersion(Model):
    # What a node was made to be, by whom and why. Never changed, never deleted.

    id = fields.IntField(primary_key=True)
    quota: Any = fields.ForeignKeyField(
        "booking.Quota", related_name="versions", on_delete=fields.RESTRICT
    )
    quota_id: int
    version = fields.IntField()
    act = fields.CharField(max_length=12)
    at = fields.DatetimeField()
    by_user_id = fields.IntField(default=0)
    by_organisation_id = fields.IntField(default=0)
    by_name = fields.CharField(max_length=60, default="")
    why = fields.CharField(max_length=200, default="")
    ceiling = fields.IntField()
    facts: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        app = "booking"
        table = "quota_versions"
        constraints = (
            CheckConstraint(check="version >= 1", name="quota_version_number"),
            CheckConstraint(
                check="act IN ('made', 'changed', 'shared', 'lent', 'borrowed', 'released', 'closed')",
                name="quota_version_act",
            ),
        )


class QuotaClaim(Model):
    # What a trip takes of a node. Firm once the trip is promised; until then it is held.

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
    is_firm = fields.BooleanField(default=False)
    made_at = fields.DatetimeField()
    released_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "quota_claims"
        constraints = (CheckConstraint(check="amount > 0", name="quota_claim_positive"),)
