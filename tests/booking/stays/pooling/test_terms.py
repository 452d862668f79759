"""What may be declared when a stay is opened, and what follows on the closing date: each border on both sides."""

from datetime import timedelta
from typing import Any

import pytest

from booking.stays.pool_refusals import (
    PoolCannotGoOn,
    PoolClosesTooLate,
    PoolNeedsProgramme,
    PoolOrder,
    PoolOutsidePackage,
    PoolTooSmall,
)
from booking.stays.pooling.terms import Fate, Ground, PoolTerms, demand_sound, fate_of, last_day
from sites.foundation import clock


def ground(**changes: Any) -> Ground:
    ends = clock.end_of(clock.today() + timedelta(days=5))
    known = {"heads": 20, "package_least": 20, "package_most": 60, "programme": "", "hold_ends": ends}  # fmt: skip
    return Ground(**{**known, **changes})


def terms(**changes: Any) -> PoolTerms:
    wanted = {"least": 25, "most": 40, "closes_on": clock.today() + timedelta(days=5)}
    return PoolTerms(**{**wanted, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {}, {"least": 20}, {"most": 60}, {"most": 25}, {"below": "go_on"},
        {"closes_on": None}, {"scope": "named"},
    ],
)  # fmt: skip
def test_what_lies_on_the_border_is_allowed(changes):
    if "closes_on" in changes:
        changes = {"closes_on": clock.today()}
    demand_sound(terms(**changes), ground())


@pytest.mark.parametrize(
    ("changes", "known", "refusal", "field"),
    [
        ({"least": 41}, {}, PoolOrder, "most"),
        ({"least": 19}, {}, PoolOutsidePackage, "least"),
        ({"most": 61}, {}, PoolOutsidePackage, "most"),
        ({}, {"heads": 40}, PoolTooSmall, "most"),
        ({"below": "go_on"}, {"heads": 19}, PoolCannotGoOn, "below"),
        ({"scope": "programme"}, {}, PoolNeedsProgramme, "scope"),
    ],
)
def test_what_lies_behind_it_is_refused_at_its_field(changes, known, refusal, field):
    with pytest.raises(refusal) as caught:
        demand_sound(terms(**changes), ground(**known))
    assert caught.value.field == field


@pytest.mark.parametrize("days", [-1, 6])
def test_it_closes_between_today_and_the_end_of_the_hold(days):
    with pytest.raises(PoolClosesTooLate):
        demand_sound(terms(closes_on=clock.today() + timedelta(days=days)), ground())


def test_the_last_day_ends_with_the_hold_at_the_latest():
    day = clock.today() + timedelta(days=5)
    assert last_day(clock.end_of(day)) == day
    assert last_day(clock.end_of(day) - timedelta(seconds=1)) == day - timedelta(days=1)


@pytest.mark.parametrize(
    ("heads", "below", "fate"),
    [
        (25, "let_go", Fate.FORMED), (25, "go_on", Fate.FORMED),
        (24, "let_go", Fate.LET_GO), (24, "go_on", Fate.ALONE),
        (20, "go_on", Fate.ALONE), (19, "go_on", Fate.LET_GO),
    ],
)  # fmt: skip
def test_what_was_declared_is_done_and_never_below_the_packages_group(heads, below, fate):
    assert fate_of(heads=heads, least=25, below=below, package_least=20) is fate
