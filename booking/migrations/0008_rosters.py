"""Rosters in versions, who was entitled, and how long what is known of people is kept."""

from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("booking", "0007_invoices")]
    operations = []
