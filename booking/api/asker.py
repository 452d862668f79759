"""Who asks for the list of bases: a city, or the union whose token was sent."""

from starlette.requests import Request

from booking.api.door import program_if_sent
from booking.rules import Limit
from booking.stays import Bookable, bookable, sender_for
from sites import search
from sites.foundation.words import say
from sites.search import Asker, Ceiling, Closed

SCOPE = "stays.book"


async def asker_of(request: Request, question: search.Question) -> Asker:
    """What closes bases to them. A token that may book speaks for its union; another one is nobody's.

    Refused: TokenNotValid, TooManyWrongTokens.
    """
    program = await program_if_sent(request)
    actor = program.actor if program and program.actor.may(SCOPE) else None
    found = await bookable(
        question, by=actor, sender=await sender_for(actor, question.origin)
    )  # fmt: skip
    return Asker(
        await found.bounds(), _ceiling(found.limit), lambda one: _closed(found, one), is_known=actor is not None,
    )  # fmt: skip


def _ceiling(limit: Limit | None) -> Ceiling | None:
    if limit is None:
        return None
    document = limit.document
    return Ceiling(limit.fen, document.title, document.number, limit.clause, document.source, document.grade)  # fmt: skip


def _closed(known: Bookable, found: search.Answer) -> tuple[Closed, ...]:
    bar, closed = known.bar(found), list[Closed]()
    if bar and bar.why_not:
        closed.append(Closed(bar.why_not.code, say(bar.why_not)))
    if known.limit and known.is_too_dear(found):
        words = search.Failure(search.CEILING, left=known.limit.fen, asked=found.price or 0)
        closed.append(Closed(search.CEILING, search.say(words)))
    return tuple(closed)
