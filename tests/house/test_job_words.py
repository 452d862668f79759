"""The jobs page has words for whatever can stand on it."""

from booking.web.platform.job_words import JOBS, SWEEPS
from scheduler.timetable import TIMETABLE
from scheduler.topics import topics_of
from sites.foundation.settings import Settings


def test_every_topic_has_words() -> None:
    assert set(JOBS) == set(topics_of(Settings()))


def test_every_sweep_has_words_in_the_order_of_the_timetable() -> None:
    assert list(SWEEPS) == [sweep.name for sweep in TIMETABLE]
