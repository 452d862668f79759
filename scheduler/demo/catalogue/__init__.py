"""The 70 invented retreat bases, as plain values."""

from scheduler.demo.catalogue.shapes import (
    DemoCancellation,
    DemoCertificate,
    DemoDay,
    DemoFacility,
    DemoInspection,
    DemoItem,
    DemoMedical,
    DemoOperator,
    DemoPackage,
    DemoPlace,
    DemoRoomType,
    DemoSeason,
    DemoSite,
    DemoTier,
)
from scheduler.demo.catalogue.sites import demo_sites

__all__ = [
    "DemoCancellation",
    "DemoCertificate",
    "DemoDay",
    "DemoFacility",
    "DemoInspection",
    "DemoItem",
    "DemoMedical",
    "DemoOperator",
    "DemoPackage",
    "DemoPlace",
    "DemoRoomType",
    "DemoSeason",
    "DemoSite",
    "DemoTier",
    "demo_sites",
]
