"""Tables of who came: ticks at the door, and the signatures under a night's count."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Tick(Model):
    # Somebody of the list came, left, was missed, or a tick was a mistake. Made on a phone, perhaps offline: `at` is
    # the phone's time, `noted_at` ours. Never changed; the newest ticks of a person say how it stands.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="ticks", on_delete=fields.RESTRICT
    )
    stay_id: int
    traveller: Any = fields.ForeignKeyField(
        "booking.Traveller", related_name="ticks", on_delete=fields.RESTRICT
    )
    traveller_id: int
    act = fields.CharField(max_length=6)
    way = fields.CharField(max_length=6)
    at = fields.DatetimeField()
    noted_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "ticks"
        constraints = (
            CheckConstraint(check="act IN ('came', 'left', 'absent', 'undone')", name="tick_act"),
            CheckConstraint(check="way IN ('list', 'code', 'qr')", name="tick_way"),
        )


class NightSignature(Model):
    # One side stands for a night's head-count. The last of each side counts, as long as the count is still this one.

    id = fields.IntField(primary_key=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="signatures", on_delete=fields.RESTRICT
    )
    stay_id: int
    date = fields.DateField()
    side = fields.CharField(max_length=8)
    workers = fields.IntField()
    family = fields.IntField()
    crew = fields.IntField()
    at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "night_signatures"
        constraints = (
            CheckConstraint(check="side IN ('union', 'operator')", name="night_signature_side"),
            CheckConstraint(
                check="workers >= 0 AND family >= 0 AND crew >= 0", name="night_signature_heads"
            ),
        )
