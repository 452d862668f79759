"""The rule of a waiting list: strict never passes, skip never beyond its floor, and whoever may be offered is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from booking.stays.waiting.fairness import Choice, Stretch, Waiter, choose, competitors, in_order
from sites.listings import WaitingRule

DAY = date(2027, 5, 1)
NOW = datetime(2027, 4, 1, tzinfo=UTC)
STRICT, SKIP = WaitingRule("strict"), WaitingRule("skip", passes=3, days=14)


def stretch(first: int, nights: int = 3) -> Stretch:
    return Stretch(DAY + timedelta(days=first), DAY + timedelta(days=first + nights))


def waiter(number: int, *, at: int = 0, fits: bool = False, **changes: object) -> Waiter:
    """Joined in the order of the numbers, one an hour."""
    window = stretch(at)
    made = Waiter(
        number, window, NOW - timedelta(hours=100 - number), possible=(window,) if fits else ()
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def chosen(*queue: Waiter, rule: WaitingRule) -> Choice | None:
    return choose(queue, rule, now=NOW)


def test_the_first_who_fits_is_offered_and_passes_nobody() -> None:
    found = chosen(waiter(2, fits=True), waiter(1, fits=True), rule=STRICT)
    assert found == Choice(1, stretch(0), ())


def test_in_strict_order_nobody_is_offered_nights_for_which_another_stands_before_him() -> None:
    assert chosen(waiter(1), waiter(2, fits=True), rule=STRICT) is None


def test_who_waits_for_other_nights_stands_in_nobodys_way() -> None:
    found = chosen(waiter(1, at=10), waiter(2, fits=True), rule=STRICT)
    assert found == Choice(2, stretch(0), ())


def test_where_skipping_is_allowed_who_does_not_fit_is_passed_and_counted() -> None:
    found = chosen(waiter(1), waiter(2, at=10), waiter(3, fits=True), rule=SKIP)
    assert found == Choice(3, stretch(0), (1,))


def test_who_was_passed_often_enough_or_waited_long_enough_is_passed_no_more() -> None:
    tired = waiter(1, passed=3)
    old = waiter(1, since=NOW - timedelta(days=14))
    for first in (tired, old):
        assert chosen(first, waiter(2, fits=True), rule=SKIP) is None
        found = chosen(first, waiter(2, at=10, fits=True), rule=SKIP)
        assert found == Choice(2, stretch(10), ())


def test_a_flexible_group_takes_nights_that_pass_nobody() -> None:
    flexible = waiter(2, window=stretch(0, 20), possible=(stretch(0), stretch(12)))
    assert chosen(waiter(1), flexible, rule=STRICT) == Choice(2, stretch(12), ())


def test_who_stands_behind_one_that_may_not_be_passed_is_not_passed_himself() -> None:
    """The second would fit, but the first may not be passed; so the third, who wants only the second's nights, waits."""
    queue = (waiter(1), waiter(2, at=2, fits=True), waiter(3, at=4, fits=True))
    assert chosen(*queue, rule=STRICT) is None


def test_a_programme_that_goes_first_stands_before_who_joined_earlier() -> None:
    found = chosen(waiter(1, fits=True), waiter(2, fits=True, goes_first=True), rule=STRICT)
    assert found
    assert found.id == 2


def test_the_queue_that_an_entry_sees_has_only_who_wants_its_nights() -> None:
    queue = [waiter(1, at=2), waiter(2), waiter(3, at=9)]
    assert [one.id for one in competitors(queue, queue[1])] == [1, 2]


@st.composite
def waiters(draw: st.DrawFn) -> list[Waiter]:
    made = []
    for number in range(draw(st.integers(0, 6))):
        window = stretch(draw(st.integers(0, 8)), draw(st.integers(2, 6)))
        free = draw(st.lists(st.integers(0, 3), max_size=2))
        starts = [window.first + timedelta(days=n) for n in free]
        stays = [Stretch(day, day + timedelta(days=2)) for day in starts]
        made.append(
            Waiter(
                number, window, NOW - timedelta(days=draw(st.integers(0, 20))), draw(st.integers(0, 4)),
                draw(st.booleans()), tuple(one for one in stays if one.until <= window.until),
            )
        )  # fmt: skip
    return made


def before(queue: list[Waiter], choice: Choice) -> list[Waiter]:
    """Who stands before the chosen one and could use the offered nights."""
    ordered = in_order(queue)
    place = [one.id for one in ordered].index(choice.id)
    return [one for one in ordered[:place] if one.window.touches(choice.stay)]


@given(waiters())
def test_strict_order_never_passes_anybody(queue: list[Waiter]) -> None:
    choice = choose(queue, STRICT, now=NOW)
    if choice:
        assert choice.passes == ()
        assert before(queue, choice) == []


@given(waiters(), st.integers(1, 4), st.integers(1, 20))
def test_skipping_never_passes_beyond_the_floor_and_counts_everybody_it_passes(
    queue: list[Waiter], passes: int, days: int
) -> None:
    choice = choose(queue, WaitingRule("skip", passes, days), now=NOW)
    if choice:
        passed = before(queue, choice)
        assert [one.id for one in passed] == list(choice.passes)
        assert all(one.passed < passes and (NOW - one.since).days < days for one in passed)


@given(waiters(), st.sampled_from([STRICT, SKIP]))
def test_what_is_offered_is_possible_whole_and_it_is_the_entrys_best_free_choice(
    queue: list[Waiter], rule: WaitingRule
) -> None:
    choice = choose(queue, rule, now=NOW)
    if choice:
        own = next(one for one in queue if one.id == choice.id)
        assert choice.stay in own.possible


@given(waiters(), st.sampled_from([STRICT, SKIP]))
def test_rooms_are_let_go_only_where_everybody_who_fits_would_pass_one_who_may_not_be_passed(
    queue: list[Waiter], rule: WaitingRule
) -> None:
    if choose(queue, rule, now=NOW) is None:
        for place, one in enumerate(in_order(queue)):
            earlier = in_order(queue)[:place]
            firm = [
                o for o in earlier if not rule.lets_pass(passed=o.passed, since=o.since, now=NOW)
            ]
            assert all(any(o.window.touches(stay) for o in firm) for stay in one.possible)


@given(waiters())
def test_a_look_at_the_same_list_twice_chooses_the_same(queue: list[Waiter]) -> None:
    assert choose(queue, SKIP, now=NOW) == choose(list(reversed(queue)), SKIP, now=NOW)
