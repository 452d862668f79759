"""Who pays the union which part of a stay, by its frozen terms, and who has paid."""

from dataclasses import dataclass
from datetime import datetime

from booking import rosters
from booking.people import demand
from booking.rosters import Person
from booking.rosters.collected_models import CollectedShare
from booking.stays.access import stay_of_union
from booking.stays.charging import UNION, plan_of
from booking.stays.models import Party, Stay
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total
from sites.listings import Payment
from sites.packages import Quote


@dataclass(frozen=True, slots=True)
class Share:
    """`paid` is what was noted; the price may have changed since. `at` and `by_name` say when, and who noted it."""

    person: Person
    amount: Money
    paid: Money | None = None
    at: datetime | None = None
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class CollectingPage:
    """`expected` is of all heads, whether they have a name yet or not; `elsewhere` was paid by people who are off the list."""

    people: tuple[Share, ...]
    expected: Money
    elsewhere: Money

    @property
    def came(self) -> Money:
        paid = (one.paid for one in self.people if one.paid is not None)
        return total(paid, currency=self.expected.currency)

    @property
    def missing(self) -> Money:
        return max(self.expected - self.came, self.expected * 0)


def collects(quote: Quote, plan: Payment) -> Money:
    """What the union collects from persons: the parts that it left to nobody else. Pure."""
    return total((part for _kind, part, _heads in _parts(quote, plan)), currency=quote.currency)


def shares_of(quote: Quote, plan: Payment) -> dict[str, list[Money]]:
    """By kind of person what each pays, to the fen. Pure."""
    return {kind: part.shared([1] * heads) for kind, part, heads in _parts(quote, plan)}


def _parts(quote: Quote, plan: Payment) -> list[tuple[str, Money, int]]:
    of = {
        "worker": (plan.worker_by, quote.heads.workers),
        "family": (plan.family_by, quote.heads.family),
    }
    shares = quote.shares.parts
    return [(kind, shares[kind], heads) for kind, (by, heads) in of.items() if by == UNION and heads and shares[kind]]  # fmt: skip


async def collecting_of(public_id: str, *, by: Actor) -> CollectingPage:
    """For the union's own people who see both names and money. Refused: NotGranted, StayUnknown."""
    demand(by, "rosters.see")
    demand(by, "money.see")
    return await page_of_stay(await stay_of_union(public_id, by=by))


async def page_of_stay(stay: Stay) -> CollectingPage:
    quote, plan = Quote.from_facts(stay.quote), plan_of(stay)
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    people = (await rosters.roster_of(party.public_id)).people
    rows = CollectedShare.filter(stay_id=stay.id, undone_at=None).prefetch_related("traveller")
    paid = {row.traveller.public_id: row for row in await rows}
    listed = _listed(people, shares_of(quote, plan), paid)
    off = [row for who, row in paid.items() if who not in {one.person.public_id for one in listed}]
    return CollectingPage(
        listed, collects(quote, plan),
        total((Money(row.minor, row.currency) for row in off), currency=quote.currency),
    )  # fmt: skip


def _listed(
    people: tuple[Person, ...], shares: dict[str, list[Money]], paid: dict[str, CollectedShare]
) -> tuple[Share, ...]:
    """Of those who pay something; of more names than heads, the further ones pay what the last one pays."""
    found, seen = [], dict.fromkeys(shares, 0)
    for person in people:
        if person.kind not in shares:
            continue
        own, number = shares[person.kind], seen[person.kind]
        seen[person.kind] += 1
        row = paid.get(person.public_id)
        amount = own[min(number, len(own) - 1)]
        noted = (Money(row.minor, row.currency), row.noted_at, row.by_name) if row else ()
        found.append(Share(person, amount, *noted))
    return tuple(found)
