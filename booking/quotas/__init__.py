"""Quotas: ceilings for a class of buyer over a scope in a period, in a tree of grants."""

from booking.quotas.audit import breaches
from booking.quotas.claims import QuotaSpent, claim, lower_to_arrived, release, take
from booking.quotas.matching import Asked, Match, match

__all__ = [
    "Asked",
    "Match",
    "QuotaSpent",
    "breaches",
    "claim",
    "lower_to_arrived",
    "match",
    "release",
    "take",
]
