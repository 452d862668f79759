"""Plans of payment, and what a stay's account is disputed about."""

from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("booking", "0003_rules")]
    operations = []
