"""Payments online, and what the provider told."""

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE = {
    # The key of an installation belongs to one account of the provider.
    "online_accounts_open": "online_accounts (provider) WHERE closed_at IS NULL",
    "online_payments_public": "online_payments (public_id)",
    "online_payments_session": "online_payments (session_id)",
    "online_payments_intent": "online_payments (intent_id)",
    "online_payments_receipt": "online_payments (receipt_id)",
    # Nobody pays a charge twice at once.
    "online_payments_live": "online_payments (charge_id) WHERE state IN ('made', 'open', 'checking')",
    "online_refunds_public": "online_refunds (public_id)",
    "online_refunds_order": "online_refunds (order_id)",
    "online_refunds_refund": "online_refunds (refund_id)",
    "online_disputes_one": "online_disputes (dispute_id)",
    "online_payouts_one": "online_payouts (payout_id)",
    "provider_events_once": "provider_events (source, event_id)",
    "online_differences_public": "online_differences (public_id)",
    "online_differences_once": "online_differences (kind, subject)",
}
PLAIN = {
    "online_payments_charge": "online_payments (charge_id)",
    "online_refunds_payment": "online_refunds (payment_id)",
    "online_refunds_under_way": "online_refunds (asked_at) WHERE state IN ('ordered', 'handed', 'pending')",
    "online_disputes_payment": "online_disputes (payment_id)",
    "online_differences_open": "online_differences (payee_id) WHERE settled_at IS NULL",
}


class Migration(Base):
    dependencies = [("booking", "0005_bank")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='OnlineAccount',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('provider', fields.CharField(default='stripe', max_length=12)),
                ('payee', fields.ForeignKeyField('booking.Organisation', source_field='payee_id', db_constraint=True, to_field='id', related_name='online_accounts', on_delete=OnDelete.RESTRICT)),
                ('opened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('told_until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('asked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'online_accounts', 'app': 'booking', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OnlinePayment',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('charge', fields.ForeignKeyField('booking.Charge', source_field='charge_id', db_constraint=True, to_field='id', related_name='online_payments', on_delete=OnDelete.RESTRICT)),
                ('minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('state', fields.CharField(default='made', max_length=10)),
                ('attempt', fields.IntField(default=1)),
                ('language', fields.CharField(max_length=12)),
                ('by_user_id', fields.IntField()),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('tried_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ends_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('session_id', fields.CharField(null=True, max_length=120)),
                ('url', fields.TextField(default='', unique=False)),
                ('asked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('intent_id', fields.CharField(null=True, max_length=80)),
                ('method', fields.CharField(default='', max_length=20)),
                ('got_minor', fields.BigIntField(null=True)),
                ('got_currency', fields.CharField(default='', max_length=3)),
                ('fee_minor', fields.BigIntField(default=0)),
                ('line', fields.CharField(default='', max_length=80)),
                ('paid_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('receipt', fields.ForeignKeyField('booking.Receipt', source_field='receipt_id', null=True, db_constraint=True, to_field='id', related_name='online_payments', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'online_payments', 'app': 'booking', 'constraints': [CheckConstraint(check='minor > 0', name='online_payment_positive'), CheckConstraint(check="state IN ('made', 'open', 'checking', 'paid', 'held', 'ended')", name='online_payment_state'), CheckConstraint(check="(state = 'paid') = (receipt_id IS NOT NULL)", name='online_payment_receipt'), CheckConstraint(check="(state IN ('paid', 'held')) = (got_minor IS NOT NULL)", name='online_payment_money')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OnlineRefund',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('order', fields.ForeignKeyField('booking.RefundOrder', source_field='order_id', db_constraint=True, to_field='id', related_name='online_refunds', on_delete=OnDelete.RESTRICT)),
                ('payment', fields.ForeignKeyField('booking.OnlinePayment', source_field='payment_id', db_constraint=True, to_field='id', related_name='refunds', on_delete=OnDelete.RESTRICT)),
                ('minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('state', fields.CharField(default='ordered', max_length=10)),
                ('attempt', fields.IntField(default=1)),
                ('tried_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('refund_id', fields.CharField(null=True, max_length=80)),
                ('asked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reason', fields.CharField(default='', max_length=60)),
            ],
            options={'table': 'online_refunds', 'app': 'booking', 'constraints': [CheckConstraint(check='minor > 0', name='online_refund_positive'), CheckConstraint(check="state IN ('ordered', 'handed', 'pending', 'succeeded', 'failed')", name='online_refund_state')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OnlineDispute',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('dispute_id', fields.CharField(max_length=80)),
                ('payment', fields.ForeignKeyField('booking.OnlinePayment', source_field='payment_id', db_constraint=True, to_field='id', related_name='disputes', on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharField(max_length=40)),
                ('taken_minor', fields.BigIntField(default=0)),
                ('fee_minor', fields.BigIntField(default=0)),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('opened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'online_disputes', 'app': 'booking', 'constraints': [CheckConstraint(check='taken_minor >= 0', name='online_dispute_taken')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OnlinePayout',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('payout_id', fields.CharField(max_length=80)),
                ('payee', fields.ForeignKeyField('booking.Organisation', source_field='payee_id', db_constraint=True, to_field='id', related_name='online_payouts', on_delete=OnDelete.RESTRICT)),
                ('minor', fields.BigIntField()),
                ('moved_minor', fields.BigIntField(default=0)),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('state', fields.CharField(max_length=20)),
                ('arrives_on', fields.DateField()),
            ],
            options={'table': 'online_payouts', 'app': 'booking', 'constraints': [CheckConstraint(check='moved_minor IN (0, minor)', name='online_payout_moved')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ProviderEvent',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('source', fields.CharField(default='stripe', max_length=12)),
                ('event_id', fields.CharField(max_length=80)),
                ('what', fields.CharField(max_length=80)),
                ('about', fields.CharField(default='', max_length=80)),
                ('happened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('received_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('handled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('aside', fields.CharField(default='', max_length=20)),
            ],
            options={'table': 'provider_events', 'app': 'booking', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OnlineDifference',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('payee', fields.ForeignKeyField('booking.Organisation', source_field='payee_id', db_constraint=True, to_field='id', related_name='online_differences', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=30)),
                ('subject', fields.CharField(max_length=80)),
                ('ours_minor', fields.BigIntField(null=True)),
                ('theirs_minor', fields.BigIntField(null=True)),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('found_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('settled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('settled_by_id', fields.IntField(null=True)),
                ('note', fields.CharField(default='', max_length=200)),
            ],
            options={'table': 'online_differences', 'app': 'booking', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
