"""Cases as people open them."""

from types import SimpleNamespace
from typing import Any

from booking import cases
from booking.cases import NewCase
from booking.cases.models import Case
from tests.factories import stays as made


async def opened(
    *, story: SimpleNamespace | None = None, kind: str = "question", **changes: Any
) -> SimpleNamespace:
    """A union's question about its stay: `.id` (public), `.number` (inside), `.story`."""
    story = story or await made.confirmed()
    new = NewCase(kind, "示例诉求", "示例：请问能否加床？", **{"stay_id": story.number, **changes})
    case = await cases.open_case(new, by=story.union.organiser)
    return SimpleNamespace(id=case, number=(await Case.get(public_id=case)).id, story=story)
