"""Tables of the retreat base as a place."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Site(Model):
    id = fields.IntField(primary_key=True)
    code = fields.CharField(max_length=20)
    name = fields.CharField(max_length=80)
    name_en = fields.CharField(max_length=120)
    kind = fields.CharField(max_length=20)
    district_code = fields.CharField(max_length=6)
    address = fields.CharField(max_length=160, default="")
    address_en = fields.CharField(max_length=200, default="")
    latitude = fields.FloatField()
    longitude = fields.FloatField()
    operator_id = fields.IntField(null=True)
    operator_name = fields.CharField(max_length=120, default="")
    operator_name_en = fields.CharField(max_length=160, default="")
    operator_credit_code = fields.CharField(max_length=18, default="")
    phone = fields.CharField(max_length=30, default="")
    introduction = fields.TextField(default="")
    introduction_en = fields.TextField(default="")
    rail_minutes = fields.IntField(default=0)
    altitude = fields.IntField(default=0)
    dining_seats = fields.IntField(default=0)
    meeting_seats = fields.IntField(default=0)
    reception_limit = fields.IntField()
    booking_mode = fields.CharField(max_length=10, default="accept")
    answer_hours = fields.IntField(default=24)
    opens = fields.CharField(max_length=5, default="08:30")
    closes = fields.CharField(max_length=5, default="17:30")
    check_in_hour = fields.IntField(default=14)
    check_out_hour = fields.IntField(default=12)
    option_days = fields.IntField(default=5)
    # Days before a night from which, and until which, it may be booked; NULL: as soon as it is opened.
    book_from = fields.IntField(null=True)
    book_until = fields.IntField(default=0)
    waiting_rule = fields.CharField(max_length=10, default="strict")
    waiting_passes = fields.IntField(default=3)
    waiting_days = fields.IntField(default=14)
    waiting_offer_hours = fields.IntField(default=24)
    facilities: dict[str, Any] = fields.JSONField(default=dict)
    medical: dict[str, Any] = fields.JSONField(default=dict)
    terms: dict[str, Any] = fields.JSONField(default=dict)
    inspected_on = fields.DateField(null=True)
    inspection_result = fields.CharField(max_length=60, default="")
    inspection: dict[str, Any] = fields.JSONField(default=dict)
    is_demo = fields.BooleanField(default=False)
    rooms_checked_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        app = "sites"
        table = "sites"
        constraints = (
            CheckConstraint(check="reception_limit > 0", name="site_receives_people"),
            CheckConstraint(
                check="booking_mode IN ('instant', 'accept', 'ask')", name="site_booking_mode"
            ),
            CheckConstraint(check="answer_hours BETWEEN 1 AND 240", name="site_answers_in_time"),
            CheckConstraint(check="option_days BETWEEN 1 AND 30", name="site_option_days"),
            CheckConstraint(
                check="book_until >= 0 AND coalesce(book_from, book_until) >= book_until",
                name="site_booking_window",
            ),
            CheckConstraint(check="waiting_rule IN ('strict', 'skip')", name="site_waiting_rule"),
            CheckConstraint(
                check="waiting_passes BETWEEN 1 AND 20 AND waiting_days BETWEEN 1 AND 180 "
                "AND waiting_offer_hours BETWEEN 1 AND 120",
                name="site_waiting_numbers",
            ),
        )


class RoomType(Model):
    id = fields.IntField(primary_key=True)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="room_types", on_delete=fields.RESTRICT
    )
    site_id: int
    code = fields.CharField(max_length=20)
    name = fields.CharField(max_length=60)
    name_en = fields.CharField(max_length=80)
    beds = fields.IntField()
    rooms = fields.IntField()
    area = fields.IntField(default=0)
    position = fields.IntField(default=0)

    class Meta:
        app = "sites"
        table = "room_types"
        constraints = (
            CheckConstraint(check="beds BETWEEN 1 AND 12", name="room_type_beds"),
            CheckConstraint(check="rooms BETWEEN 0 AND 5000", name="room_type_rooms"),
        )
