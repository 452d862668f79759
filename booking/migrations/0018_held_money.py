"""What persons decide about money that came online and is not what was asked for."""

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE = {
    "held_decisions_public": "held_decisions (public_id)",
    "held_decisions_one": "held_decisions (payment_id) WHERE undone_at IS NULL",
}
PLAIN: dict[str, str] = {}


class Migration(Base):
    dependencies = [("booking", "0017_holidays")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='HeldDecision',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('payment', fields.ForeignKeyField('booking.OnlinePayment', source_field='payment_id', db_constraint=True, to_field='id', related_name='decisions', on_delete=OnDelete.RESTRICT)),
                ('minor', fields.BigIntField()),
                ('back_minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('why', fields.CharField(default='', max_length=200)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('decided_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('second_user_id', fields.IntField(null=True)),
                ('done_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('undone_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'held_decisions', 'app': 'booking', 'constraints': [CheckConstraint(check='minor > 0 AND back_minor BETWEEN 0 AND minor', name='held_decision_parts'), CheckConstraint(check='second_user_id IS NULL OR second_user_id <> by_user_id', name='held_decision_four_eyes'), CheckConstraint(check='done_at IS NULL OR undone_at IS NULL', name='held_decision_one_end')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
