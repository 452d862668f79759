"""Accounts at banks, their statements, and slips."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, indexes

UNIQUE = {
    "bank_accounts_public": "bank_accounts (public_id)",
    "bank_accounts_present": "bank_accounts (organisation_id) WHERE replaced_at IS NULL",
    "slips_public": "slips (public_id)",
}
PLAIN = {
    "slips_charge": "slips (charge_id)",
    "slips_waiting": "slips (sent_at) WHERE state = 'waiting'",
}


class Migration(migrations.Migration):
    dependencies = [("booking", "0004_terms")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='BankAccount',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('organisation', fields.ForeignKeyField('booking.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name='bank_accounts', on_delete=OnDelete.RESTRICT)),
                ('holder', fields.CharField(max_length=120)),
                ('bank', fields.CharField(max_length=80)),
                ('branch', fields.CharField(max_length=120)),
                ('number_sealed', fields.CharField(max_length=200)),
                ('number_end', fields.CharField(max_length=4)),
                ('layout', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('entered_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('replaced_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'bank_accounts', 'app': 'booking', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Slip',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('charge', fields.ForeignKeyField('booking.Charge', source_field='charge_id', db_constraint=True, to_field='id', related_name='slips', on_delete=OnDelete.RESTRICT)),
                ('minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('paid_on', fields.DateField()),
                ('shown_name', fields.CharField(max_length=120)),
                ('stored_name', fields.CharField(max_length=32)),
                ('media_type', fields.CharField(max_length=40)),
                ('size', fields.IntField()),
                ('state', fields.CharField(default='waiting', max_length=10)),
                ('note', fields.CharField(default='', max_length=200)),
                ('receipt', fields.ForeignKeyField('booking.Receipt', source_field='receipt_id', null=True, db_constraint=True, to_field='id', related_name='slips', on_delete=OnDelete.RESTRICT)),
                ('by_user_id', fields.IntField()),
                ('sent_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('answered_by_id', fields.IntField(null=True)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'slips', 'app': 'booking', 'constraints': [CheckConstraint(check='minor > 0', name='slip_positive'), CheckConstraint(check="state IN ('waiting', 'received', 'missing', 'withdrawn')", name='slip_state'), CheckConstraint(check="(state = 'received') = (receipt_id IS NOT NULL)", name='slip_receipt')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
