"""What payees write off of charges."""

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE = {
    "write_offs_public": "write_offs (public_id)",
    "write_offs_one_open": "write_offs (charge_id) WHERE state = 'proposed'",
}
PLAIN = {"write_offs_charge": "write_offs (charge_id)"}


class Migration(Base):
    dependencies = [("booking", "0015_mandates")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='WriteOff',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('charge', fields.ForeignKeyField('booking.Charge', source_field='charge_id', db_constraint=True, to_field='id', related_name='write_offs', on_delete=OnDelete.RESTRICT)),
                ('minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('reversed_minor', fields.BigIntField(default=0)),
                ('why', fields.CharField(max_length=200)),
                ('asks', fields.CharField(max_length=8)),
                ('state', fields.CharField(default='proposed', max_length=10)),
                ('proposed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('second_user_id', fields.IntField(null=True)),
                ('second_name', fields.CharField(default='', max_length=60)),
                ('answer', fields.CharField(default='', max_length=200)),
            ],
            options={'table': 'write_offs', 'app': 'booking', 'constraints': [CheckConstraint(check='minor > 0', name='write_off_positive'), CheckConstraint(check="why <> ''", name='write_off_why'), CheckConstraint(check="asks IN ('payee', 'operator', 'payer')", name='write_off_asks'), CheckConstraint(check="state IN ('proposed', 'agreed', 'refused', 'withdrawn')", name='write_off_state'), CheckConstraint(check="state <> 'agreed' OR (second_user_id IS NOT NULL AND second_user_id <> by_user_id)", name='write_off_four_eyes'), CheckConstraint(check="reversed_minor BETWEEN 0 AND minor AND (reversed_minor = 0 OR state = 'agreed')", name='write_off_reversed')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
