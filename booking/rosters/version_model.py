"""Versions of a list: each writing of it, and whom it brought, changed or took off. No numbers stand here."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class RosterVersion(Model):
    id = fields.IntField(primary_key=True)
    party: Any = fields.ForeignKeyField(
        "booking.Party", related_name="roster_versions", on_delete=fields.RESTRICT
    )
    party_id: int
    number = fields.IntField()
    way = fields.CharField(max_length=10)
    people = fields.IntField()
    at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60)

    class Meta:
        app = "booking"
        table = "roster_versions"
        constraints = (
            CheckConstraint(check="number >= 1 AND people >= 0", name="roster_version_numbers"),
            CheckConstraint(
                check="way IN ('typed', 'file', 'replaced', 'removed')", name="roster_version_way"
            ),
        )


class RosterChange(Model):
    # `name` is emptied when the list is shredded; `fields` are names of fields, not their values.

    id = fields.IntField(primary_key=True)
    version: Any = fields.ForeignKeyField(
        "booking.RosterVersion", related_name="changes", on_delete=fields.RESTRICT
    )
    version_id: int
    traveller = fields.CharField(max_length=32)
    act = fields.CharField(max_length=8)
    name = fields.CharField(max_length=60)
    kind = fields.CharField(max_length=8)
    fields_changed = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "roster_changes"
        constraints = (
            CheckConstraint(check="act IN ('added', 'changed', 'left')", name="roster_change_act"),
        )
