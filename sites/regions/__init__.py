"""Provinces, cities and districts: the places that everything else refers to by code."""

from sites.regions.choosing import city_options
from sites.regions.distance import EARTH_KM, kilometres
from sites.regions.gazetteer import (
    District,
    Province,
    Region,
    city_of,
    district,
    districts,
    provinces,
    region,
    regions,
)

__all__ = [
    "EARTH_KM",
    "District",
    "Province",
    "Region",
    "city_of",
    "city_options",
    "district",
    "districts",
    "kilometres",
    "provinces",
    "region",
    "regions",
]
