"""Tables of the trip card: what the organiser says of the day of departure, and each try to open it."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class TripCard(Model):
    # One card of a party, opened by its link with a name and the last digits of telephone and document. The link is
    # drawn from the public id by the keyed hash; closing this row makes it dead.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    party: Any = fields.ForeignKeyField(
        "booking.Party", related_name="trip_cards", on_delete=fields.RESTRICT
    )
    party_id: int
    meets_at = fields.DatetimeField(null=True)
    meeting_point = fields.CharField(max_length=160, default="")
    coach = fields.CharField(max_length=120, default="")
    leader = fields.CharField(max_length=60, default="")
    leader_phone_sealed = fields.CharField(max_length=200, default="")
    note = fields.CharField(max_length=600, default="")
    made_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "trip_cards"
        constraints = (
            CheckConstraint(
                check="closed_at IS NULL OR leader_phone_sealed = ''",
                name="trip_card_closed_is_empty",
            ),
        )


class CardTry(Model):
    # Somebody tried to open a card: whether it opened, and for whom. Never changed; names nobody who failed.

    id = fields.IntField(primary_key=True)
    card: Any = fields.ForeignKeyField(
        "booking.TripCard", related_name="tries", on_delete=fields.RESTRICT
    )
    card_id: int
    at = fields.DatetimeField()
    traveller = fields.CharField(max_length=32, default="")

    class Meta:
        app = "booking"
        table = "card_tries"
