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
from scheduler.demo.catalogue.sites import ASKED_FIRST, demo_sites

__all__ = [
    "ASKED_FIRST",
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
