"""Mandates of agencies for one trip each, and the coach of a trip."""

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE = {
    "mandates_public": "mandates (public_id)",
    "mandates_one": "mandates (trip_id) WHERE revoked_at IS NULL",
    "trip_coaches_one": "trip_coaches (trip_id)",
}
PLAIN = {"mandates_agency": "mandates (agency_id, ends_on)"}


class Migration(Base):
    dependencies = [("booking", "0014_papers")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='Mandate',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('trip', fields.ForeignKeyField('booking.Trip', source_field='trip_id', db_constraint=True, to_field='id', related_name='mandates', on_delete=OnDelete.RESTRICT)),
                ('union', fields.ForeignKeyField('booking.Organisation', source_field='union_id', db_constraint=True, to_field='id', related_name='mandates_given', on_delete=OnDelete.RESTRICT)),
                ('agency', fields.ForeignKeyField('booking.Organisation', source_field='agency_id', db_constraint=True, to_field='id', related_name='mandates_held', on_delete=OnDelete.RESTRICT)),
                ('starts_on', fields.DateField()),
                ('ends_on', fields.DateField()),
                ('paper_id', fields.IntField(null=True)),
                ('granted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(max_length=60)),
                ('prepared_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('revoked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('revoked_by', fields.CharField(default='', max_length=60)),
            ],
            options={'table': 'mandates', 'app': 'booking', 'constraints': [CheckConstraint(check='starts_on <= ends_on', name='mandate_range')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='TripCoach',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('trip', fields.ForeignKeyField('booking.Trip', source_field='trip_id', db_constraint=True, to_field='id', related_name='coaches', on_delete=OnDelete.RESTRICT)),
                ('company', fields.CharField(max_length=80)),
                ('plate', fields.CharField(default='', max_length=20)),
                ('seats', fields.IntField()),
                ('meeting', fields.CharField(default='', max_length=120)),
                ('leaves_at', fields.CharField(default='', max_length=5)),
                ('entered_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('by_organisation_id', fields.IntField()),
            ],
            options={'table': 'trip_coaches', 'app': 'booking', 'constraints': [CheckConstraint(check='seats >= 1', name='trip_coach_seats')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
