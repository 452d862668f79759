"""What federations give for programmes, and what unions claim of it."""

import functools
from json import dumps, loads

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE = {
    "subsidy_rates_public": "subsidy_rates (public_id)",
    "subsidy_rates_day": "subsidy_rates (federation_id, programme, starts_on)",
    "subsidy_claims_public": "subsidy_claims (public_id)",
    "subsidy_claims_trip": "subsidy_claims (trip_id) WHERE state NOT IN ('turned_down', 'withdrawn')",
}
PLAIN = {
    "subsidy_claims_federation": "subsidy_claims (federation_id, state)",
    "subsidy_claims_union": "subsidy_claims (union_id)",
}


class Migration(Base):
    dependencies = [("booking", "0011_enrolment")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='SubsidyRate',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('federation', fields.ForeignKeyField('booking.Organisation', source_field='federation_id', db_constraint=True, to_field='id', related_name='subsidy_rates', on_delete=OnDelete.RESTRICT)),
                ('programme', fields.CharField(max_length=40)),
                ('per', fields.CharField(max_length=4)),
                ('minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('reaches', fields.CharField(default='city', max_length=8)),
                ('starts_on', fields.DateField()),
                ('ends_on', fields.DateField(null=True)),
                ('document', fields.CharField(max_length=200)),
                ('set_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('set_by_id', fields.IntField()),
                ('set_by_name', fields.CharField(default='', max_length=60)),
            ],
            options={'table': 'subsidy_rates', 'app': 'booking', 'constraints': [CheckConstraint(check='minor > 0', name='subsidy_rate_positive'), CheckConstraint(check="per IN ('trip', 'day')", name='subsidy_rate_per'), CheckConstraint(check="reaches IN ('city', 'everyone')", name='subsidy_rate_reaches'), CheckConstraint(check='ends_on IS NULL OR ends_on >= starts_on', name='subsidy_rate_range')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SubsidyClaim',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('rate', fields.ForeignKeyField('booking.SubsidyRate', source_field='rate_id', db_constraint=True, to_field='id', related_name='claims', on_delete=OnDelete.RESTRICT)),
                ('federation', fields.ForeignKeyField('booking.Organisation', source_field='federation_id', db_constraint=True, to_field='id', related_name='subsidies_asked', on_delete=OnDelete.RESTRICT)),
                ('union', fields.ForeignKeyField('booking.Organisation', source_field='union_id', db_constraint=True, to_field='id', related_name='subsidies_claimed', on_delete=OnDelete.RESTRICT)),
                ('trip', fields.ForeignKeyField('booking.Trip', source_field='trip_id', db_constraint=True, to_field='id', related_name='subsidies', on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharField(default='claimed', max_length=12)),
                ('workers', fields.IntField()),
                ('person_days', fields.IntField()),
                ('minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('facts', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('note', fields.CharField(default='', max_length=300)),
                ('claimed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('claimed_by_id', fields.IntField()),
                ('claimed_by_name', fields.CharField(default='', max_length=60)),
                ('granted_minor', fields.BigIntField(null=True)),
                ('why', fields.CharField(default='', max_length=300)),
                ('checked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('checked_by_id', fields.IntField(null=True)),
                ('checked_by_name', fields.CharField(default='', max_length=60)),
                ('granted_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('granted_by_id', fields.IntField(null=True)),
                ('granted_by_name', fields.CharField(default='', max_length=60)),
                ('paid_on', fields.DateField(null=True)),
                ('voucher', fields.CharField(default='', max_length=60)),
                ('paid_by_id', fields.IntField(null=True)),
                ('paid_by_name', fields.CharField(default='', max_length=60)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_by_name', fields.CharField(default='', max_length=60)),
            ],
            options={'table': 'subsidy_claims', 'app': 'booking', 'constraints': [CheckConstraint(check="state IN ('claimed', 'checked', 'granted', 'paid', 'turned_down', 'withdrawn')", name='subsidy_claim_state'), CheckConstraint(check='minor > 0 AND workers > 0 AND person_days >= workers', name='subsidy_claim_positive'), CheckConstraint(check='granted_minor IS NULL OR granted_minor BETWEEN 1 AND minor', name='subsidy_claim_granted'), CheckConstraint(check='granted_by_id IS NULL OR granted_by_id <> checked_by_id', name='subsidy_claim_four_eyes'), CheckConstraint(check="state <> 'paid' OR (paid_on IS NOT NULL AND voucher <> '')", name='subsidy_claim_voucher')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
