"""Tables of what a member reads of themselves: links that were made for them, and what they asked to have corrected."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class HeldLink(Model):
    # A one-time link for one person of a list, kept as a hash. Whoever opens it first has it, on that phone and for an hour.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    token_hash = fields.CharField(max_length=64)
    traveller: Any = fields.ForeignKeyField(
        "booking.Traveller", related_name="held_links", on_delete=fields.RESTRICT
    )
    traveller_id: int
    made_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60)
    expires_at = fields.DatetimeField()
    opened_at = fields.DatetimeField(null=True)
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "held_links"
        constraints = (CheckConstraint(check="made_at < expires_at", name="held_link_times"),)


class Correction(Model):
    # What a member says is wrong. `fields_asked` are names of fields; their values lie sealed until it is answered.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    traveller: Any = fields.ForeignKeyField(
        "booking.Traveller", related_name="corrections", on_delete=fields.RESTRICT
    )
    traveller_id: int
    state = fields.CharField(max_length=8)
    fields_asked = fields.CharField(max_length=60, default="")
    wishes_sealed = fields.TextField(default="")
    asked_at = fields.DatetimeField()
    answered_at = fields.DatetimeField(null=True)
    answered_by = fields.CharField(max_length=60, default="")
    why = fields.CharField(max_length=300, default="")

    class Meta:
        app = "booking"
        table = "corrections"
        constraints = (
            CheckConstraint(
                check="state IN ('asked', 'done', 'refused', 'gone')", name="correction_state"
            ),
            CheckConstraint(
                check="state = 'asked' OR wishes_sealed = ''", name="correction_answered_is_empty"
            ),
        )
