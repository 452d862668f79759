"""How far the reading of a file of people is, for the page of whoever sent it."""

from tortoise import fields
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE: dict[str, str] = {}
PLAIN = {"file_readings_place": "file_readings (place)"}


class Migration(Base):
    dependencies = [("booking", "0021_disputes")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='FileReading',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('place', fields.CharField(max_length=60)),
                ('stage', fields.CharField(max_length=8)),
                ('done', fields.IntField()),
                ('total', fields.IntField()),
                ('words', fields.CharField(default='', max_length=400)),
                ('started_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('told_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'file_readings', 'app': 'booking', 'constraints': [CheckConstraint(check='0 <= done AND done <= total', name='file_reading_progress'), CheckConstraint(check="stage IN ('parts', 'cells', 'rows')", name='file_reading_stage')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
