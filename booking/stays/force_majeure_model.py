"""Table of force majeure: typhoon, snow, a closure by the authority, for a base or a district and its nights."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class ForceMajeure(Model):
    # Declared by the operator for its base, or by the host federation for a base or a district. Withdrawn, never
    # changed: what was cancelled under it stays free of charge.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    organisation_id = fields.IntField()
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="force_majeures", null=True, on_delete=fields.RESTRICT
    )
    site_id: int | None
    district_code = fields.CharField(max_length=20, default="")
    first_night = fields.DateField()
    last_night = fields.DateField()
    kind = fields.CharField(max_length=10)
    reason = fields.CharField(max_length=300)
    source = fields.CharField(max_length=300)
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")
    declared_at = fields.DatetimeField()
    withdrawn_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "force_majeures"
        constraints = (
            CheckConstraint(check="first_night <= last_night", name="force_majeure_range"),
            CheckConstraint(
                check="kind IN ('typhoon', 'snow', 'closure', 'other')", name="force_majeure_kind"
            ),
            CheckConstraint(
                check="(site_id IS NOT NULL) <> (district_code <> '')", name="force_majeure_where"
            ),
        )
