"""The story as plain acts: in order of time, never ahead of now, each with somebody to perform it."""

from datetime import date, datetime, time

import pytest

from scheduler.demo.story import plots, script
from scheduler.demo.story.act import Act
from scheduler.demo.story.performing import VERBS
from scheduler.demo.unions import demo_unions, staffed_sites
from sites.foundation import clock

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def acts() -> tuple[Act, ...]:
    return script(plots(TODAY))


@pytest.mark.parametrize("local", [time(0, 1), time(9, 30), time(23, 59)], ids=str)
def test_acts_come_in_order_and_lie_before_now_whatever_the_hour(acts, local):
    now = clock.at(TODAY, local)
    instants = [act.instant(TODAY, now=now) for act in acts]
    assert instants == sorted(instants)
    assert instants[-1] <= now


def test_each_act_has_a_performer_and_every_performer_an_act(acts):
    assert {act.verb for act in acts} == set(VERBS)


def test_every_booking_begins_with_its_hold(acts):
    first: dict[int, str] = {}
    for act in acts:
        first.setdefault(act.number, act.verb)
    assert len(first) == 300
    assert set(first.values()) == {"hold"}


def test_the_same_day_gives_the_same_script(acts):
    assert script(plots(TODAY)) == acts


def test_whom_one_click_signs_in_as_share_a_stay_of_every_kind():
    shared = {
        plot.booking.reach
        for plot in plots(TODAY)
        if plot.union == demo_unions()[0] and plot.site.code == staffed_sites()[0]
    }
    assert shared == {plot.booking.reach for plot in plots(TODAY)}


def test_a_small_story_has_every_end_too():
    every = {plot.booking.reach for plot in plots(TODAY)}
    assert {plot.booking.reach for plot in plots(TODAY, one_in=7)} == every


def test_an_act_of_an_earlier_day_happens_at_its_own_minute():
    act = Act(-3, 9 * 60 + 5, "hold")
    assert act.instant(TODAY, now=clock.at(TODAY, time(12))) == datetime.combine(
        date(2026, 11, 19), time(9, 5), clock.SHANGHAI
    )
