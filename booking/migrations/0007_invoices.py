"""Invoices, payouts and claims of subsidies."""

from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("booking", "0006_online")]
    operations = []
