"""Each question asked again and again, ours and the plain search in turns, in a process of its own.

python -m bench.search.measuring BASES          prints the figures as JSON
"""

import gc
import json
import sys
from dataclasses import asdict
from time import perf_counter, process_time
from typing import Any

import numpy as np

from bench.figures import Figure, beside
from bench.search import plain
from bench.search.questions import PAGE, PROGRAM, questions
from bench.search.worlds import TODAY, world
from sites.search import Question
from sites.search.model.answering import Most, answer
from sites.search.model.model import Model

# Of 100,000 bases fewer questions, or it takes an hour.
ASKED, ASKED_OF_MANY, MANY = 200, 60, 50_000
ROUNDS, COMPARED = 5, 10
REFERENCE = "the same arrays asked plainly in numpy, night by night and start by start, near misses left out"


def figures(bases: int) -> list[Figure]:
    found = []
    for kind in ("common", "scarce"):
        model = world(kind, bases=bases)
        found += [
            _measured(model, way, most, f"search_{way}{for_whom}_{kind}_{bases}")
            for way in ("exact", "flex")
            for for_whom, most in (("", PROGRAM), ("_page", PAGE))
        ]
    return found


def _measured(model: Model, way: str, most: Most, name: str) -> Figure:
    asked = questions(ASKED if model.width < MANY else ASKED_OF_MANY, flexible=way == "flex")
    for question in (
        asked
    ):  # what is kept between questions is there, as in a process that has served for a while
        answer(model, question, most, today=TODAY)
    gc.collect()
    walls, cpus = _rounds(model, asked, most)
    floor = []
    for question in asked[:COMPARED]:
        since = perf_counter()
        plainly = plain.answer(model, question, days=most.days)
        floor.append(1000 * (perf_counter() - since))
        assert plain.same(plainly, answer(model, question, most, today=TODAY)), question
    fastest = walls.min(axis=0)
    return beside(
        name, "ms", [*fastest], floor, REFERENCE, "none",
        p95=_p95(fastest), p95_all=_p95(walls), p95_cpu=_p95(cpus.min(axis=0)),
    )  # fmt: skip


def _rounds(model: Model, asked: list[Question], most: Most) -> tuple[Any, Any]:
    """Milliseconds by round and question, by the clock and of this process alone."""
    taken = []
    for _ in range(ROUNDS):
        for question in asked:
            since, cpu = perf_counter(), process_time()
            answer(model, question, most, today=TODAY)
            taken.append((perf_counter() - since, process_time() - cpu))
    both = 1000 * np.array(taken).reshape(ROUNDS, len(asked), 2)
    return both[:, :, 0], both[:, :, 1]


def _p95(taken: Any) -> float:
    return round(float(np.percentile(taken, 95)), 3)


if __name__ == "__main__":
    print(json.dumps([asdict(figure) for figure in figures(int(sys.argv[1]))]))
