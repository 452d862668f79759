"""A list of a whole year's plan as a file that waits; a plan has one open file."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

from booking.rosters.waiting_model import WaitingFile


class PlanFile(WaitingFile):
    plan: Any = fields.ForeignKeyField(
        "booking.AnnualPlan", related_name="roster_files", on_delete=fields.RESTRICT
    )
    plan_id: int

    class Meta:
        app = "booking"
        table = "plan_files"
        constraints = (
            CheckConstraint(check="rows_read >= 0 AND rows_taken >= 0", name="plan_file_rows"),
            CheckConstraint(check="ended_at IS NULL OR rows_sealed = ''", name="plan_file_ended"),
        )
