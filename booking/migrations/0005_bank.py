"""Accounts at banks, their statements, and slips."""

from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("booking", "0004_terms")]
    operations = []
