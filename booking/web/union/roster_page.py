"""The page of the list, with everything masked but what was just revealed."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import rosters, stays
from booking.rosters import DOCUMENTS, FIELDS, KINDS, SEXES, WHY, PastedFault, Revealed, held
from booking.stays import Eligibility
from booking.web import showing
from booking.web.union.door import stay_id
from booking.web.union.may import may_of
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page
from sites.foundation.words import say

PAGE = "pages/union/roster.html"
SHOWN_FAULTS = 20


async def draw_roster(
    request: Request,
    *,
    filled: Filled[Any] | None = None,
    refusal: Refusal | None = None,
    faults: tuple[PastedFault, ...] = (),
    revealed: Revealed | None = None,
    eligibility: Eligibility | None = None,
) -> Response:
    """The page; with faults their words on top, the status of the refusal, and what was typed."""
    form: Filled[Any] = filled or Filled()
    if refusal is not None:
        form = form.with_error(refusal.field or "", say(refusal))
    if faults:
        form = form.with_error("lines", _told(faults))
    status = refusal.status if refusal else 422 if form.errors else 200
    actor = actor_of(request)
    found = await stays.page_of(stay_id(request), by=actor)
    versions = await rosters.versions_of(found.party_id)
    since = max(0, versions[0].number - 1) if versions else 0
    return page(
        request, PAGE, status=status, form=form, stay=found, line=found.line,
        may=may_of(found, by=actor), reveals=actor.may("rosters.reveal"), revealed=revealed, eligibility=eligibility,
        twice=await stays.named_twice(found.line.public_id, by=actor),
        wrong=await held.people_waiting(found.party_id) if actor.may("rosters.write") else frozenset(),
        roster=await rosters.roster_of(found.party_id), group_line=showing.group_line(found),
        left=showing.day_left(found.line.names_due_on) if found.line.names_due_on else "",
        versions=versions, difference=await rosters.differences(found.party_id, since=since),
        fields=_words(FIELDS), reasons=_words(WHY), waiting=await rosters.waiting_rows(found.party_id), kinds=_words(KINDS), sexes=_words(SEXES), documents=_words(DOCUMENTS),
    )  # fmt: skip


def _words(table: dict[str, str]) -> dict[str, str]:
    return {code: _(msgid) for code, msgid in table.items()}


def _told(faults: tuple[PastedFault, ...]) -> str:
    """Every fault with its line, without repeating what was typed there."""
    told = [
        _("Line %(line)s: %(fault)s", line=fault.line, fault=say(fault.refusal))
        for fault in faults[:SHOWN_FAULTS]
    ]
    if len(faults) > SHOWN_FAULTS:
        told.append(_("and %(more)s more", more=len(faults) - SHOWN_FAULTS))
    return " ".join(told)
