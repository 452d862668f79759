"""Notices about holidays, year by year and version by version, kept by the host federation."""

import functools
from json import dumps, loads

from tortoise import fields
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes, kept_for_good, noting_more

UNIQUE = {"holiday_versions_one": "holiday_versions (year, version)"}
PLAIN: dict[str, str] = {}
UNCHANGEABLE = ("holiday_versions",)
# Pages that show verdicts are kept in memory until one of these changes.
NOTED = {"catalogue": ("holiday_versions",)}


class Migration(Base):
    dependencies = [("booking", "0016_write_offs")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='HolidayVersion',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('year', fields.IntField()),
                ('version', fields.IntField()),
                ('document', fields.CharField(max_length=200)),
                ('source', fields.CharField(max_length=300)),
                ('off', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('worked', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField(default=0)),
                ('by_organisation_id', fields.IntField(default=0)),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('why', fields.CharField(default='', max_length=300)),
            ],
            options={'table': 'holiday_versions', 'app': 'booking', 'constraints': [CheckConstraint(check='version >= 1', name='holiday_version_number'), CheckConstraint(check='year BETWEEN 2000 AND 2100', name='holiday_version_year'), CheckConstraint(check="document <> '' AND source <> ''", name='holiday_version_source')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
        kept_for_good(*UNCHANGEABLE),
        noting_more(NOTED),
    ]
