"""A demonstration made once, and copied for each program that a journey starts."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers.processes import Tongxin, plain_environment

# Of each kind of booking every seventh: each state is there, and it is made in seconds.
EVERY = 7
House = Callable[..., Tongxin]


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with tables, keys, 70 bases and some forty stays; the worker has no story left to tell."""
    folder = tmp_path_factory.mktemp("stage")
    set_the_stage(folder, every=EVERY)
    return folder


def set_the_stage(folder: Path, *, every: int, env: dict[str, str] | None = None) -> None:
    command = [sys.executable, "-m", "tests.journeys.stage", str(every)]
    environment = {**plain_environment(folder), "DEMO": "1", **(env or {})}
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], env=environment, capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path: Path, tongxin: House) -> House:
    """Web and worker on a copy of the stage, or with `stage_every` on a stage of their own."""

    def started(*, stage_every: int = 0, **env: str) -> Tongxin:
        if stage_every:
            set_the_stage(tmp_path, every=stage_every, env=env)
        else:
            shutil.copytree(request.getfixturevalue("stage"), tmp_path, dirs_exist_ok=True)
        return tongxin("run", env={"DEMO": "1", **env})

    return started


@pytest.fixture(scope="module")
def open_house(stage: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tongxin]:
    """One running program for visits that only read, for all tests of a module."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(stage, folder, dirs_exist_ok=True)
    with Tongxin(
        "run", folder=folder, env={"DEMO": "1", "REQUESTS_PER_MINUTE": "100000"}
    ) as running:
        yield running


def move_time(house: Tongxin, hours: int) -> None:
    """Stop both processes and start them that many hours later than now."""
    house.stop()
    house.env["DEMO_CLOCK_HOURS"] = str(hours)
    house.start()
