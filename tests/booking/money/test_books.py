"""Trial balances: every book sums to zero over any period, and every number is explained by its postings."""

from datetime import date, time, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from booking import money
from booking.money import Period
from booking.money.ledger import Kind, Leg, post
from booking.money.models import Account, Entry, Posting
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from tests.booking.money.making import charged
from tests.booking.stays.stories import pay
from tests.factories import stays as made
from tests.factories.people import make_operator

DAY = date(2027, 3, 10)
MOVES = st.lists(
    st.tuples(
        st.integers(0, 20), st.sampled_from(list(Kind)), st.sampled_from(list(Kind)),
        st.integers(1, 10**9),
    ).filter(lambda move: move[1] is not move[2]),
    max_size=6,
)  # fmt: skip

posted = transaction(post)


def whole() -> Period:
    return Period(clock.today() - timedelta(days=400), clock.today())


async def move(
    payee: int, minor: int, *, on: date, out: Kind = Kind.INCOME, into: Kind = Kind.BANK
) -> None:
    with clock.moved_to(clock.at(on, time(12))):
        legs = [Leg(into, "", Money(minor)), Leg(out, "", Money(-minor))]
        await posted(book_of=payee, what="charge", legs=legs, by=SYSTEM)


@pytest.mark.breaks_invariants("money")
async def test_a_balance_is_what_was_before_and_what_came_within_and_nothing_after(
    database: str,
) -> None:
    payee = (await make_operator()).organisation
    for days, minor in ((-1, 100), (0, 20), (9, 3), (10, 5000)):
        await move(payee, minor, on=DAY + timedelta(days=days))
    found = await money.trial_balance(payee, Period(DAY, DAY + timedelta(days=9)))
    bank = next(line for line in found.lines if line.kind is Kind.BANK)
    assert (bank.opening.minor, bank.debit.minor, bank.credit.minor, bank.closing.minor) == (
        100,
        23,
        0,
        123,
    )
    assert found.is_balanced


@pytest.mark.breaks_invariants("money")
async def test_a_book_sums_to_zero_over_any_period_whatever_moved(database: str) -> None:
    payee = (await make_operator()).organisation
    for moves, first, length in told():
        for days, out, into, minor in moves:
            await move(payee, minor, on=DAY + timedelta(days=days), out=out, into=into)
        await is_explained(
            payee, Period(DAY + timedelta(days=first), DAY + timedelta(days=first + length))
        )


def told() -> list[tuple[list[tuple[int, Kind, Kind, int]], int, int]]:
    """Movements and a period, as hypothesis tells them."""
    found: list[tuple[list[tuple[int, Kind, Kind, int]], int, int]] = []

    @settings(max_examples=12, deadline=None, database=None, phases=(Phase.generate,))
    @given(MOVES, st.integers(0, 20), st.integers(0, 20))
    def stories(moves: list[tuple[int, Kind, Kind, int]], first: int, length: int) -> None:
        found.append((moves, first, length))

    stories()
    return found


async def is_explained(payee: int, period: Period) -> None:
    """Debits equal credits, opening and closing are zero, and each number is the sum of its postings."""
    found = await money.trial_balance(payee, period)
    assert found.is_balanced
    for line in found.lines:
        entries = (await money.entries_of(payee, line.kind, period)).items
        assert sum(max(one.amount.minor, 0) for one in entries) == line.debit.minor
        assert sum(-min(one.amount.minor, 0) for one in entries) == line.credit.minor
        assert not entries or entries[-1].balance == line.closing


@pytest.mark.breaks_invariants("money")
async def test_a_lone_posting_shows_in_the_trial_balance_and_in_the_check(database: str) -> None:
    """The control: what does not balance is said, not rounded away."""
    operator = await make_operator()
    await move(operator.organisation, 100, on=DAY)
    account = await Account.get(book__payee_id=operator.organisation, kind="bank")
    entry = await Entry.get(book__payee_id=operator.organisation)
    await Posting.create(entry_id=entry.id, account_id=account.id, minor=1)
    assert not (await money.trial_balance(operator.organisation, Period(DAY, DAY))).is_balanced
    assert f"book of {operator.name} (CNY): sums to 1" in await money.breaches()


async def test_every_entry_has_its_cause_who_when_which_stay_and_against_what(
    database: str,
) -> None:
    story = await made.accounted()
    await pay(story, Money(1_000_00))
    found = await money.entries_of(story.operator.organisation, Kind.BANK, whole())
    (entry,) = found.items
    account = await money.account_of(story.number)
    assert entry.what == "receipt"
    assert entry.by_name == story.operator.finance.name
    assert (entry.stay_id, entry.reference) == (story.number, account.charges[0].reference)
    assert entry.against == (Kind.RECEIVABLE,)
    assert clock.day_of(entry.at) == clock.today()


async def test_balances_of_a_payee_are_those_of_its_own_book_alone(database: str) -> None:
    ours, theirs = await charged(100_00), await charged(7_00, 8_00)
    found = await money.trial_balances(whole(), payees=[ours.payee])
    assert [one.payee_id for one in found] == [ours.payee]
    assert found[0].closing_of(Kind.RECEIVABLE) == Money(100_00)
    everybody = {one.payee_id: one for one in await money.trial_balances(whole())}
    assert everybody[theirs.payee].closing_of(Kind.RECEIVABLE) == Money(15_00)
