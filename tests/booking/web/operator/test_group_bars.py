"""Bars run from the middle of the arrival to the middle of the departure, each in the first free lane."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from booking.stays import State
from booking.web.operator.group_bars import LANE, group_bars
from sites.foundation.language import ENGLISH, speaking

FIRST, DAYS = date(2026, 12, 7), 10


def line(start: int, nights: int, state: State = State.CONFIRMED) -> Any:
    check_in = FIRST + timedelta(days=start)
    return SimpleNamespace(
        public_id=f"{start}-{nights}", union_name="Example union", check_in=check_in, state=state,
        check_out=check_in + timedelta(days=nights), heads=36, shown_state=state,
    )  # fmt: skip


def test_a_bar_begins_and_ends_in_the_middle_of_a_day_and_stops_at_the_edges() -> None:
    with speaking(ENGLISH):
        shown = group_bars([line(-2, 4), line(3, 2), line(8, 9)], rooms={}, first=FIRST, days=DAYS)
    assert [(bar.start, bar.length) for bar in shown.bars] == [(0, 25), (35, 20), (85, 15)]


def test_a_booking_made_elsewhere_has_a_look_of_its_own() -> None:
    channel = SimpleNamespace(
        name="示例渠道", room_type="Twin room",
        bookings=[SimpleNamespace(starts_on=FIRST, ends_on=FIRST + timedelta(days=2), rooms=3)],
    )  # fmt: skip
    with speaking(ENGLISH):
        shown = group_bars([line(0, 3, State.DEPARTED)], rooms={}, first=FIRST, days=DAYS, outside=[channel])  # type: ignore[list-item]  # fmt: skip
    assert [bar.look for bar in shown.bars] == ["past", "outside"]


def test_groups_that_meet_on_a_day_share_a_lane_and_those_that_overlap_do_not() -> None:
    with speaking(ENGLISH):
        shown = group_bars(
            [line(0, 3), line(1, 5), line(3, 2, State.HELD)],
            rooms={"0-3": (("Twin room", 18),)}, first=FIRST, days=DAYS,
        )  # fmt: skip
    tops = [bar.top for bar in shown.bars]
    assert (tops[1] - tops[0], tops[2]) == (LANE, tops[0])
    assert [bar.look for bar in shown.bars] == ["sure", "sure", "held"]
    assert shown.bars[0].words == "36 people 18 rooms"
