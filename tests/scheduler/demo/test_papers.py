from datetime import date, time
from itertools import pairwise
from pathlib import Path

import pytest

from booking import stays
from booking.stays.models import StayEvent
from scheduler.demo.load import load
from scheduler.demo.papers import keep_paper, sample_page
from sites.foundation import clock
from tests.factories import stays as made


def test_a_sample_page_is_a_pdf_with_a_true_table_of_places() -> None:
    data = sample_page("SAMPLE contract ABC")
    assert stays.media_type_of(data) == "application/pdf"
    start = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert data[start:].startswith(b"xref\n0 5\n")
    for number, line in enumerate(data[start:].split(b"\n")[3:7], start=1):
        assert data[int(line[:10]) :].startswith(f"{number} 0 obj".encode())


async def test_a_paper_is_kept_once_and_says_that_it_is_a_sample(
    database: str, tmp_path: Path
) -> None:
    story = await made.held()
    for _again in range(2):
        await keep_paper(story.id, "approval", folder=tmp_path / "papers", by=story.union.organiser)
    [paper] = (await stays.papers_of(story.union.organiser)).items
    assert (paper.stay, paper.kind, "示例" in paper.shown_name) == (story.id, "approval", True)
    assert files_in(tmp_path / "papers") == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_papers_lie_in_the_history_before_what_they_are_for(
    database: str, tmp_path: Path
) -> None:
    day = date(2026, 11, 22)
    with clock.moved_to(clock.at(day, time(16, 30))):
        await load(day, one_in=10, uploads=tmp_path / "papers")
    events = await StayEvent.filter(
        act__in=["paper_added", "submitted", "contract_sealed"]
    ).order_by("id")
    kept = {event.stay_id for event in events if event.act == "paper_added"}
    assert kept
    for stay in kept:
        mine = [event for event in events if event.stay_id == stay]
        for before, after in pairwise(mine):
            assert before.at <= after.at
        assert mine[-1].act in {"submitted", "contract_sealed"}


def files_in(folder: Path) -> int:
    return len(list(folder.iterdir()))
