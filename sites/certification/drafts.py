"""A certificate as it is handed in."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDraft:
    """Valid from the first to the last day, both included. `grade` is first, second or empty."""

    number: str
    batch: int
    valid_from: date
    valid_to: date
    issuer_name: str
    issuer_name_en: str = ""
    grade: str = ""
