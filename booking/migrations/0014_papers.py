"""How a base was chosen, which papers are needed from which amount, and reimbursement packs."""

import functools
from json import dumps, loads

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE = {
    "packs_public": "packs (public_id)",
    "required_papers_one": "required_papers (organisation_id, kind)",
    "stay_decisions_one": "stay_decisions (stay_id)",
}
PLAIN = {"packs_stay": "packs (stay_id)"}


class Migration(Base):
    dependencies = [("booking", "0013_pooling")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='Pack',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('stay', fields.ForeignKeyField('booking.Stay', source_field='stay_id', db_constraint=True, to_field='id', related_name='packs', on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharField(max_length=8)),
                ('language', fields.CharField(max_length=10)),
                ('done', fields.IntField(default=0)),
                ('total', fields.IntField(default=0)),
                ('has_names', fields.BooleanField(default=False)),
                ('findings', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('stored_name', fields.CharField(default='', max_length=60)),
                ('size', fields.IntField(default=0)),
                ('sha256', fields.CharField(default='', max_length=64)),
                ('why', fields.CharField(default='', max_length=40)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('drawn_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_organisation_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
            ],
            options={'table': 'packs', 'app': 'booking', 'constraints': [CheckConstraint(check="state IN ('asked', 'drawn', 'failed', 'shredded')", name='pack_state'), CheckConstraint(check='done >= 0 AND done <= total AND size >= 0', name='pack_counts'), CheckConstraint(check="state <> 'drawn' OR (drawn_at IS NOT NULL AND size >= 1)", name='pack_drawn_has_a_file')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RequiredPaper',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('organisation', fields.ForeignKeyField('booking.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name='required_papers', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=12)),
                ('from_minor', fields.IntField()),
                ('set_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
            ],
            options={'table': 'required_papers', 'app': 'booking', 'constraints': [CheckConstraint(check="kind IN ('approval', 'method', 'comparison', 'minutes', 'budget', 'notice', 'contract', 'insurance')", name='required_paper_kind'), CheckConstraint(check='from_minor >= 0', name='required_paper_amount')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='StayDecision',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('stay', fields.ForeignKeyField('booking.Stay', source_field='stay_id', db_constraint=True, to_field='id', related_name='decisions', on_delete=OnDelete.RESTRICT)),
                ('method', fields.CharField(default='', max_length=12)),
                ('reason', fields.CharField(default='', max_length=600)),
                ('budget_line', fields.CharField(default='', max_length=120)),
                ('decided_on', fields.DateField(null=True)),
                ('compared', fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('compared_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('notice_from', fields.DateField(null=True)),
                ('notice_until', fields.DateField(null=True)),
                ('notice_place', fields.CharField(default='', max_length=120)),
                ('objections_to', fields.CharField(default='', max_length=120)),
                ('written_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
            ],
            options={'table': 'stay_decisions', 'app': 'booking', 'constraints': [CheckConstraint(check="method IN ('', 'negotiated', 'inquiry', 'invited', 'open', 'framework', 'direct')", name='stay_decision_method'), CheckConstraint(check='notice_from IS NULL OR notice_until IS NULL OR notice_from <= notice_until', name='stay_decision_notice')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
