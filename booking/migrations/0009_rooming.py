"""Who shares which room, who came, and insurance."""

from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("booking", "0008_rosters")]
    operations = []
