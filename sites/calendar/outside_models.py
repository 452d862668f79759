"""Tables of bookings made elsewhere: a calendar that the operator reads in, and what stands in it."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class OutsideCalendar(Model):
    # Bookings of one room type. Without a `url` it is what the last uploaded file said.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="outside_calendars", on_delete=fields.RESTRICT
    )
    site_id: int
    room_type: Any = fields.ForeignKeyField(
        "sites.RoomType", related_name="outside_calendars", on_delete=fields.RESTRICT
    )
    room_type_id: int
    name = fields.CharField(max_length=60)
    url = fields.CharField(max_length=500, default="")
    made_at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)
    tried_at = fields.DatetimeField(null=True)
    fault = fields.CharField(max_length=30, default="")
    removed_at = fields.DatetimeField(null=True)

    class Meta:
        app = "sites"
        table = "outside_calendars"


class OutsideBooking(Model):
    # One event of the calendar: it claims rooms under its own public id while it stands there.
    # `short` nights found fewer rooms free than the event takes; the operator sees them.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    calendar: Any = fields.ForeignKeyField(
        "sites.OutsideCalendar", related_name="bookings", on_delete=fields.RESTRICT
    )
    calendar_id: int
    uid = fields.CharField(max_length=64)
    starts_on = fields.DateField()
    ends_on = fields.DateField()
    rooms = fields.IntField()
    short = fields.IntField(default=0)
    removed_at = fields.DatetimeField(null=True)

    class Meta:
        app = "sites"
        table = "outside_bookings"
        constraints = (
            CheckConstraint(check="starts_on < ends_on", name="outside_booking_range"),
            CheckConstraint(check="rooms > 0 AND short >= 0", name="outside_booking_counts"),
        )
