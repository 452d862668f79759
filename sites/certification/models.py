"""Tables of certificates: who certified a site, with what number and grade, from when to when."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Certificate(Model):
    # Valid from `valid_from` to `valid_to`, both days included, while its status is `certified`.

    id = fields.IntField(primary_key=True)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="certificates", on_delete=fields.RESTRICT
    )
    site_id: int
    issuer_id = fields.IntField(null=True)
    issuer_name = fields.CharField(max_length=80)
    issuer_name_en = fields.CharField(max_length=120, default="")
    batch = fields.IntField()
    number = fields.CharField(max_length=60)
    grade = fields.CharField(max_length=20, default="")
    status = fields.CharField(max_length=20)
    valid_from = fields.DateField()
    valid_to = fields.DateField()
    changed_at = fields.DatetimeField()
    reason = fields.CharField(max_length=200, default="")
    reason_en = fields.CharField(max_length=300, default="")

    class Meta:
        app = "sites"
        table = "certificates"
        constraints = (
            CheckConstraint(check="valid_from <= valid_to", name="certificate_range"),
            CheckConstraint(
                check="status IN ('applied', 'under_review', 'noticed', 'certified', 'suspended', 'revoked', 'expired')",
                name="certificate_status",
            ),
        )
