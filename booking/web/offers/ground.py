"""What the visitor's own city says: whether it recognises the bases, and what rules are on file."""

from dataclasses import dataclass
from datetime import date

from booking import rules
from sites import recognition, regions
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.formats import full_day
from sites.foundation.language import _, locale

HOST = "341000"


@dataclass(frozen=True, slots=True)
class Ground:
    """Recognition in one sentence; the judgement, and the sentence where no rule is on file."""

    origin: str
    recognised: str
    source: str
    judgement: rules.Judgement
    no_rule: str


async def ground(
    origin: str, *, check_in: date | None, nights: int, price: int | None = None
) -> Ground | None:
    """None where no city was chosen. `price` is fen a person for the whole stay."""
    if not origin:
        return None
    on = check_in or clock.today()
    known = await recognition.recognises(origin, HOST, on)
    facts = rules.TripFacts(
        origin=origin, destination=HOST, check_in=on, nights=nights,
        price_per_person=Money(price) if price is not None else None,
    )  # fmt: skip
    return Ground(
        origin,
        _said(known),
        known.source if known else "",
        rules.judge(facts),
        rules.no_rule_sentence(origin),
    )


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
