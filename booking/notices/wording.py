"""A notice as words in the reader's language: subject, one sentence, and where it is about."""

from dataclasses import dataclass
from typing import Any

from booking.notices.facts import written
from booking.notices.words import TELLINGS, UNION_JUDGED, WHERE
from sites.foundation.language import _


@dataclass(frozen=True)
class Words:
    subject: str
    text: str
    where: str


def words_of(topic: str, facts: dict[str, Any]) -> Words:
    values = written(facts)
    if topic in UNION_JUDGED:
        subject, text = UNION_JUDGED[topic]
        return Words(_(subject, **values), _(text, **values), str(values["union"]))
    telling = TELLINGS[topic]
    return Words(_(telling.subject, **values), _(telling.text, **values), _(WHERE, **values))
