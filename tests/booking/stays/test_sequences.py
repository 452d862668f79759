"""Whatever unions, houses, federations and jobs do in whatever order on whatever day: every invariant holds after each step, and
programs are told of every night, stay night and quota that changed in it.
"""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from booking.money import receiving
from booking.money.models import Charge
from sites.foundation import sealing
from sites.foundation.amounts import Money
from tests.booking.stays.crowded_town import CrowdedTown
from tests.booking.stays.town import Town
from tests.booking.stays.town_of_money import TownOfMoney
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


MOVES = {
    "paid in part", "overpaid", "refunded", "invoiced", "agreed", "decided", "settled",
    "cancelled at the second", "cancelled before the second",
}  # fmt: skip


@pytest.mark.proof
def test_part_payments_disputes_invoices_and_cancelling_to_the_second_keep_every_fen(
    sqlite_template: Path, tmp_path: Path, proof: Proof
) -> None:
    towns = proof.size("towns_of_money", small=10, full=150)
    steps = proof.size("money_steps", small=40, full=80)
    reached = lived(TownOfMoney, sqlite_template, tmp_path, towns=towns, steps=steps)
    proof.found(towns=towns, reached=sorted(reached))
    assert len(reached & MOVES) >= 3


def test_every_move_of_money_is_possible_in_the_town(sqlite_template: Path, tmp_path: Path) -> None:
    """So that what is drawn above is not only refused; every sum is looked at on the way."""
    sealing.configure(KEYS)
    TownOfMoney.template, TownOfMoney.folder, TownOfMoney.reached = sqlite_template, tmp_path, set()
    town = TownOfMoney()
    try:
        town.open()
        town.dispute(which=0, percent=50, agrees=True, by_house=False)
        town.pay_a_part(which=0, percent=40)
        town.pay_a_part(which=0, percent=150)
        town.square(which=0)
        town.no_fen_is_lost()
        for at_the_second in (True, False):
            town.cancel_at_a_boundary(which=0, tier=0, at_the_second=at_the_second)
            town.no_fen_is_lost()
        town.everything_adds_up()
    finally:
        town.teardown()
    assert TownOfMoney.reached >= MOVES


def test_a_fen_that_is_lost_on_the_way_to_a_charge_is_found(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the town above."""
    move = receiving.move_to_charge

    async def lose(charge: Charge, more: Money, *where: Any, **how: Any) -> None:
        await move(charge, more - Money(1), *where, **how)

    monkeypatch.setattr(receiving, "move_to_charge", lose)
    with pytest.raises(AssertionError):
        lived(TownOfMoney, sqlite_template, tmp_path, towns=6, steps=40)
