"""One base's answer to a question: every condition looked at, none hidden. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from sites.calendar import Fit, fit, has_room
from sites.certification import all_covered, current
from sites.listings import SiteCard
from sites.packages import Offer
from sites.regions import kilometres
from sites.search.answers import Answer, Failure
from sites.search.catalogue import A_YEAR, Catalogue
from sites.search.question import Question

CERTIFICATE, NIGHTS, GROUP_SMALL, GROUP_LARGE = (
    "certificate",
    "nights",
    "group_small",
    "group_large",
)
PRICE, CEILING, NOT_SOLD, OPERATOR = "price", "ceiling", "not_sold", "operator"


def sold_by(question: Question, catalogue: Catalogue, site: SiteCard) -> Sequence[Offer]:
    """What the base sells for this question: with a theme, the packages of that theme alone."""
    every = catalogue.offers.get(site.id, ())
    return every if not question.theme else [o for o in every if o.theme == question.theme]


def ceiling(question: Question, site: SiteCard) -> int:
    """Fen a person for the whole stay: what the group wants to pay, and never more than the caller allows."""
    own = question.bounds.ceiling_of(site.id)
    return own if question.max_price is None else min(own, question.max_price)


def answer(question: Question, catalogue: Catalogue, site: SiteCard) -> Answer:
    """For the first start that fits, else for the one that is wanted."""
    if not question.starts:
        return _without_dates(question, catalogue, site)
    wanted = judge(question, catalogue, site, start=question.starts[0])
    if wanted.fits:
        return wanted
    others = (judge(question, catalogue, site, start=start) for start in question.starts[1:])
    return next((other for other in others if other.fits), wanted)


def judge(question: Question, catalogue: Catalogue, site: SiteCard, *, start: date) -> Answer:
    """All conditions for a stay that starts on that day."""
    kept = catalogue.certificates.get(site.id, ())
    nights = [start + timedelta(days=n) for n in range(question.nights)]
    sold = sold_by(question, catalogue, site)
    offer, price, failures = _sold(question, sold, start)
    if price is not None and (dear := _dear(question, site, price)):
        failures = [*failures, dear]
    if not all_covered(kept, nights):
        failures = [Failure(CERTIFICATE), *failures]
    if not site.has_operator:
        failures = [Failure(OPERATOR), *failures]
    free = _free(question, catalogue, site, start)
    if free and free.obstacle:
        stop = free.obstacle
        failures = [*failures, Failure(stop.code, stop.night, stop.left, stop.asked)]
    return Answer(
        site, current(kept), offer, start, question.nights, price, free, tuple(failures), km=_km(question, site)
    )  # fmt: skip


def fits(question: Question, catalogue: Catalogue, site: SiteCard, *, start: date) -> bool:
    """Whether `judge` would find no failure, the cheapest condition first: for looking at many days."""
    window, length = catalogue.window, question.nights
    if window and not has_room(
        window, site.id, check_in=start, nights=length, heads=question.heads, split=question.split
    ):  # fmt: skip
        return False
    is_covered = all_covered(
        catalogue.certificates.get(site.id, ()), [start + timedelta(days=n) for n in range(length)]
    )
    return (
        site.has_operator
        and is_covered
        and _is_sold(
            question, sold_by(question, catalogue, site), start, most=ceiling(question, site)
        )
    )


def _is_sold(question: Question, sold: Sequence[Offer], start: date, *, most: int) -> bool:
    for offer in sold:
        if offer.is_for_nights(question.nights) and offer.is_for_group(question.heads):
            price = offer.price_of(start, question.nights)
            if price is not None and price <= most:
                return True
    return False


def _free(question: Question, catalogue: Catalogue, site: SiteCard, start: date) -> Fit | None:
    if catalogue.window is None:
        return None
    return fit(
        catalogue.window, site.id, check_in=start, nights=question.nights, heads=question.heads, split=question.split
    )  # fmt: skip


def _dear(question: Question, site: SiteCard, price: int) -> Failure | None:
    """A ceiling that binds the group is named before what it wants to pay: more money helps only with the latter."""
    own, most = question.bounds.ceiling_of(site.id), ceiling(question, site)
    if price <= most:
        return None
    return Failure(CEILING, left=own, asked=price) if price > own else Failure(PRICE, left=most, asked=price)  # fmt: skip


def _sold(
    question: Question, sold: Sequence[Offer], start: date
) -> tuple[Offer | None, int | None, list[Failure]]:
    """The cheapest package that takes this stay; else the nearest one, and why it does not."""
    fitting = [offer for offer in sold if offer.is_for_nights(question.nights)]
    if not fitting:
        return _no_nights(question, sold)
    group = [offer for offer in fitting if offer.is_for_group(question.heads)]
    priced = [
        (price, offer.id, offer)
        for offer in group or fitting
        if (price := offer.price_of(start, question.nights)) is not None
    ]
    if not priced:
        return (group or fitting)[0], None, [Failure(NOT_SOLD, start)]
    price, _, offer = min(priced, key=lambda one: one[:2])
    return offer, price, [] if group else [_wrong_group(question, fitting)]


def _no_nights(
    question: Question, sold: Sequence[Offer]
) -> tuple[Offer | None, int | None, list[Failure]]:
    if not sold:
        return None, None, [Failure(NOT_SOLD)]
    nearest = min(sold, key=lambda offer: abs(_nearest(offer, question.nights) - question.nights))
    return (
        nearest,
        None,
        [Failure(NIGHTS, left=_nearest(nearest, question.nights), asked=question.nights)],
    )


def _nearest(offer: Offer, nights: int) -> int:
    return min(max(nights, offer.min_nights), offer.max_nights)


def _wrong_group(question: Question, fitting: Sequence[Offer]) -> Failure:
    least, most = min(o.min_group for o in fitting), max(o.max_group for o in fitting)
    if question.heads < least:
        return Failure(GROUP_SMALL, left=least, asked=question.heads)
    return Failure(GROUP_LARGE, left=most, asked=question.heads)


def _without_dates(question: Question, catalogue: Catalogue, site: SiteCard) -> Answer:
    """In short: what the usual package costs at least; nothing but the price is judged."""
    kept, sold = catalogue.certificates.get(site.id, ()), sold_by(question, catalogue, site)
    usual = next((o for o in sold if o.is_for_nights(question.nights)), next(iter(sold), None))
    nights = _nearest(usual, question.nights) if usual else question.nights
    soon = [p for p in usual.prices if p.starts_on < catalogue.today + A_YEAR] if usual else []
    lowest = min((price.fen for price in soon), default=None)
    price = lowest * nights if lowest is not None else None
    dear = _dear(question, site, price) if price is not None else None
    return Answer(
        site, current(kept), usual, None, nights, price, None, (dear,) if dear else (), km=_km(question, site)
    )  # fmt: skip


def _km(question: Question, site: SiteCard) -> int | None:
    point = question.point
    return kilometres(point, (site.latitude, site.longitude)) if point else None
