"""One scene for each kind of place, and the wide one of the home page."""

from sites.listings.drawing.scenes.culture import paint_culture
from sites.listings.drawing.scenes.home import paint_home
from sites.listings.drawing.scenes.hot_spring import paint_hot_spring
from sites.listings.drawing.scenes.hotel import paint_hotel
from sites.listings.drawing.scenes.lakeside import paint_lakeside
from sites.listings.drawing.scenes.sanatorium import paint_sanatorium
from sites.listings.drawing.scenes.scenic_area import paint_scenic_area
from sites.listings.drawing.scenes.tea_garden import paint_tea_garden
from sites.listings.drawing.scenes.village import paint_village

__all__ = [
    "paint_culture",
    "paint_home",
    "paint_hot_spring",
    "paint_hotel",
    "paint_lakeside",
    "paint_sanatorium",
    "paint_scenic_area",
    "paint_tea_garden",
    "paint_village",
]
