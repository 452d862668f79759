"""Tables of who sleeps where: what a person needs, the versions of a rooming list, and a base's rule for the odd one."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class TravellerNeeds(Model):
    # What rooming and the kitchen must know of a person. Deleted with the person's other data.

    id = fields.IntField(primary_key=True)
    traveller: Any = fields.ForeignKeyField(
        "booking.Traveller", related_name="needs", on_delete=fields.RESTRICT
    )
    traveller_id: int
    department = fields.CharField(max_length=40, default="")
    # The same word for all who belong together: a couple, a family.
    bond = fields.CharField(max_length=20, default="")
    diet = fields.CharField(max_length=12, default="")
    care = fields.CharField(max_length=60, default="")
    # Nights of the person where they are fewer than the group's: the first, and the morning of leaving.
    arrives_on = fields.DateField(null=True)
    leaves_on = fields.DateField(null=True)

    class Meta:
        app = "booking"
        table = "traveller_needs"
        constraints = (
            CheckConstraint(
                check="diet IN ('', 'vegetarian', 'halal', 'light', 'low_sugar', 'soft')",
                name="traveller_needs_diet",
            ),
            CheckConstraint(
                check="arrives_on IS NULL OR leaves_on IS NULL OR arrives_on < leaves_on",
                name="traveller_needs_nights",
            ),
        )


class RoomingVersion(Model):
    # A rooming list as it stood. `rooms` names people by their public ids alone:
    # [{"key": room, "locked": bool, "people": [id, ...]}, ...]. What is sent stands until the next is sent.

    id = fields.IntField(primary_key=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="rooming_versions", on_delete=fields.RESTRICT
    )
    stay_id: int
    version = fields.IntField()
    act = fields.CharField(max_length=12)
    rooms: list[dict[str, Any]] = fields.JSONField(default=list)
    kept_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")
    sent_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "rooming_versions"
        constraints = (
            CheckConstraint(check="version >= 1", name="rooming_version_number"),
            CheckConstraint(
                check="act IN ('drawn', 'filled', 'moved', 'swapped', 'taken_out', 'locked', 'unlocked', 'undone')",
                name="rooming_version_act",
            ),
        )


class RoomNumber(Model):
    # The number on the door that the base gave a room of a stay.

    id = fields.IntField(primary_key=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="room_numbers", on_delete=fields.RESTRICT
    )
    stay_id: int
    key = fields.CharField(max_length=20)
    number = fields.CharField(max_length=20)

    class Meta:
        app = "booking"
        table = "room_numbers"


class OddPersonRule(Model):
    # What a base does with the one who is left over: alone without supplement, beside staff of the group, or ask.

    id = fields.IntField(primary_key=True)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="odd_person_rules", on_delete=fields.RESTRICT
    )
    site_id: int
    rule = fields.CharField(max_length=8)
    set_at = fields.DatetimeField()
    by_user_id = fields.IntField()

    class Meta:
        app = "booking"
        table = "odd_person_rules"
        constraints = (
            CheckConstraint(check="rule IN ('single', 'staff', 'ask')", name="odd_person_rule"),
        )
