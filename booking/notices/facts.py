"""The few facts that a notice carries about a stay: no name of a person, no number of one."""

from datetime import date, datetime
from typing import Any

from booking.stays.amendments import open_amendment
from booking.stays.models import Stay
from sites.foundation.amounts import Money
from sites.foundation.formats import deadline, full_day, yuan
from sites.foundation.language import choose


async def facts_of(stay_id: int) -> dict[str, Any]:
    """As JSON: texts in both languages as pairs, dates and instants in ISO form."""
    row = (
        await Stay.filter(id=stay_id).values(
            "reference", "check_in", "check_out", "quote", "hold_expires_at", "answer_due_at",
            "contract_due_on", "names_due_on", "next_release_on", "dispute_until", "site__name", "site__name_en",
            "union__name", "union__name_en",
        )
    )[0]  # fmt: skip
    offer = await open_amendment(stay_id)
    return {
        "reference": row["reference"],
        "site": [row["site__name"], row["site__name_en"]],
        "union": [row["union__name"], row["union__name_en"]],
        "heads": row["quote"]["heads"],
        "check_in": _iso(row["check_in"]),
        "check_out": _iso(row["check_out"]),
        "contract_due": _iso(row["contract_due_on"]),
        "names_due": _iso(row["names_due_on"]),
        "release_on": _iso(row["next_release_on"]),
        "hold_ends": _iso(row["hold_expires_at"]),
        "answer_due": _iso(row["answer_due_at"]),
        "dispute_until": _iso(row["dispute_until"]),
        "offer_until": _iso(offer.answer_until if offer else None),
    }


def _iso(value: Any) -> str:
    return value.isoformat() if value else ""


DAYS = (
    "check_in", "check_out", "contract_due", "names_due", "due_on", "starts_on", "ends_on",
    "waits_until", "release_on",
)  # fmt: skip
AMOUNTS = ("total", "was")
INSTANTS = ("hold_ends", "answer_due", "dispute_until", "offer_until", "closes")


def written(facts: dict[str, Any]) -> dict[str, Any]:
    """The same facts as words in the reader's language, for the placeholders of a telling.

    An amount is a number of fen, or a pair with its currency where that is another one.
    """
    words = dict(facts)
    for name, value in facts.items():
        if name in DAYS:
            words[name] = full_day(date.fromisoformat(value)) if value else ""
        elif name in INSTANTS:
            words[name] = deadline(datetime.fromisoformat(value)) if value else ""
        elif name in AMOUNTS:
            words[name] = yuan(Money(*value) if isinstance(value, list) else int(value))
        elif isinstance(value, list):
            words[name] = choose(*value)
    return words
