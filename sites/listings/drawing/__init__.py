"""Drawn pictures of places, for those that have no photograph: meant to look drawn."""

from sites.listings.drawing.illustration import KINDS, draw, draw_hero
from sites.listings.drawing.palettes import PALETTES, palette_for
from sites.listings.drawing.version import mark_of

__all__ = ["KINDS", "PALETTES", "draw", "draw_hero", "mark_of", "palette_for"]
