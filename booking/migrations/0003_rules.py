"""What the documents of the sending regions demand, version by version, and what was said of trips by them."""

import functools
from json import dumps, loads

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes, kept_for_good, noting_more

UNIQUE = {
    "policies_public": "policies (public_id)",
    "policies_code": "policies (code)",
    "policy_versions_one": "policy_versions (policy_id, version)",
}
PLAIN = {
    "policies_holder": "policies (holder_id) WHERE holder_id IS NOT NULL",
    "trip_statements_trip": "trip_statements (trip_id)",
    "verdict_passes_trip": "verdict_passes (trip_id)",
}
UNCHANGEABLE = ("policy_versions", "trip_statements", "verdict_passes")
# Pages that show verdicts are kept in memory until one of these changes.
NOTED = {"catalogue": ("policies", "policy_versions")}


class Migration(Base):
    dependencies = [("booking", "0002_integrity"), ("sites", "0002_integrity")]

    operations = [
        CreateTables([
        ops.CreateModel(
            name='Policy',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('code', fields.CharField(max_length=60)),
                ('holder', fields.ForeignKeyField('booking.Organisation', source_field='holder_id', null=True, db_constraint=True, to_field='id', related_name='policies', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'policies', 'app': 'booking', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PolicyVersion',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('policy', fields.ForeignKeyField('booking.Policy', source_field='policy_id', db_constraint=True, to_field='id', related_name='versions', on_delete=OnDelete.RESTRICT)),
                ('version', fields.IntField()),
                ('starts_on', fields.DateField(null=True)),
                ('ends_on', fields.DateField(null=True)),
                ('is_withdrawn', fields.BooleanField(default=False)),
                ('text', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField(default=0)),
                ('by_organisation_id', fields.IntField(default=0)),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('why', fields.CharField(default='', max_length=300)),
            ],
            options={'table': 'policy_versions', 'app': 'booking', 'constraints': [CheckConstraint(check='version >= 1', name='policy_version_number'), CheckConstraint(check='starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on', name='policy_version_range')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='TripStatement',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('trip', fields.ForeignKeyField('booking.Trip', source_field='trip_id', db_constraint=True, to_field='id', related_name='statements', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField(default=0)),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('facts', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
            ],
            options={'table': 'trip_statements', 'app': 'booking', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='VerdictPass',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('trip', fields.ForeignKeyField('booking.Trip', source_field='trip_id', db_constraint=True, to_field='id', related_name='passes', on_delete=OnDelete.RESTRICT)),
                ('key', fields.CharField(max_length=400)),
                ('found', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('paper_id', fields.IntField()),
                ('reason', fields.CharField(max_length=300)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField(default=0)),
                ('by_name', fields.CharField(default='', max_length=60)),
            ],
            options={'table': 'verdict_passes', 'app': 'booking', 'constraints': [CheckConstraint(check="reason <> ''", name='verdict_pass_reason')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
        kept_for_good(*UNCHANGEABLE),
        noting_more(NOTED),
    ]
