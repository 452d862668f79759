"""Inquiries side by side: who asks for the same nights, who fits together, and one yes."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.stays import StayLine, waiting
from booking.stays.waiting import Asking, Competition
from booking.web import showing
from booking.web.operator.door import operator_route
from sites.foundation import clock
from sites.foundation.formats import full_day, yuan
from sites.foundation.language import _, ngettext
from sites.foundation.pages import actor_of, page
from sites.foundation.rendering import href

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Column:
    """One inquiry; `why_not` says why it cannot be granted alone."""

    letter: str
    union: str
    href: str
    grant: str
    rows: tuple[tuple[str, str], ...]
    why_not: str


@dataclass(frozen=True, slots=True)
class Group:
    """Inquiries that compete; `together` says in words what fits."""

    site: str
    days: str
    columns: tuple[Column, ...]
    together: tuple[str, ...]


async def show(request: Request) -> Response:
    by = actor_of(request)
    found = await waiting.competitions(by)
    return page(
        request, "pages/operator/inquiries.html",
        groups=[_group(one, sees_money=by.may("money.see")) for one in found],
    )  # fmt: skip


def _group(one: Competition, *, sees_money: bool) -> Group:
    columns = tuple(
        _column(letter_of(n), asking, one.kinds, sees_money=sees_money)
        for n, asking in enumerate(one.asking)
    )
    days = showing.span(one.first, one.until, with_year=True)
    return Group(one.site_name, days, columns, together_in_words(one.sets, len(one.asking)))


def _column(letter: str, one: Asking, kinds: dict[int, str], *, sees_money: bool) -> Column:
    line, root = one.line, f"/operator/stays/{one.line.public_id}"
    rows = [
        (_("From"), people.region_name(line.origin_code)),
        (_("Nights"), _nights(line)),
        (_("People"), str(line.heads)),
        (_("Rooms"), _(", ").join(f"{kinds.get(id_, '')} {n}" for id_, n in one.rooms.items())),
        (_("Asked on"), full_day(clock.day_of(line.created_at))),
    ]
    if sees_money:
        rows.append((_("Price"), yuan(line.price)))
    return Column(
        letter, line.union_name, href(root), href(f"{root}/grant"), tuple(rows),
        showing.missing_in_words(one.lacks, kinds),
    )  # fmt: skip


def _nights(line: StayLine) -> str:
    nights = ngettext("%(num)s night", "%(num)s nights", line.nights)
    return _("%(days)s, %(nights)s", days=showing.span(line.check_in, line.check_out), nights=nights)  # fmt: skip


def letter_of(number: int) -> str:
    """A, B ... Z, A2, B2 ..."""
    again, place = divmod(number, len(LETTERS))
    return LETTERS[place] + (str(again + 1) if again else "")


def together_in_words(sets: tuple[tuple[int, ...], ...], count: int) -> tuple[str, ...]:
    """「A、C 可同时接待；B 只能单独接待」."""
    if count == 1:
        return ()
    said = [_set_in_words(one) for one in sets]
    inside = {n for one in sets for n in one}
    return (*said, *(_("%(letter)s does not fit", letter=letter_of(n)) for n in range(count) if n not in inside))  # fmt: skip


def _set_in_words(one: tuple[int, ...]) -> str:
    if len(one) == 1:
        return _("%(letter)s alone", letter=letter_of(one[0]))
    letters = _(", ").join(letter_of(n) for n in one[:-1])
    return _("%(letters)s and %(last)s fit together", letters=letters, last=letter_of(one[-1]))


ROUTES = [operator_route("/operator/inquiries", needs="stays.answer", get=show)]
