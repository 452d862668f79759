"""How fast and how wide a worker turns: one value, so that tests turn it quickly."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Pace:
    """Seconds, but for `lease`. A lease outlasts a job's time by far: a living job is not taken twice."""

    look: float = 0.5
    beat: float = 10
    sweep_look: float = 1
    after_failure: float = 1
    job_time: float = 30
    drain: float = 20
    at_once: int = 8
    lease: timedelta = timedelta(seconds=60)
