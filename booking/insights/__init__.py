"""Figures read across rooms."""
