"""A union's annual plan: its versions, their approval, and which trips hold which batch."""

import functools
from json import dumps, loads

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE = {
    "annual_plans_public": "annual_plans (public_id)",
    "annual_plans_one": "annual_plans (organisation_id, year)",
    "plan_versions_public": "plan_versions (public_id)",
    "plan_versions_one": "plan_versions (plan_id, number)",
    "plan_versions_approved": "plan_versions (plan_id) WHERE state = 'approved'",
    "plan_steps_one": "plan_steps (version_id, step)",
    "plan_trips_batch": "plan_trips (plan_id, batch)",
    "plan_trips_trip": "plan_trips (trip_id)",
}
PLAIN = {"plan_steps_asked": "plan_steps (approver_id) WHERE state = 'asked'"}


class Migration(Base):
    dependencies = [("booking", "0009_rooming")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='AnnualPlan',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('organisation', fields.ForeignKeyField('booking.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name='plans', on_delete=OnDelete.RESTRICT)),
                ('year', fields.IntField()),
                ('wants', fields.IntField(default=0)),
                ('widens', fields.IntField(default=0)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'annual_plans', 'app': 'booking', 'constraints': [CheckConstraint(check='year >= 1', name='annual_plan_year'), CheckConstraint(check='wants >= 0 AND widens >= 0', name='annual_plan_holds')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PlanTrip',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('plan', fields.ForeignKeyField('booking.AnnualPlan', source_field='plan_id', db_constraint=True, to_field='id', related_name='trips', on_delete=OnDelete.RESTRICT)),
                ('batch', fields.CharField(max_length=32)),
                ('trip', fields.ForeignKeyField('booking.Trip', source_field='trip_id', db_constraint=True, to_field='id', related_name='plans', on_delete=OnDelete.RESTRICT)),
                ('linked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
            ],
            options={'table': 'plan_trips', 'app': 'booking', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('plan', fields.ForeignKeyField('booking.AnnualPlan', source_field='plan_id', db_constraint=True, to_field='id', related_name='versions', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('state', fields.CharField(max_length=10)),
                ('entitled', fields.IntField()),
                ('budget_minor', fields.BigIntField()),
                ('batches', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('why', fields.CharField(default='', max_length=300)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'plan_versions', 'app': 'booking', 'constraints': [CheckConstraint(check="state IN ('draft', 'asked', 'approved', 'sent_back', 'replaced')", name='plan_version_state'), CheckConstraint(check='number >= 1 AND entitled >= 1 AND budget_minor >= 0', name='plan_version_numbers')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PlanStep',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('version', fields.ForeignKeyField('booking.PlanVersion', source_field='version_id', db_constraint=True, to_field='id', related_name='steps', on_delete=OnDelete.RESTRICT)),
                ('step', fields.IntField()),
                ('approver_id', fields.IntField()),
                ('state', fields.CharField(max_length=10)),
                ('answered_by_id', fields.IntField(null=True)),
                ('answered_by', fields.CharField(default='', max_length=60)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('note', fields.CharField(default='', max_length=300)),
            ],
            options={'table': 'plan_steps', 'app': 'booking', 'constraints': [CheckConstraint(check='step BETWEEN 1 AND 3', name='plan_step_number'), CheckConstraint(check="state IN ('waiting', 'asked', 'agreed', 'sent_back', 'withdrawn')", name='plan_step_state')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
