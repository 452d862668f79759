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
    "bank_statements_public": "bank_statements (public_id)",
    "bank_lines_public": "bank_lines (public_id)",
    "bank_lines_once": "bank_lines (payee_id, key)",
    "line_shares_public": "line_shares (public_id)",
    "line_shares_receipt": "line_shares (receipt_id) WHERE receipt_id IS NOT NULL AND undone_at IS NULL",
    "line_shares_refund": "line_shares (refund_id) WHERE refund_id IS NOT NULL AND undone_at IS NULL",
    "line_shares_pays": "line_shares (pays_id) WHERE pays_id IS NOT NULL AND undone_at IS NULL",
    "money_limits_present": "money_limits (organisation_id) WHERE replaced_at IS NULL",
}
PLAIN = {
    "slips_charge": "slips (charge_id)",
    "slips_waiting": "slips (sent_at) WHERE state = 'waiting'",
    "bank_statements_payee": "bank_statements (payee_id)",
    "bank_lines_statement": "bank_lines (statement_id)",
    "bank_lines_open": "bank_lines (payee_id) WHERE state = 'open'",
    "line_shares_line": "line_shares (line_id)",
    "line_shares_charge": "line_shares (charge_id)",
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
            name='BankStatement',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('account', fields.ForeignKeyField('booking.BankAccount', source_field='account_id', db_constraint=True, to_field='id', related_name='statements', on_delete=OnDelete.RESTRICT)),
                ('payee', fields.ForeignKeyField('booking.Organisation', source_field='payee_id', db_constraint=True, to_field='id', related_name='bank_statements', on_delete=OnDelete.RESTRICT)),
                ('file_name', fields.CharField(max_length=120)),
                ('grid', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('head', fields.IntField(default=0)),
                ('columns', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('state', fields.CharField(default='sent', max_length=10)),
                ('total', fields.IntField(default=0)),
                ('done', fields.IntField(default=0)),
                ('known', fields.IntField(default=0)),
                ('by_user_id', fields.IntField()),
                ('sent_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('finished_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'bank_statements', 'app': 'booking', 'constraints': [CheckConstraint(check="state IN ('sent', 'working', 'done')", name='bank_statement_state'), CheckConstraint(check='0 <= known AND known <= done AND done <= total', name='bank_statement_progress')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='BankLine',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('statement', fields.ForeignKeyField('booking.BankStatement', source_field='statement_id', db_constraint=True, to_field='id', related_name='lines', on_delete=OnDelete.RESTRICT)),
                ('payee', fields.ForeignKeyField('booking.Organisation', source_field='payee_id', db_constraint=True, to_field='id', related_name='bank_lines', on_delete=OnDelete.RESTRICT)),
                ('key', fields.CharField(max_length=64)),
                ('row', fields.IntField()),
                ('booked_on', fields.DateField(null=True)),
                ('minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('payer', fields.CharField(default='', max_length=120)),
                ('payer_account_sealed', fields.CharField(default='', max_length=200)),
                ('remark', fields.CharField(default='', max_length=300)),
                ('serial', fields.CharField(default='', max_length=60)),
                ('finding', fields.CharField(max_length=20)),
                ('state', fields.CharField(default='open', max_length=10)),
                ('seen_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'bank_lines', 'app': 'booking', 'constraints': [CheckConstraint(check="state IN ('open', 'closed')", name='bank_line_state'), CheckConstraint(check="(finding = 'unreadable') = (minor = 0)", name='bank_line_unreadable'), CheckConstraint(check="finding = 'unreadable' OR booked_on IS NOT NULL", name='bank_line_day')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='LineShare',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('line', fields.ForeignKeyField('booking.BankLine', source_field='line_id', db_constraint=True, to_field='id', related_name='shares', on_delete=OnDelete.RESTRICT)),
                ('minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('fate', fields.CharField(max_length=10)),
                ('charge', fields.ForeignKeyField('booking.Charge', source_field='charge_id', null=True, db_constraint=True, to_field='id', related_name='line_shares', on_delete=OnDelete.RESTRICT)),
                ('receipt', fields.ForeignKeyField('booking.Receipt', source_field='receipt_id', null=True, db_constraint=True, to_field='id', related_name='line_shares', on_delete=OnDelete.RESTRICT)),
                ('refund', fields.ForeignKeyField('booking.RefundOrder', source_field='refund_id', null=True, db_constraint=True, to_field='id', related_name='line_shares', on_delete=OnDelete.RESTRICT)),
                ('pays', fields.ForeignKeyField('booking.LineShare', source_field='pays_id', null=True, db_constraint=True, to_field='id', related_name='paid_by', on_delete=OnDelete.RESTRICT)),
                ('why', fields.CharField(default='', max_length=200)),
                ('by_user_id', fields.IntField()),
                ('decided_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('second_user_id', fields.IntField(null=True)),
                ('done_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('paid_on', fields.DateField(null=True)),
                ('voucher', fields.CharField(default='', max_length=60)),
                ('undone_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('undone_by_id', fields.IntField(null=True)),
                ('undone_why', fields.CharField(default='', max_length=200)),
            ],
            options={'table': 'line_shares', 'app': 'booking', 'constraints': [CheckConstraint(check="fate IN ('applied', 'known', 'returned', 'outside')", name='line_share_fate'), CheckConstraint(check="paid_on IS NULL OR fate = 'returned'", name='line_share_paid'), CheckConstraint(check='second_user_id IS NULL OR second_user_id <> by_user_id', name='line_share_four_eyes')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MoneyLimit',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('organisation', fields.ForeignKeyField('booking.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name='money_limits', on_delete=OnDelete.RESTRICT)),
                ('minor', fields.BigIntField()),
                ('set_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('replaced_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'money_limits', 'app': 'booking', 'constraints': [CheckConstraint(check='minor >= 0', name='money_limit_not_negative')], 'pk_attr': 'id'},
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
