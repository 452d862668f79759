"""The table of what a union collected itself from its workers and families."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class CollectedShare(Model):
    # Somebody of the list paid the union their own part of a stay; taken back, it stays here and counts no more.

    id = fields.IntField(primary_key=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="collected_shares", on_delete=fields.RESTRICT
    )
    stay_id: int
    traveller: Any = fields.ForeignKeyField(
        "booking.Traveller", related_name="collected_shares", on_delete=fields.RESTRICT
    )
    traveller_id: int
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    noted_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")
    undone_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "collected_shares"
        constraints = (CheckConstraint(check="minor > 0", name="collected_share_positive"),)
