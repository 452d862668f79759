"""Who shares which room, who is insured, and who came."""

import functools
from json import dumps, loads

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes, kept_for_good

UNIQUE = {
    "traveller_needs_once": "traveller_needs (traveller_id)",
    "rooming_versions_one": "rooming_versions (stay_id, version)",
    "room_numbers_one": "room_numbers (stay_id, key)",
    "insurance_policies_public": "insurance_policies (public_id)",
    "insurance_rules_one": "insurance_rules (organisation_id)",
    "ticks_public": "ticks (public_id)",
    "odd_person_rules_site": "odd_person_rules (site_id)",
}
PLAIN = {
    "ticks_stay": "ticks (stay_id)",
    "ticks_traveller": "ticks (traveller_id)",
    "night_signatures_stay": "night_signatures (stay_id, date)",
    "insurance_policies_party": "insurance_policies (party_id)",
}
UNCHANGEABLE = ("ticks", "night_signatures")


class Migration(Base):
    dependencies = [("booking", "0008_rosters")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='InsurancePolicy',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('party', fields.ForeignKeyField('booking.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='policies', on_delete=OnDelete.RESTRICT)),
                ('insurer', fields.CharField(max_length=80)),
                ('number', fields.CharField(max_length=60)),
                ('heads', fields.IntField()),
                ('cover_minor', fields.IntField()),
                ('medical_minor', fields.IntField(default=0)),
                ('starts_on', fields.DateField()),
                ('ends_on', fields.DateField()),
                ('paper_id', fields.IntField(null=True)),
                ('added_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('withdrawn_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'insurance_policies', 'app': 'booking', 'constraints': [CheckConstraint(check='starts_on <= ends_on', name='insurance_range'), CheckConstraint(check='heads >= 1 AND cover_minor >= 1 AND medical_minor >= 0', name='insurance_sums')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='InsuranceRule',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('organisation', fields.ForeignKeyField('booking.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name='insurance_rules', on_delete=OnDelete.RESTRICT)),
                ('stops', fields.BooleanField(default=False)),
                ('cover_minor', fields.IntField(default=0)),
                ('medical_minor', fields.IntField(default=0)),
                ('set_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
            ],
            options={'table': 'insurance_rules', 'app': 'booking', 'constraints': [CheckConstraint(check='cover_minor >= 0 AND medical_minor >= 0', name='insurance_rule_sums')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='NightSignature',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('stay', fields.ForeignKeyField('booking.Stay', source_field='stay_id', db_constraint=True, to_field='id', related_name='signatures', on_delete=OnDelete.RESTRICT)),
                ('date', fields.DateField()),
                ('side', fields.CharField(max_length=8)),
                ('workers', fields.IntField()),
                ('family', fields.IntField()),
                ('crew', fields.IntField()),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
            ],
            options={'table': 'night_signatures', 'app': 'booking', 'constraints': [CheckConstraint(check="side IN ('union', 'operator')", name='night_signature_side'), CheckConstraint(check='workers >= 0 AND family >= 0 AND crew >= 0', name='night_signature_heads')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OddPersonRule',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('site', fields.ForeignKeyField('sites.Site', source_field='site_id', db_constraint=True, to_field='id', related_name='odd_person_rules', on_delete=OnDelete.RESTRICT)),
                ('rule', fields.CharField(max_length=8)),
                ('set_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
            ],
            options={'table': 'odd_person_rules', 'app': 'booking', 'constraints': [CheckConstraint(check="rule IN ('single', 'staff', 'ask')", name='odd_person_rule')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RoomNumber',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('stay', fields.ForeignKeyField('booking.Stay', source_field='stay_id', db_constraint=True, to_field='id', related_name='room_numbers', on_delete=OnDelete.RESTRICT)),
                ('key', fields.CharField(max_length=20)),
                ('number', fields.CharField(max_length=20)),
            ],
            options={'table': 'room_numbers', 'app': 'booking', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RoomingVersion',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('stay', fields.ForeignKeyField('booking.Stay', source_field='stay_id', db_constraint=True, to_field='id', related_name='rooming_versions', on_delete=OnDelete.RESTRICT)),
                ('version', fields.IntField()),
                ('act', fields.CharField(max_length=12)),
                ('rooms', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('kept_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('sent_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'rooming_versions', 'app': 'booking', 'constraints': [CheckConstraint(check='version >= 1', name='rooming_version_number'), CheckConstraint(check="act IN ('drawn', 'filled', 'moved', 'swapped', 'taken_out', 'locked', 'unlocked', 'undone')", name='rooming_version_act')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Tick',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('stay', fields.ForeignKeyField('booking.Stay', source_field='stay_id', db_constraint=True, to_field='id', related_name='ticks', on_delete=OnDelete.RESTRICT)),
                ('traveller', fields.ForeignKeyField('booking.Traveller', source_field='traveller_id', db_constraint=True, to_field='id', related_name='ticks', on_delete=OnDelete.RESTRICT)),
                ('act', fields.CharField(max_length=6)),
                ('way', fields.CharField(max_length=6)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('noted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
            ],
            options={'table': 'ticks', 'app': 'booking', 'constraints': [CheckConstraint(check="act IN ('came', 'left', 'absent', 'undone')", name='tick_act'), CheckConstraint(check="way IN ('list', 'code', 'qr')", name='tick_way')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='TravellerNeeds',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('traveller', fields.ForeignKeyField('booking.Traveller', source_field='traveller_id', db_constraint=True, to_field='id', related_name='needs', on_delete=OnDelete.RESTRICT)),
                ('department', fields.CharField(default='', max_length=40)),
                ('bond', fields.CharField(default='', max_length=20)),
                ('diet', fields.CharField(default='', max_length=12)),
                ('care', fields.CharField(default='', max_length=60)),
                ('arrives_on', fields.DateField(null=True)),
                ('leaves_on', fields.DateField(null=True)),
            ],
            options={'table': 'traveller_needs', 'app': 'booking', 'constraints': [CheckConstraint(check="diet IN ('', 'vegetarian', 'halal', 'light', 'low_sugar', 'soft')", name='traveller_needs_diet'), CheckConstraint(check='arrives_on IS NULL OR leaves_on IS NULL OR arrives_on < leaves_on', name='traveller_needs_nights')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
        kept_for_good(*UNCHANGEABLE),
    ]
