"""What verbs post is done by a job, and what a job is for is posted by a verb."""

import ast
from pathlib import Path

from scheduler.jobs import banking, booked, files, kept, mail, online, programs, told
from scheduler.timetable import TIMETABLE
from scheduler.topics import topics_of
from sites.foundation.settings import Settings

ROOT = Path(__file__).parents[2]
TOPICS = topics_of(Settings())


def test_every_topic_that_is_posted_has_a_job() -> None:
    assert posted() - set(TOPICS) == set()


def test_every_job_has_a_topic_that_is_posted() -> None:
    assert set(TOPICS) - posted() == set()


def test_every_job_is_called_by_a_topic_or_a_sweep() -> None:
    source = (ROOT / "scheduler/topics.py").read_text() + (
        ROOT / "scheduler/timetable.py"
    ).read_text()
    public = {
        f"{room.__name__.rpartition('.')[2]}.{name}"
        for room in (banking, booked, files, kept, mail, online, programs, told)
        for name, made in vars(room).items()
        if callable(made) and not name.startswith("_") and made.__module__ == room.__name__
    }

    assert {job for job in public if job not in source} == {"mail.sender_of"}


def test_the_search_for_topics_finds_them_as_text_and_as_names() -> None:
    assert {"stay.moved", "people.handed_over"} <= posted()


def test_every_sweep_looks_at_least_daily() -> None:
    assert [sweep.name for sweep in TIMETABLE if sweep.every.total_seconds() > 86_400] == []


def posted() -> set[str]:
    """First arguments of `outbox.post(...)`, also where they are a constant of the file."""
    found = set()
    for package in ("booking", "sites"):
        for path in (ROOT / package).rglob("*.py"):
            found |= _posted_in(ast.parse(path.read_text()))
    return found


def _posted_in(tree: ast.Module) -> set[str]:
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "outbox.post"
    ]
    return {_text(call.args[0], constants) for call in calls}


def _text(node: ast.expr, constants: dict[str, object]) -> str:
    return str(constants[node.id] if isinstance(node, ast.Name) else ast.literal_eval(node))
