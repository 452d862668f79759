"""What the visitor's own city says: whether it recognises the bases, and what rules are on file."""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request

from booking import people, rules
from booking.web.offers.rule_lines import Meter, in_short, meters, sentences
from sites import recognition, regions
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.formats import full_day
from sites.foundation.language import _, locale
from sites.foundation.pages import viewer_of

HOST = "341000"


@dataclass(frozen=True, slots=True)
class Ground:
    """Recognition in one sentence; the judgement, and the sentence where no rule is on file. `city` is its name."""

    city: str
    recognised: str
    source: str
    judgement: rules.Judgement
    no_rule: str
    meters: list[Meter]
    marked: list[tuple[rules.Verdict, str]]
    short: str


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose rules count: a city that was chosen, or the union that is signed in with all that is on record of it."""

    origin: str
    unit_kind: str | None = None
    sector: str | None = None
    union_id: int | None = None

    async def judged(
        self, *, check_in: date, nights: int, destination: str = HOST, price: int | None = None,
        listed: bool | None = True,
    ) -> rules.Judgement:  # fmt: skip
        """`price` is fen a person for the whole stay. A search's heads are workers, at one base."""
        return await rules.judge_trip(
            self._facts(check_in, nights, destination, price, listed), union_id=self.union_id
        )

    async def most(self, *, check_in: date, nights: int) -> int | None:
        """Fen a person that no ceiling refuses; None where there is no ceiling."""
        facts = self._facts(check_in, nights, HOST, None, listed=True)
        return await rules.most_for(facts, union_id=self.union_id)

    def _facts(
        self, check_in: date, nights: int, destination: str, price: int | None, listed: bool | None  # noqa: FBT001
    ) -> rules.TripFacts:  # fmt: skip
        return rules.TripFacts(
            origin=self.origin, destinations=(destination,), check_in=check_in, nights=nights,
            price_per_person=None if price is None else Money(price), listed=listed, family=0,
            single_lodging=True, organised_by="union", unit_kind=self.unit_kind, sector=self.sector,
        )  # fmt: skip


async def sender_of(request: Request, origin: str) -> Sender | None:
    """The union that is signed in where the city is its own or none was chosen; else the city; None where there is neither."""
    viewer = viewer_of(request)
    if viewer is None or viewer.actor.kind != "union":
        return Sender(origin) if origin else None
    own = await people.particulars_of(viewer.actor.organisation_id)
    if origin and origin != own.area_code:
        return Sender(origin)
    return Sender(own.district_code or own.area_code, own.unit_kind_code or None, own.sector or None, viewer.actor.organisation_id)  # fmt: skip


async def ground(
    sender: Sender | None,
    *,
    check_in: date | None,
    nights: int,
    price: int | None = None,
    site: str = HOST,
) -> Ground | None:
    """None where no city was chosen. `price` is fen a person for the whole stay."""
    if sender is None:
        return None
    on = check_in or clock.today()
    known = await recognition.recognises(sender.origin, HOST, on)
    judgement = await sender.judged(check_in=on, nights=nights, price=price, destination=site)
    return Ground(
        city_name(regions.city_of(sender.origin)), _said(known), known.source if known else "", judgement,
        rules.no_rule_sentence(sender.origin), meters(judgement), sentences(judgement), in_short(judgement),
    )  # fmt: skip


def city_name(code: str) -> str:
    """The city in the reader's language; empty where none was chosen."""
    return regions.region(code).name_in(locale()) if code else ""


def _said(known: recognition.Recognised | None) -> str:
    if known is None:
        return _("No agreement on file by which this city recognises bases in Huangshan.")
    if known.ground == recognition.OWN:
        return _("Recognised: the bases are in the city's own province.")
    return _(
        "Recognised since %(date)s by the agreement %(document)s.",
        date=full_day(known.since) if known.since else "", document=known.document,
    )  # fmt: skip
