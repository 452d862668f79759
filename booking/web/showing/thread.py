"""What union and base wrote to each other, oldest first."""

from dataclasses import dataclass
from datetime import datetime

from booking.stays import StayPage


@dataclass(frozen=True, slots=True)
class Said:
    who: str
    at: datetime
    text: str
    own: bool


def thread(page: StayPage) -> tuple[Said, ...]:
    return tuple(Said(m.by_name, m.at, m.text, m.is_own) for m in page.messages)
