"""A roster file between sending and taking: sealed as a whole, gone once it is taken, dropped or a week old."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class RosterFile(Model):
    # `rows_sealed` holds the rows that are not on the list yet, as JSON; a party has one open file.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    party: Any = fields.ForeignKeyField(
        "booking.Party", related_name="roster_files", on_delete=fields.RESTRICT
    )
    party_id: int
    name = fields.CharField(max_length=80)
    digest = fields.CharField(max_length=64)
    sheet = fields.CharField(max_length=80, default="")
    notes: dict[str, Any] = fields.JSONField(default=dict)
    is_whole = fields.BooleanField()
    edition = fields.IntField(default=1)
    rows_read = fields.IntField()
    rows_taken = fields.IntField(default=0)
    milliseconds = fields.IntField()
    rows_sealed = fields.TextField(default="")
    sent_at = fields.DatetimeField()
    sent_by_id = fields.IntField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "roster_files"
        constraints = (
            CheckConstraint(check="rows_read >= 0 AND rows_taken >= 0", name="roster_file_rows"),
            CheckConstraint(check="ended_at IS NULL OR rows_sealed = ''", name="roster_file_ended"),
        )
