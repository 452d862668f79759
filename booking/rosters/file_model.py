"""A group's list as a file that waits; a party has one open file."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

from booking.rosters.waiting_model import WaitingFile


class RosterFile(WaitingFile):
    party: Any = fields.ForeignKeyField(
        "booking.Party", related_name="roster_files", on_delete=fields.RESTRICT
    )
    party_id: int
    is_whole = fields.BooleanField()

    class Meta:
        app = "booking"
        table = "roster_files"
        constraints = (
            CheckConstraint(check="rows_read >= 0 AND rows_taken >= 0", name="roster_file_rows"),
            CheckConstraint(check="ended_at IS NULL OR rows_sealed = ''", name="roster_file_ended"),
        )
