"""A worker process of the program with the topics of the proofs: `python -m tests.scheduler.effects_worker`."""

import asyncio
import json
import os
from datetime import timedelta
from pathlib import Path

from scheduler.pace import Pace
from scheduler.worker import work
from sites.foundation.settings import load
from tests.scheduler.effects import topics


def main() -> None:
    given = json.loads(os.environ["PACE"])
    pace = Pace(**{**given, "lease": timedelta(seconds=given["lease"])})
    asyncio.run(work(load(), topics=topics(Path(os.environ["GATES"])), timetable=(), pace=pace))


if __name__ == "__main__":
    main()
