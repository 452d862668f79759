"""Whatever is charged, received and paid back: a charge is owed, due back, or square."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.money.standing import Standing, parts
from sites.foundation.amounts import Money, total

AMOUNTS = st.builds(Money, st.integers(0, 10**9))


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_every_fen_is_applied_owed_due_back_or_paid_back(charged, received, refunded):
    standing = Standing(charged, received, refunded)
    assert charged + refunded + standing.refund_due == received + standing.owed
    assert min(standing.owed, standing.refund_due) == Money(0)
    assert standing.is_square == (not standing.owed and not standing.refund_due)


@given(AMOUNTS, st.lists(st.tuples(st.integers(1, 10**9), st.booleans()), min_size=1, max_size=5))
def test_parts_add_up_and_voided_charges_take_nothing(to, charges):
    live = [is_live for _, is_live in charges]
    shared = parts(to, minors=[minor for minor, _ in charges], live=live)
    assert total(shared) == to
    if any(live):
        assert not any(part for part, is_live in zip(shared, live, strict=True) if not is_live)


def test_a_stay_without_charges_can_only_be_charged_nothing():
    assert parts(Money(0), minors=[], live=[]) == []
    with pytest.raises(ValueError, match="cannot be charged"):
        parts(Money(1), minors=[], live=[])


def test_nobody_is_charged_less_than_nothing():
    with pytest.raises(ValueError, match="cannot be charged"):
        parts(Money(-1), minors=[100], live=[True])
