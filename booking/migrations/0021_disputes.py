"""What payees decide about lost disputes, and refunds that no order asked for: held money that goes back as it came."""

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint
from tortoise.migrations.operations import RunSQL

from sites.migrations._operations import CreateTables, MayBeEmpty, Migration as Base, indexes

UNIQUE = {
    "dispute_decisions_order": "dispute_decisions (order_id)",
    "dispute_decisions_write_off": "dispute_decisions (write_off_id)",
}
PLAIN = {"dispute_decisions_dispute": "dispute_decisions (dispute_id)"}

# SQLite takes NOT NULL away by building the table anew, which drops its indexes. Nothing refers to this table.
REFUNDS = (
    'CREATE TABLE "online_refunds_new" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "public_id" VARCHAR(32) NOT NULL, '
    '"order_id" INT REFERENCES "refund_orders" ("id") ON DELETE RESTRICT, '
    '"payment_id" INT NOT NULL REFERENCES "online_payments" ("id") ON DELETE RESTRICT, "minor" BIGINT NOT NULL, '
    '"currency" VARCHAR(3) NOT NULL, "state" VARCHAR(10) NOT NULL, "attempt" INT NOT NULL, "tried_at" TIMESTAMP, '
    '"refund_id" VARCHAR(80), "asked_at" TIMESTAMP, "ended_at" TIMESTAMP, "reason" VARCHAR(60) NOT NULL, '
    'CONSTRAINT "online_refund_positive" CHECK (minor > 0), '
    "CONSTRAINT \"online_refund_state\" CHECK (state IN ('ordered', 'handed', 'pending', 'succeeded', 'failed')))"
)
COLUMNS = (
    "id, public_id, order_id, payment_id, minor, currency, state, attempt, tried_at, refund_id, asked_at, ended_at, reason"
)
REBUILT = [
    REFUNDS,
    f"INSERT INTO online_refunds_new ({COLUMNS}) SELECT {COLUMNS} FROM online_refunds",
    "DROP TABLE online_refunds",
    "ALTER TABLE online_refunds_new RENAME TO online_refunds",
    "CREATE UNIQUE INDEX online_refunds_public ON online_refunds (public_id)",
    "CREATE UNIQUE INDEX online_refunds_order ON online_refunds (order_id)",
    "CREATE UNIQUE INDEX online_refunds_refund ON online_refunds (refund_id)",
    "CREATE INDEX online_refunds_payment ON online_refunds (payment_id)",
    "CREATE INDEX online_refunds_under_way ON online_refunds (asked_at) WHERE state IN ('ordered', 'handed', 'pending')",
]
# What a note took off the list while its money still lay in suspense stands there again.
LISTED = (
    "UPDATE online_differences SET settled_at = NULL, settled_by_id = NULL WHERE settled_at IS NOT NULL AND ("
    "(kind = 'dispute' AND subject IN (SELECT dispute_id FROM online_disputes WHERE taken_minor > 0)) OR "
    "(kind = 'amount' AND subject IN (SELECT public_id FROM online_payments WHERE state = 'held' AND got_minor > 0)))"
)


class Migration(Base):
    dependencies = [("booking", "0020_held_data")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='DisputeDecision',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('dispute', fields.ForeignKeyField('booking.OnlineDispute', source_field='dispute_id', db_constraint=True, to_field='id', related_name='decisions', on_delete=OnDelete.RESTRICT)),
                ('order', fields.ForeignKeyField('booking.RefundOrder', source_field='order_id', null=True, db_constraint=True, to_field='id', related_name='dispute_decisions', on_delete=OnDelete.RESTRICT)),
                ('write_off', fields.ForeignKeyField('booking.WriteOff', source_field='write_off_id', null=True, db_constraint=True, to_field='id', related_name='dispute_decisions', on_delete=OnDelete.RESTRICT)),
                ('minor', fields.BigIntField()),
                ('owed_minor', fields.BigIntField()),
                ('currency', fields.CharField(default='CNY', max_length=3)),
                ('by_user_id', fields.IntField()),
                ('by_name', fields.CharField(default='', max_length=60)),
                ('decided_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('undone_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'dispute_decisions', 'app': 'booking', 'constraints': [CheckConstraint(check='minor > 0 AND owed_minor BETWEEN 0 AND minor', name='dispute_decision_parts')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
        MayBeEmpty('OnlineRefund', 'order', {'sqlite': REBUILT, 'postgres': ['ALTER TABLE online_refunds ALTER COLUMN order_id DROP NOT NULL']}),
        RunSQL(LISTED, reverse_sql=''),
    ]
