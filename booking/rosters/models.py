"""Tables of who travels. ID numbers and phones are sealed; what is shown is masked."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Traveller(Model):
    # Whoever is taken off the list keeps a row without anything personal, because reveals point to it.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    party: Any = fields.ForeignKeyField(
        "booking.Party", related_name="travellers", on_delete=fields.RESTRICT
    )
    party_id: int
    name = fields.CharField(max_length=60)
    kind = fields.CharField(max_length=8)
    sex = fields.CharField(max_length=1, default="")
    document = fields.CharField(max_length=10, default="resident")
    id_sealed = fields.CharField(max_length=200, default="")
    id_index = fields.CharField(max_length=64, null=True)
    id_masked = fields.CharField(max_length=20, default="")
    phone_sealed = fields.CharField(max_length=200, default="")
    phone_masked = fields.CharField(max_length=20, default="")
    # Of a child under 14: whoever put it on the list said that its guardian agrees.
    guardian_agrees = fields.BooleanField(default=False)
    note = fields.CharField(max_length=120, default="")
    added_at = fields.DatetimeField()
    removed_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "travellers"
        constraints = (
            CheckConstraint(check="kind IN ('worker', 'family', 'crew')", name="traveller_kind"),
            CheckConstraint(check="document IN ('resident', 'other')", name="traveller_document"),
        )


class Reveal(Model):
    # A person looked at a full ID number: who, whose, when and why.

    id = fields.IntField(primary_key=True)
    traveller: Any = fields.ForeignKeyField(
        "booking.Traveller", related_name="reveals", on_delete=fields.RESTRICT
    )
    traveller_id: int
    by_user_id = fields.IntField()
    by_organisation_id = fields.IntField()
    reason = fields.CharField(max_length=120)
    at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "reveals"
