"""Plans of payment, and what a stay's account is disputed about."""

import functools
from json import dumps, loads

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE = {
    "union_allowances_one": "union_allowances (union_id)",
    "union_plans_public": "union_plans (public_id)",
    "union_plans_one": "union_plans (site_id, union_id) WHERE ended_at IS NULL",
    "instalments_one": "instalments (charge_id, number)",
    "force_majeures_public": "force_majeures (public_id)",
    "disputes_public": "disputes (public_id)",
    "disputes_one_line": "disputes (stay_id, line) WHERE state <> 'withdrawn'",
}
PLAIN = {
    "instalments_due": "instalments (due_on)",
    "force_majeures_open": "force_majeures (last_night) WHERE withdrawn_at IS NULL",
    "disputes_waiting": "disputes (opened_at) WHERE closed_at IS NULL",
}


class Migration(Base):
    dependencies = [("booking", "0003_rules")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='UnionAllowance',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('union', fields.ForeignKeyField('booking.Organisation', source_field='union_id', db_constraint=True, to_field='id', related_name='allowances', on_delete=OnDelete.RESTRICT)),
                ('per_trip', fields.IntField(null=True)),
                ('per_day', fields.IntField(null=True)),
                ('excess_by', fields.CharField(default='worker', max_length=10)),
                ('subsidies', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('by_user_id', fields.IntField()),
                ('changed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'union_allowances', 'app': 'booking', 'constraints': [CheckConstraint(check='per_trip > 0 AND per_day > 0', name='allowance_positive'), CheckConstraint(check="excess_by IN ('union', 'worker')", name='allowance_excess_by')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='UnionPlan',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('site', fields.ForeignKeyField('sites.Site', source_field='site_id', db_constraint=True, to_field='id', related_name='union_plans', on_delete=OnDelete.RESTRICT)),
                ('union', fields.ForeignKeyField('booking.Organisation', source_field='union_id', db_constraint=True, to_field='id', related_name='payment_plans', on_delete=OnDelete.RESTRICT)),
                ('plan', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('limit_minor', fields.BigIntField(null=True)),
                ('note', fields.CharField(default='', max_length=200)),
                ('by_user_id', fields.IntField()),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'union_plans', 'app': 'booking', 'constraints': [CheckConstraint(check='limit_minor > 0', name='union_plan_limit')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Instalment',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('charge', fields.ForeignKeyField('booking.Charge', source_field='charge_id', db_constraint=True, to_field='id', related_name='instalments', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('kind', fields.CharField(max_length=10)),
                ('minor', fields.BigIntField()),
                ('due_on', fields.DateField(null=True)),
            ],
            options={'table': 'instalments', 'app': 'booking', 'constraints': [CheckConstraint(check='minor >= 0', name='instalment_amount'), CheckConstraint(check='number BETWEEN 1 AND 2', name='instalment_number'), CheckConstraint(check="kind IN ('deposit', 'balance')", name='instalment_kind')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Dispute',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('stay', fields.ForeignKeyField('booking.Stay', source_field='stay_id', db_constraint=True, to_field='id', related_name='disputes', on_delete=OnDelete.RESTRICT)),
                ('side', fields.CharField(max_length=10)),
                ('line', fields.CharField(max_length=20)),
                ('shown_minor', fields.BigIntField()),
                ('wanted_minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('reason', fields.CharField(max_length=600)),
                ('state', fields.CharField(default='open', max_length=12)),
                ('answer', fields.CharField(default='', max_length=600)),
                ('answer_until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('decision', fields.CharField(default='', max_length=600)),
                ('decided_minor', fields.BigIntField(null=True)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('opened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'disputes', 'app': 'booking', 'constraints': [CheckConstraint(check="side IN ('union', 'operator')", name='dispute_side'), CheckConstraint(check="state IN ('open', 'answered', 'agreed', 'decided', 'withdrawn')", name='dispute_state'), CheckConstraint(check='shown_minor >= 0 AND wanted_minor >= 0 AND shown_minor <> wanted_minor', name='dispute_amounts'), CheckConstraint(check="(state IN ('agreed', 'decided')) = (decided_minor IS NOT NULL)", name='dispute_decided'), CheckConstraint(check="(state IN ('open', 'answered')) = (closed_at IS NULL)", name='dispute_closed')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ForceMajeure',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('organisation_id', fields.IntField()),
                ('site', fields.ForeignKeyField('sites.Site', source_field='site_id', null=True, db_constraint=True, to_field='id', related_name='force_majeures', on_delete=OnDelete.RESTRICT)),
                ('district_code', fields.CharField(default='', max_length=20)),
                ('first_night', fields.DateField()),
                ('last_night', fields.DateField()),
                ('kind', fields.CharField(max_length=10)),
                ('reason', fields.CharField(max_length=300)),
                ('source', fields.CharField(max_length=300)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('declared_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('withdrawn_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'force_majeures', 'app': 'booking', 'constraints': [CheckConstraint(check='first_night <= last_night', name='force_majeure_range'), CheckConstraint(check="kind IN ('typhoon', 'snow', 'closure', 'other')", name='force_majeure_kind'), CheckConstraint(check="(site_id IS NOT NULL) <> (district_code <> '')", name='force_majeure_where')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
