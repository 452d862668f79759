"""What every file of people has between sending and taking: sealed as a whole, gone once it is taken, dropped or a week old."""

from typing import Any

from tortoise import fields
from tortoise.models import Model


class WaitingFile(Model):
    # `rows_sealed` holds the rows that are on no list yet, as JSON. Whose file it is, is said by the model of its kind.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    name = fields.CharField(max_length=80)
    digest = fields.CharField(max_length=64)
    sheet = fields.CharField(max_length=80, default="")
    notes: dict[str, Any] = fields.JSONField(default=dict)
    edition = fields.IntField(default=1)
    rows_read = fields.IntField()
    rows_taken = fields.IntField(default=0)
    milliseconds = fields.IntField()
    rows_sealed = fields.TextField(default="")
    sent_at = fields.DatetimeField()
    sent_by_id = fields.IntField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        abstract = True
