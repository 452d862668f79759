"""The table of releases: what each step of a contract left of which night's rooms."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class StayRelease(Model):
    # What a step of the frozen terms left of a room type on one night; written once, also where nothing went.

    id = fields.IntField(primary_key=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="releases", on_delete=fields.RESTRICT
    )
    stay_id: int
    room_type: Any = fields.ForeignKeyField(
        "sites.RoomType", related_name="stay_releases", on_delete=fields.RESTRICT
    )
    room_type_id: int
    date = fields.DateField()
    step = fields.CharField(max_length=20)
    before_rooms = fields.IntField()
    after_rooms = fields.IntField()
    released_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "stay_releases"
        constraints = (
            CheckConstraint(
                check="0 <= after_rooms AND after_rooms <= before_rooms", name="stay_release_counts"
            ),
        )
