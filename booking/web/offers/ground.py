"""What the visitor's own city says: whether it recognises the bases, and what rules are on file."""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request

from booking import rules, stays
from booking.stays import HOST, Sender
from booking.web.offers.rule_lines import Meter, in_short, meters, sentences
from sites import recognition, regions
from sites.foundation import clock
from sites.foundation.formats import full_day
from sites.foundation.language import _, locale
from sites.foundation.pages import viewer_of


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


async def sender_of(request: Request, origin: str) -> Sender | None:
    """The union that is signed in where the city is its own or none was chosen; else the city; None where there is neither."""
    viewer = viewer_of(request)
    return await stays.sender_for(viewer.actor if viewer else None, origin)


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
