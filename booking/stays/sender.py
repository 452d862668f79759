"""Whose rules count for a group that only looks: a city, or a union with all that is on record of it."""

from dataclasses import dataclass
from datetime import date

from booking import people, rules
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money

HOST = "341000"


@dataclass(frozen=True, slots=True)
class Sender:
    """A city that was chosen, or a union. A search's heads are workers, at one base."""

    origin: str
    unit_kind: str | None = None
    sector: str | None = None
    union_id: int | None = None

    async def judged(
        self, *, check_in: date, nights: int, destination: str = HOST, price: int | None = None,
        listed: bool | None = True,
    ) -> rules.Judgement:  # fmt: skip
        """`price` is fen a person for the whole stay."""
        return await rules.judge_trip(
            self._facts(check_in, nights, destination, price, listed), union_id=self.union_id
        )

    async def limit(self, *, check_in: date, nights: int) -> rules.Limit | None:
        """What a person may cost at most, at whichever base; None where no ceiling refuses."""
        facts = self._facts(check_in, nights, HOST, None, listed=True)
        return await rules.limit_for(facts, union_id=self.union_id)

    def _facts(
        self, check_in: date, nights: int, destination: str, price: int | None, listed: bool | None  # noqa: FBT001
    ) -> rules.TripFacts:  # fmt: skip
        return rules.TripFacts(
            origin=self.origin, destinations=(destination,), check_in=check_in, nights=nights,
            price_per_person=None if price is None else Money(price), listed=listed, family=0,
            single_lodging=True, organised_by="union", unit_kind=self.unit_kind, sector=self.sector,
        )  # fmt: skip


async def sender_for(actor: Actor | None, origin: str) -> Sender | None:
    """The union that acts where the city is its own or none was chosen; else the city; None where there is neither."""
    if actor is None or actor.kind != "union":
        return Sender(origin) if origin else None
    own = await people.particulars_of(actor.organisation_id)
    if origin and origin != own.area_code:
        return Sender(origin)
    return Sender(own.district_code or own.area_code, own.unit_kind_code or None, own.sector or None, actor.organisation_id)  # fmt: skip
