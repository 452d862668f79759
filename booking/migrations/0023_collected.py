"""What unions collect themselves from their workers and families."""

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE = {"collected_shares_once": "collected_shares (stay_id, traveller_id) WHERE undone_at IS NULL"}
PLAIN = {"collected_shares_traveller": "collected_shares (traveller_id)"}


class Migration(Base):
    dependencies = [("booking", "0022_file_readings")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='CollectedShare',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('stay', fields.ForeignKeyField('booking.Stay', source_field='stay_id', db_constraint=True, to_field='id', related_name='collected_shares', on_delete=OnDelete.RESTRICT)),
                ('traveller', fields.ForeignKeyField('booking.Traveller', source_field='traveller_id', db_constraint=True, to_field='id', related_name='collected_shares', on_delete=OnDelete.RESTRICT)),
                ('minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('noted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('undone_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'collected_shares', 'app': 'booking', 'constraints': [CheckConstraint(check='minor > 0', name='collected_share_positive')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
