"""A list of a whole year's plan between sending and taking: sealed as a whole, gone once it is taken, dropped or a week old."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class PlanFile(Model):
    # `rows_sealed` holds the rows that are on no list yet, as JSON; a plan has one open file.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    plan: Any = fields.ForeignKeyField(
        "booking.AnnualPlan", related_name="roster_files", on_delete=fields.RESTRICT
    )
    plan_id: int
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
        app = "booking"
        table = "plan_files"
        constraints = (
            CheckConstraint(check="rows_read >= 0 AND rows_taken >= 0", name="plan_file_rows"),
            CheckConstraint(check="ended_at IS NULL OR rows_sealed = ''", name="plan_file_ended"),
        )
