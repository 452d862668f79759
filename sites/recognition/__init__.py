"""Recognition: an origin region accepts the bases of a host region."""

from sites.recognition.agreements import (
    AGREEMENT,
    OWN,
    Agreement,
    Recognised,
    agreements,
    province_of,
    recognises,
    record_known_agreements,
)

__all__ = [
    "AGREEMENT",
    "OWN",
    "Agreement",
    "Recognised",
    "agreements",
    "province_of",
    "recognises",
    "record_known_agreements",
]
