"""How far the reading of a file is, for the page of whoever sent it. Nothing of the file stands here."""

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class FileReading(Model):
    # `place` is whose list it is for: stay|<id> or plan|<id>. `words` say why nothing was read, once that is known.

    id = fields.IntField(primary_key=True)
    place = fields.CharField(max_length=60)
    stage = fields.CharField(max_length=8)
    done = fields.IntField()
    total = fields.IntField()
    words = fields.CharField(max_length=400, default="")
    started_at = fields.DatetimeField()
    told_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "file_readings"
        constraints = (
            CheckConstraint(check="0 <= done AND done <= total", name="file_reading_progress"),
            CheckConstraint(check="stage IN ('parts', 'cells', 'rows')", name="file_reading_stage"),
        )
