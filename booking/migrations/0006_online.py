"""Payments online, and what the provider told."""

from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("booking", "0005_bank")]
    operations = []
