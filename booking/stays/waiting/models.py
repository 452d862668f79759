"""Tables of the waiting list: what a union waits for, at which bases, what became of it, and who goes first."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Wait(Model):
    # `nights` nights anywhere from `starts_on` until the morning of `ends_on`. It takes nothing.
    #
    # What became of an offer is read from its stay; here an offered entry stays offered.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    union: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="waits", on_delete=fields.RESTRICT
    )
    union_id: int
    starts_on = fields.DateField()
    ends_on = fields.DateField()
    nights = fields.IntField()
    workers = fields.IntField()
    family = fields.IntField(default=0)
    crew = fields.IntField(default=0)
    programme = fields.CharField(max_length=40, default="")
    contact = fields.CharField(max_length=60, default="")
    waits_until = fields.DateField()
    state = fields.CharField(max_length=10, default="waiting")
    joined_at = fields.DatetimeField()
    joined_by_id = fields.IntField()
    ended_at = fields.DatetimeField(null=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="waits", on_delete=fields.RESTRICT, null=True
    )
    stay_id: int | None
    kept_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "waits"
        constraints = (
            CheckConstraint(
                check="state IN ('waiting', 'offered', 'left', 'lapsed')", name="wait_state"
            ),
            CheckConstraint(check="starts_on < ends_on AND nights >= 1", name="wait_range"),
            CheckConstraint(check="workers >= 1 AND family >= 0 AND crew >= 0", name="wait_heads"),
            CheckConstraint(check="(state = 'waiting') = (ended_at IS NULL)", name="wait_ended"),
            CheckConstraint(check="(state = 'offered') = (stay_id IS NOT NULL)", name="wait_offer"),
        )


class WaitPlace(Model):
    # One base of an entry. `rooms` by room type code; none, or `any_rooms`: whatever has beds for all.
    #
    # `aside` says why the entry was set aside when the base's list was last looked at.

    id = fields.IntField(primary_key=True)
    wait: Any = fields.ForeignKeyField(
        "booking.Wait", related_name="places", on_delete=fields.RESTRICT
    )
    wait_id: int
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="waits", on_delete=fields.RESTRICT
    )
    site_id: int
    position = fields.IntField()
    package_code = fields.CharField(max_length=20, default="")
    rooms: dict[str, int] = fields.JSONField(default=dict)
    any_rooms = fields.BooleanField(default=False)
    passed = fields.IntField(default=0)
    aside = fields.CharField(max_length=40, default="")

    class Meta:
        app = "booking"
        table = "wait_places"
        constraints = (
            CheckConstraint(check="position BETWEEN 1 AND 5", name="wait_place_position"),
            CheckConstraint(check="passed >= 0", name="wait_place_passed"),
        )


class WaitEvent(Model):
    # What happened to an entry: who, when, at which base. Never changed, never deleted.

    id = fields.IntField(primary_key=True)
    wait: Any = fields.ForeignKeyField(
        "booking.Wait", related_name="events", on_delete=fields.RESTRICT
    )
    wait_id: int
    at = fields.DatetimeField()
    act = fields.CharField(max_length=20)
    site_id = fields.IntField(null=True)
    by_user_id = fields.IntField(default=0)
    by_kind = fields.CharField(max_length=20)
    by_name = fields.CharField(max_length=60, default="")
    by_agent = fields.CharField(max_length=120, default="")
    facts: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        app = "booking"
        table = "wait_events"


class WaitingPriority(Model):
    # A federation lets a programme go first, for arrivals from the first day to the last, both included.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="waiting_priorities", on_delete=fields.RESTRICT
    )
    organisation_id: int
    programme = fields.CharField(max_length=40)
    first_day = fields.DateField()
    last_day = fields.DateField()
    set_at = fields.DatetimeField()
    set_by_id = fields.IntField()
    set_by_name = fields.CharField(max_length=60, default="")
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "waiting_priorities"
        constraints = (
            CheckConstraint(check="first_day <= last_day", name="waiting_priority_range"),
        )
