"""How attendance stands by ticks in any order, and the code of a person."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

from booking.rosters.attendance import Ticked, attendance, night_of
from booking.rosters.entry_codes import as_code, entry_code

NOON = datetime(2027, 5, 3, 4, tzinfo=UTC)  # noon in Shanghai
FIRST = date(2027, 5, 3)
DAY = timedelta(days=1)


def at(act: str, after: timedelta, order: int = 0) -> Ticked:
    return Ticked(act, NOON + after, order=order)


def nights(*ticks: Ticked) -> list[bool]:
    return [attendance(ticks).slept(FIRST + n * DAY) for n in range(4)]


def test_who_came_slept_there_from_that_night_on():
    assert nights(at("came", DAY)) == [False, True, True, True]


def test_who_left_early_slept_there_until_the_night_before():
    assert nights(at("came", 0 * DAY), at("left", 2 * DAY)) == [True, True, False, False]


def test_who_comes_after_midnight_came_for_the_night_before():
    assert night_of(NOON + timedelta(hours=17)) == FIRST
    assert night_of(NOON + timedelta(hours=18)) == FIRST + DAY


def test_whoever_never_came_slept_nowhere_and_a_missing_one_may_still_come():
    assert nights() == [False] * 4
    assert nights(at("absent", 0 * DAY)) == [False] * 4
    assert attendance([at("absent", 0 * DAY)]).is_absent
    assert nights(at("absent", 0 * DAY), at("came", DAY)) == [False, True, True, True]


def test_a_tick_that_was_a_mistake_counts_no_more():
    assert nights(at("came", 0 * DAY), at("undone", DAY)) == [False] * 4


def test_ticks_say_the_same_in_whatever_order_they_reach_us():
    ticks = [
        at("came", 0 * DAY),
        at("came", timedelta(minutes=5)),
        at("left", DAY),
        at("came", 2 * DAY),
    ]
    found = {attendance(order) for order in permutations(ticks)}
    assert len(found) == 1
    assert found.pop().came == ticks[0]


def test_a_code_is_short_always_the_same_and_read_as_people_write_it(database):
    codes = {entry_code(f"{n:032x}") for n in range(300)}
    assert len(codes) == 300
    one = entry_code("a" * 32)
    assert (len(one), entry_code("a" * 32)) == (7, one)
    assert as_code(f" {one[:3].lower()}-{one[3:]} ".replace("O", "0").replace("I", "1")) == one
