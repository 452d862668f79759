"""Telling programs what happened: an organisation's endpoints, signed deliveries, and how each went."""
