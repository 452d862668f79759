"""Pooled groups: which stays of several unions belong together, and to whom they are open."""

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE = {
    "pools_public": "pools (public_id)",
    "pool_members_stay": "pool_members (stay_id)",
    "pool_members_place": "pool_members (pool_id, place)",
    "pool_members_union": "pool_members (pool_id, union_id) WHERE left_at IS NULL",
    "pool_invitations_one": "pool_invitations (pool_id, union_id)",
}
PLAIN = {
    "pools_open": "pools (closes_at) WHERE state = 'open'",
    "pool_members_of_union": "pool_members (union_id) WHERE left_at IS NULL",
    "pool_invitations_union": "pool_invitations (union_id)",
}


class Migration(Base):
    dependencies = [("booking", "0012_subsidies"), ("sites", "0002_integrity")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='Pool',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('site', fields.ForeignKeyField('sites.Site', source_field='site_id', db_constraint=True, to_field='id', related_name='pools', on_delete=OnDelete.RESTRICT)),
                ('package', fields.ForeignKeyField('sites.Package', source_field='package_id', db_constraint=True, to_field='id', related_name='pools', on_delete=OnDelete.RESTRICT)),
                ('check_in', fields.DateField()),
                ('check_out', fields.DateField()),
                ('scope', fields.CharField(max_length=10)),
                ('origin_code', fields.CharField(max_length=6)),
                ('programme', fields.CharField(default='', max_length=40)),
                ('least', fields.IntField()),
                ('most', fields.IntField()),
                ('closes_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('holds_until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('below', fields.CharField(max_length=6)),
                ('names_lead', fields.BooleanField(default=False)),
                ('note', fields.CharField(default='', max_length=300)),
                ('state', fields.CharField(default='open', max_length=8)),
                ('heads', fields.IntField()),
                ('joined', fields.IntField(default=1)),
                ('opened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'pools', 'app': 'booking', 'constraints': [CheckConstraint(check="state IN ('open', 'formed', 'alone', 'let_go', 'ended')", name='pool_state'), CheckConstraint(check="scope IN ('region', 'programme', 'named')", name='pool_scope'), CheckConstraint(check="below IN ('let_go', 'go_on')", name='pool_below'), CheckConstraint(check='1 <= least AND least <= most AND 0 <= heads AND heads <= most AND joined >= 1', name='pool_heads'), CheckConstraint(check='check_in < check_out', name='pool_range'), CheckConstraint(check="(state = 'open') = (closed_at IS NULL)", name='pool_closed')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PoolInvitation',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('pool', fields.ForeignKeyField('booking.Pool', source_field='pool_id', db_constraint=True, to_field='id', related_name='invitations', on_delete=OnDelete.RESTRICT)),
                ('union', fields.ForeignKeyField('booking.Organisation', source_field='union_id', db_constraint=True, to_field='id', related_name='pool_invitations', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'pool_invitations', 'app': 'booking', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PoolMember',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('pool', fields.ForeignKeyField('booking.Pool', source_field='pool_id', db_constraint=True, to_field='id', related_name='members', on_delete=OnDelete.RESTRICT)),
                ('stay', fields.ForeignKeyField('booking.Stay', source_field='stay_id', db_constraint=True, to_field='id', related_name='pool_places', on_delete=OnDelete.RESTRICT)),
                ('union', fields.ForeignKeyField('booking.Organisation', source_field='union_id', db_constraint=True, to_field='id', related_name='pool_places', on_delete=OnDelete.RESTRICT)),
                ('place', fields.IntField()),
                ('heads', fields.IntField()),
                ('joined_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('left_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'pool_members', 'app': 'booking', 'constraints': [CheckConstraint(check='place >= 1 AND heads >= 1', name='pool_member_numbers')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
