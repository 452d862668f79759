"""What was sent to a group robot within the minute."""

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from sites.migrations._operations import CreateTables, Migration as Base, indexes

UNIQUE: dict[str, str] = {}
PLAIN = {"robot_calls_of": "robot_calls (robot_id, at)"}


class Migration(Base):
    dependencies = [("booking", "0023_collected")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='RobotCall',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('robot', fields.ForeignKeyField('booking.Robot', source_field='robot_id', db_constraint=True, to_field='id', related_name='calls', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'robot_calls', 'app': 'booking', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
    ]
