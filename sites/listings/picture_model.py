"""The table of a base's photographs: each waits for the federation before the public sees it."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Picture(Model):
    # `stored_name` is random; the file holds what we encoded ourselves, never what was sent.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="pictures", on_delete=fields.RESTRICT
    )
    site_id: int
    stored_name = fields.CharField(max_length=60)
    width = fields.IntField()
    height = fields.IntField()
    caption = fields.CharField(max_length=80)
    caption_en = fields.CharField(max_length=120, default="")
    state = fields.CharField(max_length=10, default="waiting")
    position = fields.IntField(default=0)
    added_at = fields.DatetimeField()
    added_by_id = fields.IntField()
    judged_at = fields.DatetimeField(null=True)
    judged_by_id = fields.IntField(default=0)
    why = fields.CharField(max_length=200, default="")

    class Meta:
        app = "sites"
        table = "pictures"
        constraints = (
            CheckConstraint(check="width > 0 AND height > 0", name="picture_size"),
            CheckConstraint(
                check="state IN ('waiting', 'approved', 'refused', 'removed')", name="picture_state"
            ),
        )
