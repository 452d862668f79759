"""What the history of a stay keeps of an amendment: which one, what it came to, and what was before it."""

from typing import Any

from booking.stays.amendment_model import Amendment
from booking.stays.models import Stay


def facts_of(amendment: Amendment) -> dict[str, Any]:
    return {
        "amendment": amendment.public_id, "total": amendment.price_minor,
        "heads": int(amendment.quote["heads"]),
        "span": [amendment.check_in.isoformat(), amendment.check_out.isoformat()],
    }  # fmt: skip


def was(stay: Stay) -> dict[str, Any]:
    """The stay before the change comes into force."""
    return {
        "was": stay.price_minor, "was_heads": int(stay.quote["heads"]),
        "span_was": [stay.check_in.isoformat(), stay.check_out.isoformat()],
    }  # fmt: skip
