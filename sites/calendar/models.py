"""Tables of nights and of people received, and of who claims how many of them."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Night(Model):
    # One room type at one site on one local date. held + sold never passes sell_limit + over_by.

    id = fields.IntField(primary_key=True)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="nights", on_delete=fields.RESTRICT, db_index=False
    )
    site_id: int
    room_type: Any = fields.ForeignKeyField(
        "sites.RoomType", related_name="nights", on_delete=fields.RESTRICT
    )
    room_type_id: int
    date = fields.DateField()
    rooms = fields.IntField()
    sell_limit = fields.IntField()
    held = fields.IntField(default=0)
    sold = fields.IntField(default=0)
    over_by = fields.IntField(default=0)
    out_of_order = fields.IntField(default=0)
    is_closed = fields.BooleanField(default=False)
    closed_why = fields.CharField(max_length=80, default="")
    note = fields.CharField(max_length=80, default="")
    no_arrival = fields.BooleanField(default=False)
    no_departure = fields.BooleanField(default=False)
    min_stay = fields.IntField(default=1)
    max_stay = fields.IntField(default=30)
    min_through = fields.IntField(default=1)
    max_through = fields.IntField(default=30)
    book_from = fields.IntField(null=True)
    book_until = fields.IntField(null=True)
    has_waiters = fields.BooleanField(default=False)
    first_refusal_until = fields.DatetimeField(null=True)

    class Meta:
        app = "sites"
        table = "nights"
        constraints = (
            CheckConstraint(
                check="held >= 0 AND sold >= 0 AND over_by >= 0", name="night_counts_positive"
            ),
            CheckConstraint(check="held + sold <= sell_limit + over_by", name="night_not_oversold"),
            CheckConstraint(
                check="0 <= sell_limit AND sell_limit + out_of_order <= rooms",
                name="night_sells_its_rooms",
            ),
            CheckConstraint(check="out_of_order >= 0", name="night_repairs_positive"),
            CheckConstraint(
                check="1 <= min_stay AND min_stay <= max_stay", name="night_stay_lengths"
            ),
            CheckConstraint(
                check="1 <= min_through AND min_through <= max_through",
                name="night_through_lengths",
            ),
            CheckConstraint(
                check="coalesce(book_from, 0) >= 0 AND coalesce(book_until, 0) >= 0",
                name="night_booking_days",
            ),
        )


class Reception(Model):
    # People (all heads) that a site may receive on one date.

    id = fields.IntField(primary_key=True)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="receptions", on_delete=fields.RESTRICT, db_index=False
    )
    site_id: int
    date = fields.DateField()
    people_limit = fields.IntField()
    held = fields.IntField(default=0)
    sold = fields.IntField(default=0)
    over_by = fields.IntField(default=0)

    class Meta:
        app = "sites"
        table = "receptions"
        constraints = (
            CheckConstraint(
                check="held >= 0 AND sold >= 0 AND over_by >= 0", name="reception_counts_positive"
            ),
            CheckConstraint(
                check="held + sold <= people_limit + over_by", name="reception_not_overfull"
            ),
        )


class NightClaim(Model):
    # `holder` is the claiming record's public id; the calendar knows nothing more of who sleeps there.

    id = fields.IntField(primary_key=True)
    night: Any = fields.ForeignKeyField(
        "sites.Night", related_name="claims", on_delete=fields.RESTRICT
    )
    night_id: int
    holder = fields.CharField(max_length=32)
    rooms = fields.IntField()
    is_sold = fields.BooleanField(default=False)
    released_at = fields.DatetimeField(null=True)

    class Meta:
        app = "sites"
        table = "night_claims"
        constraints = (CheckConstraint(check="rooms > 0", name="night_claim_positive"),)


class ReceptionClaim(Model):
    id = fields.IntField(primary_key=True)
    reception: Any = fields.ForeignKeyField(
        "sites.Reception", related_name="claims", on_delete=fields.RESTRICT
    )
    reception_id: int
    holder = fields.CharField(max_length=32)
    people = fields.IntField()
    is_sold = fields.BooleanField(default=False)
    released_at = fields.DatetimeField(null=True)

    class Meta:
        app = "sites"
        table = "reception_claims"
        constraints = (CheckConstraint(check="people > 0", name="reception_claim_positive"),)


class NightEdit(Model):
    # One act of an operator on many nights, with what each of them was before and became.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="night_edits", on_delete=fields.RESTRICT, db_index=False
    )
    site_id: int
    organisation_id = fields.IntField()
    user_id = fields.IntField()
    by_name = fields.CharField(max_length=80, default="")
    act = fields.CharField(max_length=16)
    value = fields.IntField(default=0)
    note = fields.CharField(max_length=80, default="")
    starts_on = fields.DateField()
    ends_on = fields.DateField()
    room_types: list[int] = fields.JSONField(default=list)
    cells = fields.IntField()
    booked = fields.IntField()
    changes: list[Any] = fields.JSONField(default=list)
    made_at = fields.DatetimeField()
    undone_at = fields.DatetimeField(null=True)
    undone_by = fields.IntField(null=True)

    class Meta:
        app = "sites"
        table = "night_edits"
        constraints = (
            CheckConstraint(
                check="cells > 0 AND 0 <= booked AND booked <= cells", name="night_edit_counts"
            ),
            CheckConstraint(check="starts_on < ends_on", name="night_edit_range"),
            CheckConstraint(
                check="(undone_at IS NULL) = (undone_by IS NULL)", name="night_edit_undone_whole"
            ),
        )
