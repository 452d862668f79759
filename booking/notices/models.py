"""Tables of what people are told: a notice in the program, and its letters through channels."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Notice(Model):
    # One event told to one person. `words` and `facts` become text in the reader's language.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    user: Any = fields.ForeignKeyField(
        "booking.User", related_name="notices", on_delete=fields.RESTRICT
    )
    user_id: int
    organisation_id = fields.IntField()
    source = fields.CharField(max_length=60)
    topic = fields.CharField(max_length=40)
    path = fields.CharField(max_length=120)
    facts: dict[str, Any] = fields.JSONField(default=dict)
    made_at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "notices"


class Letter(Model):
    # One message through one channel; sent once, its outcome kept. The twin's mailbox shows these.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    source = fields.CharField(max_length=80)
    channel = fields.CharField(max_length=10)
    address = fields.CharField(max_length=160)
    language = fields.CharField(max_length=12)
    subject = fields.CharField(max_length=200)
    text = fields.TextField()
    html = fields.TextField(default="")
    made_at = fields.DatetimeField()
    sent_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "letters"
        constraints = (
            CheckConstraint(check="channel IN ('mail', 'sms', 'robot')", name="letter_channel"),
        )


class Robot(Model):
    # A group robot of a chat: the organisation's notices go there too. Its address is a secret, so it is sealed.
    # DingTalk's may ask for a signature, made with a secret of its own, or for a keyword in the text.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="robots", on_delete=fields.RESTRICT
    )
    organisation_id: int
    kind = fields.CharField(max_length=10)
    label = fields.CharField(max_length=60)
    address_sealed = fields.CharField(max_length=600)
    secret_sealed = fields.CharField(max_length=400, default="")
    keyword = fields.CharField(max_length=30, default="")
    created_at = fields.DatetimeField()
    removed_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "robots"
        constraints = (CheckConstraint(check="kind IN ('wecom', 'dingtalk')", name="robot_kind"),)
