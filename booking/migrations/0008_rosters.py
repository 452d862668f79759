"""Rosters in versions, who was entitled, and how long what is known of people is kept."""

import functools
from json import dumps, loads

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE = {
    "roster_files_public": "roster_files (public_id)",
    "roster_files_one_open": "roster_files (party_id) WHERE ended_at IS NULL",
    "retention_terms_one": "retention_terms (organisation_id)",
    "list_ends_one": "list_ends (party_id)",
    "entitlement_records_one": "entitlement_records (trip_id, person_index)",
    "roster_versions_one": "roster_versions (party_id, number)",
}
PLAIN = {
    "roster_files_ending": "roster_files (sent_at) WHERE ended_at IS NULL",
    "entitlement_records_person": "entitlement_records (person_index)",
    "entitlement_records_ending": "entitlement_records (keep_until)",
    "eligibility_checks_party": "eligibility_checks (party_id, at)",
    "eligibility_hits_check": "eligibility_hits (check_made_id)",
    "travellers_index": "travellers (id_index) WHERE id_index IS NOT NULL",
    "reveals_traveller": "reveals (traveller_id)",
    "roster_changes_version": "roster_changes (version_id)",
}


class Migration(Base):
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
                            ops.CreateModel(
            name='EligibilityCheck',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('party', fields.ForeignKeyField('booking.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='eligibility_checks', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(max_length=60)),
                ('asked', fields.IntField()),
                ('found', fields.IntField()),
            ],
            options={'table': 'eligibility_checks', 'app': 'booking', 'constraints': [CheckConstraint(check='asked >= 0 AND found >= 0', name='eligibility_check_counts')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
            ops.CreateModel(
            name='EligibilityHit',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('check_made', fields.ForeignKeyField('booking.EligibilityCheck', source_field='check_made_id', db_constraint=True, to_field='id', related_name='hits', on_delete=OnDelete.RESTRICT)),
                ('traveller', fields.CharField(max_length=32)),
                ('other_union', fields.ForeignKeyField('booking.Organisation', source_field='other_union_id', db_constraint=True, to_field='id', related_name='eligibility_hits', on_delete=OnDelete.RESTRICT)),
                ('why', fields.CharField(max_length=8)),
            ],
            options={'table': 'eligibility_hits', 'app': 'booking', 'constraints': [CheckConstraint(check="why IN ('overlap', 'years', 'used')", name='eligibility_hit_why')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
            ops.CreateModel(
            name='EntitlementRecord',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person_index', fields.CharField(max_length=64)),
                ('key_mark', fields.CharField(max_length=16)),
                ('union', fields.ForeignKeyField('booking.Organisation', source_field='union_id', db_constraint=True, to_field='id', related_name='entitlement_records', on_delete=OnDelete.RESTRICT)),
                ('trip', fields.ForeignKeyField('booking.Trip', source_field='trip_id', db_constraint=True, to_field='id', related_name='entitlement_records', on_delete=OnDelete.RESTRICT)),
                ('origin_code', fields.CharField(max_length=6)),
                ('destination_code', fields.CharField(max_length=6)),
                ('scheme', fields.CharField(default='', max_length=40)),
                ('programme', fields.CharField(default='', max_length=40)),
                ('starts_on', fields.DateField()),
                ('ends_on', fields.DateField()),
                ('days', fields.IntField()),
                ('amount_minor', fields.IntField()),
                ('outcome', fields.CharField(max_length=8)),
                ('written_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('keep_until', fields.DateField()),
            ],
            options={'table': 'entitlement_records', 'app': 'booking', 'constraints': [CheckConstraint(check='starts_on < ends_on AND days >= 1', name='entitlement_days'), CheckConstraint(check='amount_minor >= 0', name='entitlement_amount'), CheckConstraint(check="outcome IN ('used', 'no_show')", name='entitlement_outcome')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
            ops.CreateModel(
            name='ListEnd',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('party', fields.ForeignKeyField('booking.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='list_ends', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('days', fields.IntField()),
                ('people', fields.IntField()),
                ('names_in_versions', fields.IntField()),
            ],
            options={'table': 'list_ends', 'app': 'booking', 'constraints': [CheckConstraint(check='people >= 0 AND names_in_versions >= 0', name='list_end_counts')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
            ops.CreateModel(
            name='RetentionTerm',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('organisation', fields.ForeignKeyField('booking.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name='retention_terms', on_delete=OnDelete.RESTRICT)),
                ('days', fields.IntField()),
                ('years_between', fields.IntField(default=0)),
                ('set_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('set_by_id', fields.IntField()),
            ],
            options={'table': 'retention_terms', 'app': 'booking', 'constraints': [CheckConstraint(check='days BETWEEN 1 AND 365', name='retention_term_days'), CheckConstraint(check='years_between BETWEEN 0 AND 10', name='retention_term_years')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
# tables end
            ]
        ),
        indexes(UNIQUE, PLAIN),
    ]
