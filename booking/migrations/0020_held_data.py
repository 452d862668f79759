"""Links by which members read what is held about them, and what they ask to have corrected."""

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE = {
    "held_links_public": "held_links (public_id)",
    "held_links_token": "held_links (token_hash)",
    "corrections_public": "corrections (public_id)",
    "corrections_one_asked": "corrections (traveller_id) WHERE state = 'asked'",
}
PLAIN = {"held_links_traveller": "held_links (traveller_id)", "corrections_traveller": "corrections (traveller_id)"}


class Migration(Base):
    dependencies = [("booking", "0019_plan_files")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='HeldLink',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('token_hash', fields.CharField(max_length=64)),
                ('traveller', fields.ForeignKeyField('booking.Traveller', source_field='traveller_id', db_constraint=True, to_field='id', related_name='held_links', on_delete=OnDelete.RESTRICT)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(max_length=60)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('opened_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'held_links', 'app': 'booking', 'constraints': [CheckConstraint(check='made_at < expires_at', name='held_link_times')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Correction',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('traveller', fields.ForeignKeyField('booking.Traveller', source_field='traveller_id', db_constraint=True, to_field='id', related_name='corrections', on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharField(max_length=8)),
                ('fields_asked', fields.CharField(default='', max_length=60)),
                ('wishes_sealed', fields.TextField(default='', unique=False)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('answered_by', fields.CharField(default='', max_length=60)),
                ('why', fields.CharField(default='', max_length=300)),
            ],
            options={'table': 'corrections', 'app': 'booking', 'constraints': [CheckConstraint(check="state IN ('asked', 'done', 'refused', 'gone')", name='correction_state'), CheckConstraint(check="state = 'asked' OR wishes_sealed = ''", name='correction_answered_is_empty')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
