"""Rosters in versions, who was entitled, and how long what is known of people is kept."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, indexes

UNIQUE = {
    "roster_files_public": "roster_files (public_id)",
    "roster_files_one_open": "roster_files (party_id) WHERE ended_at IS NULL",
    "roster_versions_one": "roster_versions (party_id, number)",
}
PLAIN = {
    "roster_files_ending": "roster_files (sent_at) WHERE ended_at IS NULL",
    "roster_changes_version": "roster_changes (version_id)",
}


class Migration(migrations.Migration):
    dependencies = [("booking", "0007_invoices")]
    operations = [
        CreateTables(
            [
                # tables begin
                ops.CreateModel(
                    name="RosterFile",
                    fields=[
                        (
                            "id",
                            fields.IntField(
                                generated=True, primary_key=True, unique=True, db_index=True
                            ),
                        ),
                        ("public_id", fields.CharField(max_length=32)),
                        (
                            "party",
                            fields.ForeignKeyField(
                                "booking.Party",
                                source_field="party_id",
                                db_constraint=True,
                                to_field="id",
                                related_name="roster_files",
                                on_delete=OnDelete.RESTRICT,
                            ),
                        ),
                        ("name", fields.CharField(max_length=80)),
                        ("digest", fields.CharField(max_length=64)),
                        ("sheet", fields.CharField(default="", max_length=80)),
                        (
                            "notes",
                            fields.JSONField(
                                default=dict,
                                encoder=functools.partial(dumps, separators=(",", ":")),
                                decoder=loads,
                            ),
                        ),
                        ("is_whole", fields.BooleanField()),
                        ("edition", fields.IntField(default=1)),
                        ("rows_read", fields.IntField()),
                        ("rows_taken", fields.IntField(default=0)),
                        ("milliseconds", fields.IntField()),
                        ("rows_sealed", fields.TextField(default="", unique=False)),
                        ("sent_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                        ("sent_by_id", fields.IntField()),
                        (
                            "ended_at",
                            fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                        ),
                    ],
                    options={
                        "table": "roster_files",
                        "app": "booking",
                        "constraints": [
                            CheckConstraint(
                                check="rows_read >= 0 AND rows_taken >= 0", name="roster_file_rows"
                            ),
                            CheckConstraint(
                                check="ended_at IS NULL OR rows_sealed = ''",
                                name="roster_file_ended",
                            ),
                        ],
                        "pk_attr": "id",
                    },
                    bases=["Model"],
                ),
                ops.CreateModel(
                    name="RosterVersion",
                    fields=[
                        (
                            "id",
                            fields.IntField(
                                generated=True, primary_key=True, unique=True, db_index=True
                            ),
                        ),
                        (
                            "party",
                            fields.ForeignKeyField(
                                "booking.Party",
                                source_field="party_id",
                                db_constraint=True,
                                to_field="id",
                                related_name="roster_versions",
                                on_delete=OnDelete.RESTRICT,
                            ),
                        ),
                        ("number", fields.IntField()),
                        ("way", fields.CharField(max_length=10)),
                        ("people", fields.IntField()),
                        ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                        ("by_user_id", fields.IntField()),
                        ("by_name", fields.CharField(max_length=60)),
                    ],
                    options={
                        "table": "roster_versions",
                        "app": "booking",
                        "constraints": [
                            CheckConstraint(
                                check="number >= 1 AND people >= 0", name="roster_version_numbers"
                            ),
                            CheckConstraint(
                                check="way IN ('typed', 'file', 'replaced', 'removed')",
                                name="roster_version_way",
                            ),
                        ],
                        "pk_attr": "id",
                    },
                    bases=["Model"],
                ),
                ops.CreateModel(
                    name="RosterChange",
                    fields=[
                        (
                            "id",
                            fields.IntField(
                                generated=True, primary_key=True, unique=True, db_index=True
                            ),
                        ),
                        (
                            "version",
                            fields.ForeignKeyField(
                                "booking.RosterVersion",
                                source_field="version_id",
                                db_constraint=True,
                                to_field="id",
                                related_name="changes",
                                on_delete=OnDelete.RESTRICT,
                            ),
                        ),
                        ("traveller", fields.CharField(max_length=32)),
                        ("act", fields.CharField(max_length=8)),
                        ("name", fields.CharField(max_length=60)),
                        ("kind", fields.CharField(max_length=8)),
                        ("fields_changed", fields.CharField(default="", max_length=60)),
                    ],
                    options={
                        "table": "roster_changes",
                        "app": "booking",
                        "constraints": [
                            CheckConstraint(
                                check="act IN ('added', 'changed', 'left')",
                                name="roster_change_act",
                            )
                        ],
                        "pk_attr": "id",
                    },
                    bases=["Model"],
                ),
                # tables end
            ]
        ),
        indexes(UNIQUE, PLAIN),
    ]
