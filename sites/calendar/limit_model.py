"""The table of what a base is on record to receive, change by change."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class RecordedLimit(Model):
    # The federation set how many people a base may receive on a day. Never changed, never deleted.

    id = fields.IntField(primary_key=True)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="recorded_limits", on_delete=fields.RESTRICT, db_index=False
    )
    site_id: int
    before = fields.IntField()
    after = fields.IntField()
    why = fields.CharField(max_length=200)
    dates = fields.IntField()
    over_dates = fields.IntField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60)
    at = fields.DatetimeField()

    class Meta:
        app = "sites"
        table = "recorded_limits"
        constraints = (
            CheckConstraint(check="before > 0 AND after > 0", name="recorded_limit_positive"),
            CheckConstraint(check="before <> after", name="recorded_limit_changes"),
        )
