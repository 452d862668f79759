"""One short form puts a group on record, or corrects what stands there."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import Field
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking import receptions, stays
from booking.receptions import GroupDraft, GroupLine, ProofFile
from booking.web.people.again import again
from booking.web.receptions.door import ledger_routes, root_of
from booking.web.uploads import MAX_BODY, UPLOADS
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import (
    Count,
    Day,
    Filled,
    Form,
    Line,
    MaybeCount,
    MaybeFen,
    NeededLine,
    fill,
    posted,
)
from sites.foundation.language import _, choose
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.packages import Heads

ENTRY = "pages/receptions/entry.html"


class EntryForm(Form):
    site: NeededLine
    check_in: Day
    nights: Count
    name: NeededLine
    sender: Literal["union", "agency"]
    origin_code: NeededLine
    workers: Count
    family: MaybeCount = None
    crew: MaybeCount = None
    income: MaybeFen = None
    proof_number: Annotated[Line, Field(max_length=60)] = ""


class CorrectionForm(EntryForm):
    why: Annotated[NeededLine, Field(max_length=200)]
    seen: Count


async def show(request: Request) -> Response:
    sites = await receptions.sites_of(actor_of(request))
    drawn = {"site": sites[0].code if len(sites) == 1 else "", "sender": "union"}
    return page(
        request, ENTRY, form=Filled[EntryForm](None, drawn), **await _context(request, None)
    )


async def record(request: Request) -> Response:
    filled = await fill(request, EntryForm)
    context = await _context(request, None)
    if filled.value is None:
        return again(request, ENTRY, filled, **context)
    try:
        draft = await _draft(request, filled.value)
        made = await receptions.record(draft, by=actor_of(request), key=await form_key(request))
    except Refusal as refusal:
        return again(request, ENTRY, filled, refusal, **context)
    return redirect_saying(request, f"{root_of(request)}/{made}", _("The group is on record."))


async def show_correction(request: Request) -> Response:
    line = await _line(request)
    form = Filled[CorrectionForm](None, _typed(line))
    return page(request, ENTRY, form=form, **await _context(request, line))


async def correct(request: Request) -> Response:
    line, filled = await _line(request), await fill(request, CorrectionForm)
    context = await _context(request, line)
    if filled.value is None:
        return again(request, ENTRY, filled, **context)
    given = filled.value
    try:
        draft = await _draft(request, given)
        await receptions.correct(
            line.public_id, draft, why=given.why, seen=given.seen, by=actor_of(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN and not refusal.field:
            raise
        return again(request, ENTRY, filled, refusal, **context)
    said = _("The record is corrected; what was before stays in its history.")
    return redirect_saying(request, f"{root_of(request)}/{line.public_id}", said)


async def _line(request: Request) -> GroupLine:
    found = await receptions.group_page(request.path_params["group"], by=actor_of(request))
    return found.line


async def _draft(request: Request, given: EntryForm) -> GroupDraft:
    kept = {n: getattr(given, n) for n in ("site", "check_in", "nights", "name", "sender", "origin_code", "proof_number")}  # fmt: skip
    heads = Heads(given.workers, given.family or 0, given.crew or 0)
    income = None if given.income is None else Money(given.income)
    return GroupDraft(**kept, heads=heads, income=income, proof=await _proof(request))


async def _proof(request: Request) -> ProofFile | None:
    """The uploaded paper, looked at before anything is kept. Refused: PaperUnfit."""
    upload = (await posted(request)).get("proof")
    if not isinstance(upload, UploadFile) or not upload.filename:
        return None
    content = await upload.read()
    media_type = stays.media_type_of(content)
    stored = stays.store(request.app.state.settings.data_dir / UPLOADS, content)
    return ProofFile(upload.filename[:120], stored, media_type)


def _typed(line: GroupLine) -> dict[str, str]:
    income = line.income
    told: dict[str, Any] = {
        "site": line.site_code, "check_in": line.check_in.isoformat(), "nights": line.nights,
        "name": line.name, "sender": line.sender, "origin_code": line.origin_code,
        "proof_number": line.proof_number, "seen": line.version, **asdict(line.heads),
        "income": f"{income.minor // 100}.{income.minor % 100:02d}" if income is not None else "",
    }  # fmt: skip
    return {name: str(value) for name, value in told.items()}


async def _context(request: Request, line: GroupLine | None) -> dict[str, Any]:
    sites = await receptions.sites_of(actor_of(request))
    named = [(site.code, f"{site.code} {choose(site.name, site.name_en)}") for site in sites]
    senders = [(term.code, term.say()) for term in receptions.SENDERS]
    return {
        "line": line, "root": root_of(request), "senders": senders,
        "origins": receptions.origin_options(),
        "sites": [one for one in named if line is None or one[0] == line.site_code],
    }  # fmt: skip


ROUTES = [
    *ledger_routes("/new", needs="receptions.record", get=show, post=record, max_body=MAX_BODY),
    *ledger_routes(
        "/{group}/correction",
        needs="receptions.record",
        get=show_correction,
        post=correct,
        max_body=MAX_BODY,
    ),
]
