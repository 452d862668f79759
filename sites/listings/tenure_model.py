"""The table of tenures: which operator ran a base from when to when. A tenure ends, it is never deleted."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Tenure(Model):
    # The names are those of the time; what the operator is called today stands with its organisation.

    id = fields.IntField(primary_key=True)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="tenures", on_delete=fields.RESTRICT
    )
    site_id: int
    operator_id = fields.IntField()
    operator_name = fields.CharField(max_length=120)
    operator_name_en = fields.CharField(max_length=160, default="")
    since = fields.DatetimeField()
    given_by_id = fields.IntField(null=True)
    ended_at = fields.DatetimeField(null=True)
    ended_by_id = fields.IntField(null=True)

    class Meta:
        app = "sites"
        table = "tenures"
        constraints = (
            CheckConstraint(check="ended_at IS NULL OR since <= ended_at", name="tenure_in_order"),
        )
