"""Whatever unions, houses, federations and jobs do in whatever order on whatever day: every invariant holds after each step, and
programs are told of every night, stay night and quota that changed in it.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from sites.foundation import sealing
from tests.booking.stays.crowded_town import CrowdedTown
from tests.booking.stays.town import Town
from tests.booking.stays.watching import NUMBERS
from tests.databases import KEYS
from tests.proof import Proof


def lived(town: type[Town], template: Path, folder: Path, *, towns: int, steps: int) -> set[str]:
    """What was reached in so many towns."""
    sealing.configure(KEYS)
    town.template, town.folder, town.reached = template, folder, set()
    run_state_machine_as_test(
        town,
        settings=settings(
            max_examples=towns, stateful_step_count=steps, deadline=None, database=None,
            phases=(Phase.generate,), suppress_health_check=list(HealthCheck), derandomize=True,
        ),
    )  # fmt: skip
    return town.reached


@pytest.mark.proof
def test_any_order_of_acts_jobs_and_days_keeps_every_invariant(
    sqlite_template: Path, tmp_path: Path, proof: Proof
) -> None:
    towns = proof.size("towns", small=10, full=150)
    steps = proof.size("town_steps", small=30, full=60)
    reached = lived(Town, sqlite_template, tmp_path, towns=towns, steps=steps)
    proof.found(towns=towns, states=sorted(reached))
    assert len([one for one in reached if not one.startswith("told")]) >= 4
    assert {f"told {one}" for one in ("nights", *NUMBERS)} <= reached


@pytest.mark.proof
def test_quotas_waiting_lists_and_trips_among_them_keep_every_invariant(
    sqlite_template: Path, tmp_path: Path, proof: Proof
) -> None:
    towns = proof.size("crowded_towns", small=10, full=150)
    steps = proof.size("crowded_steps", small=40, full=80)
    reached = lived(CrowdedTown, sqlite_template, tmp_path, towns=towns, steps=steps)
    proof.found(towns=towns, reached=sorted(reached))
    assert {"wait waiting", "wait offered", "told nights", "told quotas"} <= reached
