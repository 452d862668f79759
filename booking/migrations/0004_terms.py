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
}
PLAIN: dict[str, str] = {}


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
        ]),
        indexes(UNIQUE, PLAIN),
    ]
