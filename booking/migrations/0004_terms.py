"""Plans of payment, and what a stay's account is disputed about."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, indexes

UNIQUE = {
    "union_allowances_one": "union_allowances (union_id)",
    "union_plans_public": "union_plans (public_id)",
    "union_plans_one": "union_plans (site_id, union_id) WHERE ended_at IS NULL",
    "instalments_one": "instalments (charge_id, number)",
}
PLAIN = {
    "instalments_due": "instalments (due_on)",
}


class Migration(migrations.Migration):
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
        ]),
        indexes(UNIQUE, PLAIN),
    ]
