"""All documents in a list, one with its rules and its history, and the file of all."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from booking import rules
from booking.rules import Timeline
from booking.web.rules.door import FEDERATION, both, policy_id, root_of
from booking.web.rules.fields import rule_words
from booking.web.side import Side
from sites.foundation import clock
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page


@dataclass(frozen=True)
class Line:
    """A document as one line: whom it names, since when, and whether it speaks today."""

    public_id: str
    title: str
    number: str
    places: str
    since: str
    grade: str
    count: int
    stands: bool
    is_own: bool


async def show(request: Request) -> Response:
    every = await rules.policies_seen(by=actor_of(request))
    lines = [_line(one) for one in every]
    return page(
        request, "pages/rules/list.html", root=root_of(request), lines=lines,
        own=[line for line in lines if line.is_own], others=[line for line in lines if not line.is_own],
        may_write=actor_of(request).may("rules.write"), is_union=actor_of(request).kind == "union",
    )  # fmt: skip


async def one(request: Request) -> Response:
    found = await rules.policy_seen(policy_id(request), by=actor_of(request))
    last = found.last
    may = await rules.may_write(last.document, holder_id=found.holder_id, by=actor_of(request))
    return page(
        request, "pages/rules/one.html", root=root_of(request), policy=found, last=last,
        line=_line(found), may_write=may, spoken=[rule_words(rule) for rule in last.document.rules], grade=grade_words(last.document.grade),
        history=[*reversed(found.versions)],
    )  # fmt: skip


async def export(request: Request) -> Response:
    """The documents that stand, as a file that can be taken in again."""
    every = await rules.policies_seen(by=actor_of(request))
    text = rules.as_toml(one.last.document for one in every if not one.last.is_withdrawn)
    headers = {
        "Content-Disposition": 'attachment; filename="policies.toml"',
        "Cache-Control": "no-store",
    }
    return Response(text, media_type="application/toml; charset=utf-8", headers=headers)


def _line(found: Timeline) -> Line:
    document = found.last.document
    return Line(
        found.public_id, document.title, document.number,
        "、".join(rules.place_name(code) for code in document.origin),
        document.starts_on.isoformat() if document.starts_on else "", document.grade,
        len(document.rules), found.on(clock.today()) is not None, found.holder_id is not None,
    )  # fmt: skip


def grade_words(grade: str) -> str:
    words = {
        "official": _("official"), "mirror": _("the right text on another page"), "weak": _("reworded by others"),
        "own": _("own measures"),
    }  # fmt: skip
    return words[grade]


ROUTES = [
    Side("federation")(f"{FEDERATION}.toml", needs="rules.see", get=export),
    Side("federation")("/partner/rules", needs="rules.see", get=show),
    *both("", needs="rules.see", get=show),
    *both("/{policy}", needs="rules.see", get=one),
]
