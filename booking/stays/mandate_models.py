"""Tables of mandates: which agency acts for which union on which trip, and the coach that it entered."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Mandate(Model):
    # Both days included. A revoked one stays on record with who took it back.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    trip: Any = fields.ForeignKeyField(
        "booking.Trip", related_name="mandates", on_delete=fields.RESTRICT
    )
    trip_id: int
    union: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="mandates_given", on_delete=fields.RESTRICT
    )
    union_id: int
    agency: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="mandates_held", on_delete=fields.RESTRICT
    )
    agency_id: int
    starts_on = fields.DateField()
    ends_on = fields.DateField()
    paper_id = fields.IntField(null=True)
    granted_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60)
    prepared_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)
    revoked_by = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "mandates"
        constraints = (CheckConstraint(check="starts_on <= ends_on", name="mandate_range"),)


class TripCoach(Model):
    # What brings the group there: no driver's name or phone, who drives stands on the list.

    id = fields.IntField(primary_key=True)
    trip: Any = fields.ForeignKeyField(
        "booking.Trip", related_name="coaches", on_delete=fields.RESTRICT
    )
    trip_id: int
    company = fields.CharField(max_length=80)
    plate = fields.CharField(max_length=20, default="")
    seats = fields.IntField()
    meeting = fields.CharField(max_length=120, default="")
    leaves_at = fields.CharField(max_length=5, default="")
    entered_at = fields.DatetimeField()
    by_name = fields.CharField(max_length=60, default="")
    by_organisation_id = fields.IntField()

    class Meta:
        app = "booking"
        table = "trip_coaches"
        constraints = (CheckConstraint(check="seats >= 1", name="trip_coach_seats"),)
