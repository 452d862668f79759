"""Tables of recognition: by which agreement an origin accepts a host region's sites, and until when."""

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Recognition(Model):
    id = fields.IntField(primary_key=True)
    origin_code = fields.CharField(max_length=6)
    host_code = fields.CharField(max_length=6)
    document = fields.CharField(max_length=200)
    source = fields.CharField(max_length=300, default="")
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)

    class Meta:
        app = "sites"
        table = "recognitions"
        constraints = (
            CheckConstraint(
                check="ends_on IS NULL OR starts_on <= ends_on", name="recognition_range"
            ),
        )
