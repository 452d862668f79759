"""Who certified a base, with what number and grade, from when to when."""

from sites.certification.certifying import CertificateNumberTaken, certify, write_certificate
from sites.certification.drafts import CertificateDraft
from sites.certification.expiry import Expiring, expire, expiring
from sites.certification.records import (
    CertificateRecord,
    Records,
    all_covered,
    current,
    is_valid,
    records,
)
from sites.certification.suspending import NotCertified, suspend

__all__ = [
    "CertificateDraft",
    "CertificateNumberTaken",
    "CertificateRecord",
    "Expiring",
    "NotCertified",
    "Records",
    "all_covered",
    "certify",
    "current",
    "expire",
    "expiring",
    "is_valid",
    "records",
    "suspend",
    "write_certificate",
]
