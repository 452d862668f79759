"""What the documents of the sending regions demand."""

from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("booking", "0002_integrity")]
    operations = []
