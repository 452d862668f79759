"""The search: the model says which bases, and those that are shown are explained one by one by the plain rules."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sites.foundation import clock
from sites.listings import SiteCard
from sites.search.answers import Answer, DayOffer, Pin, Results
from sites.search.catalogue import Catalogue
from sites.search.facts import Facts, facts
from sites.search.judging import answer
from sites.search.naming import named
from sites.search.plain import answer_for
from sites.search.question import OTHER_DAYS, Question

if TYPE_CHECKING:
    from sites.search.model.answering import Hits
    from sites.search.model.model import Model


async def find(question: Question, **most: Any) -> Results:
    """The first so many of each list (`most` as in model/answering.py), and how many there are.

    Everything that was committed before the call is in the answer, whichever process committed it.
    """
    from sites.search import model as read_model
    from sites.search.model.answering import Most
    from sites.search.model.answering import answer as put

    model = await read_model.fresh()
    hits = put(model, question, Most(**most), today=clock.today())
    kept = await facts().of([*hits.fits, *hits.near, *hits.rest, *hits.pins])
    found = _explained(question, model, kept, hits)
    return replace(found, near=await named(found.near), rest=await named(found.rest))


async def judged(question: Question, ids: Sequence[int]) -> tuple[Answer, ...]:
    """These bases' answers alone, whatever the filters, in the order of the ids."""
    from sites.search import model as read_model

    model = await read_model.fresh()
    kept = await facts().of(ids)
    catalogue = _around(question, model, kept, ids)
    there = (kept[id_].card for id_ in ids if id_ in kept)
    return await named(answer_for(question, catalogue, card) for card in there)


async def over_days(question: Question, *, first: date, days: int) -> list[DayOffer]:
    """What there is for the same stay begun on each of so many days from `first` on; the question's own starts do not matter."""
    from sites.search import model as read_model
    from sites.search.model.over_days import over_days as put

    return put(await read_model.fresh(), question, first=first, days=days)


def _explained(question: Question, model: "Model", kept: dict[int, Facts], hits: "Hits") -> Results:
    around = _around(question, model, kept, hits.near)
    within = _catalogue(question, model, kept, [*hits.fits, *hits.rest])

    def cards(ids: Iterable[int]) -> list[SiteCard]:
        return [kept[id_].card for id_ in ids if id_ in kept]

    return Results(
        fits=tuple(answer(question, within, card) for card in cards(hits.fits)),
        near=tuple(answer_for(question, around, card) for card in cards(hits.near)),
        rest=tuple(answer(question, within, card) for card in cards(hits.rest)),
        counts=hits.counts, days=hits.days, total=hits.total, others=hits.others,
        pins=(
            *(Pin(card, "fits", n) for n, card in enumerate(cards(hits.pins), 1)),
            *(Pin(card, "near", n) for n, card in enumerate(cards(hits.near), hits.total + 1)),
            *(Pin(card, "off") for card in cards(hits.rest)),
        ),
        rooms={id_: kept[id_].rooms for id_ in hits.fits if id_ in kept},
    )  # fmt: skip


def _around(
    question: Question, model: "Model", kept: dict[int, Facts], ids: Sequence[int]
) -> Catalogue:
    """With the days before and after, on which what does not fit might."""
    return _catalogue(question, model, kept, ids, more=OTHER_DAYS)


def _catalogue(
    question: Question, model: "Model", kept: dict[int, Facts], ids: Sequence[int], *, more: int = 0
) -> Catalogue:
    """What the plain rules need of these bases: their facts, and their nights as the model has them."""
    from sites.search.model.reading import window

    there, today = [id_ for id_ in ids if id_ in kept], clock.today()
    first = max(today, min(question.starts, default=today) - timedelta(days=more))
    last = max(question.starts, default=today) + timedelta(days=more + question.nights + 1)
    return Catalogue(
        sites=tuple(kept[id_].card for id_ in there),
        certificates={id_: kept[id_].certificates for id_ in there},
        offers={id_: kept[id_].offers for id_ in there},
        window=window(model, there, first=first, days=(last - first).days) if question.starts else None,
        today=today,
    )  # fmt: skip
