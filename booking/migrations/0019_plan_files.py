"""Lists of a whole annual plan that were sent and wait."""

import functools
from json import dumps, loads

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE = {
    "plan_files_public": "plan_files (public_id)",
    "plan_files_one_open": "plan_files (plan_id) WHERE ended_at IS NULL",
}
PLAIN = {"plan_files_ending": "plan_files (sent_at) WHERE ended_at IS NULL"}


class Migration(Base):
    dependencies = [("booking", "0018_held_money")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='PlanFile',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('plan', fields.ForeignKeyField('booking.AnnualPlan', source_field='plan_id', db_constraint=True, to_field='id', related_name='roster_files', on_delete=OnDelete.RESTRICT)),
                ('name', fields.CharField(max_length=80)),
                ('digest', fields.CharField(max_length=64)),
                ('sheet', fields.CharField(default='', max_length=80)),
                ('notes', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('edition', fields.IntField(default=1)),
                ('rows_read', fields.IntField()),
                ('rows_taken', fields.IntField(default=0)),
                ('milliseconds', fields.IntField()),
                ('rows_sealed', fields.TextField(default='', unique=False)),
                ('sent_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('sent_by_id', fields.IntField()),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'plan_files', 'app': 'booking', 'constraints': [CheckConstraint(check='rows_read >= 0 AND rows_taken >= 0', name='plan_file_rows'), CheckConstraint(check="ended_at IS NULL OR rows_sealed = ''", name='plan_file_ended')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
