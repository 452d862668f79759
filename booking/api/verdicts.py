"""What the sending region's rules say of a trip, before anything is held. Public."""

import re
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from booking.api.allowance import Allowance
from booking.api.verdicts_shapes import (
    CertificateSays,
    VerdictsAnswer,
    VerdictsAsked,
    certificate_says,
    recognition_says,
    verdict_answer,
)
from booking.rules import judge_trip
from sites import certification, listings, recognition
from sites.foundation.described import Operation
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.foundation.replies import reply
from sites.foundation.requests import sent


class RegionCodeMalformed(Refusal):
    code = "region_code_malformed"
    kind = Kind.BAD_INPUT
    words = N_("Write %(name)s as a GB/T 2260 code of six digits, for example 330100.")


async def judge(request: Request) -> Response:
    """A named site says where the trip goes and whether it is listed."""
    allowance: Allowance = request.app.state.allowance
    await allowance.note_question(request.client.host if request.client else "unknown")
    asked = await sent(request, VerdictsAsked)
    for name in ("origin", "destination"):
        _demand_code(name, getattr(asked, name))
    destination, listed, certificate = await _place(asked)
    found = await judge_trip(asked.facts(destination=destination, listed=listed))
    known = await recognition.recognises(asked.origin, destination, asked.check_in) if destination else None  # fmt: skip
    return reply(request, VerdictsAnswer(
        outcome=found.outcome.value, verdicts=[verdict_answer(one) for one in found.verdicts],
        certificate=certificate, recognition=recognition_says(known),
    ))  # fmt: skip


async def _place(asked: VerdictsAsked) -> tuple[str | None, bool | None, CertificateSays | None]:
    """Destination, listed, and what is on record of the site. Refused: SiteUnknown."""
    if asked.site is None:
        return asked.destination, asked.listed, None
    site = await listings.profile(asked.site)
    nights = [asked.check_in + timedelta(days=n) for n in range(max(asked.nights, 1))]
    kept = (await certification.records([site.id])).get(site.id, ())
    is_valid = certification.all_covered(kept, nights)
    return site.card.district_code, is_valid, certificate_says(certification.current(kept), is_valid=is_valid)  # fmt: skip


def _demand_code(name: str, code: str | None) -> None:
    if code is not None and not re.fullmatch("[0-9]{6}", code):
        raise RegionCodeMalformed(field=name, name=name)


OPERATIONS = [
    Operation(
        method="POST", path="/api/v1/verdicts", handler=judge, body=VerdictsAsked,
        answer=VerdictsAnswer, is_question=True,
        summary=N_("What the documents of the sending region say of a trip, with what would make it pass"),
        codes=(
            "json_malformed", "body_malformed", "media_type_unsupported", "body_too_large",
            "region_code_malformed", "site_unknown", "too_many_questions",
        ),
    ),
]  # fmt: skip
