"""Invoices, payouts and claims of subsidies."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from sites.migrations._operations import CreateTables, indexes

UNIQUE = {
    "invoice_requests_public": "invoice_requests (public_id)",
    "invoices_public": "invoices (public_id)",
    "invoices_number": "invoices (issuer_id, number) WHERE withdrawn_at IS NULL",
    "invoices_request": "invoices (request_id) WHERE request_id IS NOT NULL AND withdrawn_at IS NULL",
    "invoice_waivers_charge": "invoice_waivers (charge_id)",
}
PLAIN = {
    "invoice_requests_charge": "invoice_requests (charge_id)",
    "invoices_charge": "invoices (charge_id)",
}


class Migration(migrations.Migration):
    dependencies = [("booking", "0006_online")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='InvoiceRequest',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('charge', fields.ForeignKeyField('booking.Charge', source_field='charge_id', db_constraint=True, to_field='id', related_name='invoice_requests', on_delete=OnDelete.RESTRICT)),
                ('part', fields.CharField(default='union', max_length=10)),
                ('title', fields.CharField(max_length=100)),
                ('tax_number', fields.CharField(default='', max_length=18)),
                ('item', fields.CharField(max_length=60)),
                ('minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('comes_first', fields.BooleanField(default=False)),
                ('due_was', fields.DateField(null=True)),
                ('note', fields.CharField(default='', max_length=200)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('closed_why', fields.CharField(default='', max_length=200)),
                ('closed_by_name', fields.CharField(default='', max_length=60)),
            ],
            options={'table': 'invoice_requests', 'app': 'booking', 'constraints': [CheckConstraint(check='minor > 0', name='invoice_request_positive'), CheckConstraint(check="part IN ('union', 'worker', 'family')", name='invoice_request_part')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Invoice',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('issuer', fields.ForeignKeyField('booking.Organisation', source_field='issuer_id', db_constraint=True, to_field='id', related_name='invoices', on_delete=OnDelete.RESTRICT)),
                ('charge', fields.ForeignKeyField('booking.Charge', source_field='charge_id', db_constraint=True, to_field='id', related_name='invoices', on_delete=OnDelete.RESTRICT)),
                ('request', fields.ForeignKeyField('booking.InvoiceRequest', source_field='request_id', null=True, db_constraint=True, to_field='id', related_name='invoices', on_delete=OnDelete.RESTRICT)),
                ('corrects', fields.ForeignKeyField('booking.Invoice', source_field='corrects_id', null=True, db_constraint=True, to_field='id', related_name='red_letters', on_delete=OnDelete.RESTRICT)),
                ('number', fields.CharField(max_length=40)),
                ('part', fields.CharField(default='union', max_length=10)),
                ('title', fields.CharField(max_length=100)),
                ('tax_number', fields.CharField(default='', max_length=18)),
                ('item', fields.CharField(max_length=60)),
                ('minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('issued_on', fields.DateField()),
                ('why', fields.CharField(default='', max_length=200)),
                ('shown_name', fields.CharField(max_length=120)),
                ('stored_name', fields.CharField(max_length=60)),
                ('media_type', fields.CharField(max_length=60)),
                ('size', fields.IntField()),
                ('recorded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('withdrawn_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('withdrawn_why', fields.CharField(default='', max_length=200)),
            ],
            options={'table': 'invoices', 'app': 'booking', 'constraints': [CheckConstraint(check='minor > 0', name='invoice_positive'), CheckConstraint(check="part IN ('union', 'worker', 'family')", name='invoice_part'), CheckConstraint(check="corrects_id IS NULL OR why <> ''", name='invoice_red_why')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='InvoiceWaiver',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('charge', fields.ForeignKeyField('booking.Charge', source_field='charge_id', db_constraint=True, to_field='id', related_name='invoice_waivers', on_delete=OnDelete.RESTRICT)),
                ('why', fields.CharField(max_length=200)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
            ],
            options={'table': 'invoice_waivers', 'app': 'booking', 'pk_attr': 'id'},
            bases=['Model'],
        ),
            ]),
        indexes(UNIQUE, PLAIN),
    ]
