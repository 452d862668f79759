"""Documents of invented federations, put on record straight."""

from typing import Any

from booking.rules import Document
from booking.rules.models import Policy
from booking.rules.recording import add_document
from sites.foundation.actor import SYSTEM
from sites.foundation.database import transaction
from tests.booking.rules.known import document

BLOCKS = {"kind": "max_days", "value": 3, "effect": "block"}
WARNS = {"kind": "max_days", "value": 3, "effect": "warn"}


async def on_record(
    *rules: dict[str, Any], holder_id: int | None = None, **changed: Any
) -> Document:
    """A document of Hangzhou, unless it is said otherwise."""
    made = document(**{"origin": ["330100"], "rules": list(rules), **changed})
    await transaction(add_document)(made, holder_id=holder_id, why="示例", by=SYSTEM)
    return made


async def policy_of(code: str) -> str:
    """The public id by which pages know it."""
    return (await Policy.get(code=code)).public_id
