"""Every telling is words in both languages, from facts that carry nobody's name or number."""

from datetime import UTC, datetime
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.support import Translations

from booking.notices.case_words import CASE_TELLINGS, CASE_WHERE
from booking.notices.facts import facts_of
from booking.notices.inbox import NoticeLine, short_text
from booking.notices.quota_words import OF_QUOTAS
from booking.notices.waiting_words import HELD_UP, HELD_UP_OTHERWISE, WAIT_TELLINGS, WAIT_WHERE
from booking.notices.wording import speaks_of, words_of
from booking.notices.words import SILENT, TELLINGS, UNION_JUDGED, WHERE
from sites.foundation.language import CATALOGUES, CHINESE, ENGLISH, speaking
from tests.factories.stays import confirmed

FACTS = {
    "reference": "ABCD1234", "site": ["示例基地", "Example base"], "union": ["示例工会", "Example union"],
    "heads": 36, "check_in": "2026-05-18", "check_out": "2026-05-22", "contract_due": "2026-05-01",
    "names_due": "2026-05-11", "hold_ends": "2026-04-01T16:00:00+00:00",
    "answer_due": "2026-04-02T03:00:00+00:00", "dispute_until": "2026-05-29T16:00:00+00:00",
    "offer_until": "2026-04-02T09:00:00+00:00", "release_on": "2026-05-07", "why": "示例",
}  # fmt: skip
# What other tellings know beside a stay's own facts.
MORE = {
    "agency": "示例总工会", "number": "SQ-2026-0001", "due_on": "2026-05-20", "total": 3_427_200,
    "was": 3_332_000, "was_heads": 35, "nights": 4, "starts_on": "2026-05-18", "ends_on": "2026-05-30",
    "waits_until": "2026-05-10", "passed": 1, "most": 3, "quota": "示例名额",
    "limit": 40, "left": 4, "released": 12, "waiting": 3, "places": 30, "taken": 12,
}  # fmt: skip
TOPICS = [*TELLINGS, *UNION_JUDGED, *CASE_TELLINGS, *WAIT_TELLINGS, *OF_QUOTAS]


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_every_telling_is_whole_words_in_both_languages(topic: str, language: str) -> None:
    with speaking(language):
        words = words_of(topic, {**FACTS, **MORE})
    for text in (words.subject, words.text, words.where):
        assert text.strip()
        assert "%(" not in text
        assert "[" not in text


def test_every_telling_stands_in_the_chinese_catalogue() -> None:
    found = Translations.load(str(CATALOGUES), [CHINESE], domain="messages")
    assert isinstance(found, GNUTranslations), Path(CATALOGUES)
    msgids = {WHERE, CASE_WHERE} | {part for t in TELLINGS.values() for part in (t.subject, t.text)}
    msgids |= {part for pair in (*UNION_JUDGED.values(), *OF_QUOTAS.values()) for part in pair}
    msgids |= {WAIT_WHERE, HELD_UP_OTHERWISE, *HELD_UP.values()}
    msgids |= {part for told in WAIT_TELLINGS.values() for part in (told.subject, told.text)}
    msgids |= {part for told in CASE_TELLINGS.values() for part in (told.subject, told.text)}
    assert [msgid for msgid in msgids if found.gettext(msgid) == msgid] == []


def test_nothing_is_both_told_and_silent() -> None:
    assert not SILENT & set(TELLINGS)


def test_a_telling_without_its_date_is_not_told() -> None:
    assert speaks_of("submitted", FACTS)
    assert not speaks_of("submitted", {**FACTS, "answer_due": ""})
    assert speaks_of("cancelled", {"reference": "X"})


def test_the_short_text_says_what_where_and_the_link_in_the_readers_language() -> None:
    with speaking(ENGLISH):
        words = words_of("confirmed", FACTS)
        line = NoticeLine("0" * 32, words.subject, words.text, words.where, "/union/stays/x", datetime(2026, 4, 1, tzinfo=UTC), False)  # fmt: skip
        text = short_text(line, origin="https://example.test")
    assert text.splitlines()[0] == "The stay is confirmed"
    assert text.splitlines()[-1] == "https://example.test/en/union/stays/x"
    assert "Example base" in text
    assert "36 people" in text


async def test_the_facts_of_a_stay_name_no_person(database: str) -> None:
    story = await confirmed(contact="王五", note="电话 13800138000")
    facts = str(await facts_of(story.number))
    assert "王五" not in facts
    assert "13800138000" not in facts
    assert set(await facts_of(story.number)) == set(FACTS) - {"why"}
