"""When names are due at a base and which rooms without names return: looked at as contracts will say it, then kept."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.operator.door import operator_route
from booking.web.operator.own_site import own_site
from sites import listings
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, MaybeCount, MaybeDay, clean_number, fill, judge
from sites.foundation.language import CHINESE, ENGLISH, N_, _, speaking
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say
from sites.listings import ReleaseStep, ReleaseTerms, SiteProfile, Terms
from sites.listings.release_terms import LEAST_GUARANTEED, MOST_STEPS, demand_fit
from sites.listings.shapes import stored

PAGE = "pages/operator/release.html"
WHEN = (
    ("", N_("no step")),
    ("days", N_("days before each night")),
    ("on", N_("on a date")),
)
KEEP = (
    ("spare", N_("rooms above names given")),
    ("percent", N_("per cent of the contracted rooms")),
)
STEPS = tuple(range(1, MOST_STEPS + 1))


class ReleaseForm(Form):
    names_days: Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=60)]
    closed_days: MaybeCount = None
    guaranteed: Annotated[int, BeforeValidator(clean_number), Field(ge=LEAST_GUARANTEED, le=100)]


class StepForm(Form):
    days: MaybeCount = None
    on: MaybeDay = None
    number: MaybeCount = None


async def show(request: Request) -> Response:
    site, query = await own_site(request), request.query_params
    if "names_days" not in query:
        return _draw(request, site, Filled(None, _as_kept(site.terms)))
    return _draw(request, site, judge(query, ReleaseForm), looks=True)


async def keep(request: Request) -> Response:
    site = await own_site(request)
    terms, filled = _terms(await fill(request, ReleaseForm))
    if terms is None:
        return _draw(request, site, filled)
    try:
        await listings.set_release_terms(site.id, terms, by=actor_of(request))
    except Refusal as refusal:
        return _draw(request, site, filled, refusal)
    words = _("Kept. Stays submitted from now on freeze these terms; earlier ones keep theirs.")
    return redirect_saying(request, f"/operator/site/{site.code}/release", words)


def _as_kept(terms: Terms) -> dict[str, str]:
    raw = {"names_days": str(terms.names_days), "guaranteed": str(terms.guaranteed_percent)}
    raw["closed_days"] = "" if terms.closed_days is None else str(terms.closed_days)
    for number, step in enumerate(terms.releases, start=1):
        kept = step.spare if step.percent is None else step.percent
        raw |= {
            f"when-{number}": "on" if step.on else "days", f"days-{number}": str(step.days or ""),
            f"on-{number}": step.on, f"keep-{number}": "spare" if step.percent is None else "percent",
            f"number-{number}": str(kept),
        }  # fmt: skip
    return raw


def _terms(filled: Filled[ReleaseForm]) -> tuple[ReleaseTerms | None, Filled[ReleaseForm]]:
    """The terms, or the form with what is wrong where."""
    form, steps = filled.value, []
    for number in STEPS:
        step, filled = _step(number, filled)
        steps += [step] if step else []
    if form is None or filled.value is None:
        return None, filled
    return ReleaseTerms(form.names_days, form.guaranteed, tuple(steps), form.closed_days), filled


def _step(
    place: int, filled: Filled[ReleaseForm]
) -> tuple[ReleaseStep | None, Filled[ReleaseForm]]:
    raw = {name: filled.raw.get(f"{name}-{place}", "") for name in ("when", "days", "on", "keep", "number")}  # fmt: skip
    if not raw["when"]:
        return None, filled
    read = judge(QueryParams(raw), StepForm)
    for name, words in read.errors.items():
        filled = filled.with_error(f"{name}-{place}", words)
    if read.value is None:
        return None, filled
    number = read.value.number
    spare, percent = (None, number) if raw["keep"] == "percent" else (number, None)
    on = read.value.on.isoformat() if read.value.on and raw["when"] == "on" else ""
    days = 0 if raw["when"] == "on" else read.value.days or 0
    return ReleaseStep(days, on, spare, percent), filled


def _draw(
    request: Request, site: SiteProfile, filled: Filled[ReleaseForm], refusal: Refusal | None = None, *,
    looks: bool = False,
) -> Response:  # fmt: skip
    said: list[list[str]] = []
    if looks:
        terms, filled = _terms(filled)
        said, unfit = _said(site, terms) if terms else ([], None)
        refusal = refusal or unfit
    if refusal:
        filled = filled.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if filled.errors else 200
    return page(
        request, PAGE, status=status, form=filled, site=site, said=said, steps=STEPS,
        now=stays.release_sentences(stored(site.terms)),
        when=[(code, _(words)) for code, words in WHEN], keep=[(code, _(words)) for code, words in KEEP],
    )  # fmt: skip


def _said(site: SiteProfile, terms: ReleaseTerms) -> tuple[list[list[str]], Refusal | None]:
    """What contracts will say in both languages, the reader's first."""
    try:
        demand_fit(terms)
    except Refusal as refusal:
        return [], refusal
    kept: dict[str, Any] = {
        **stored(site.terms), "names_days": terms.names_days, "closed_days": terms.closed_days, "guaranteed_percent": terms.guaranteed_percent,
        "releases": [stored(step) for step in terms.steps],
    }  # fmt: skip
    found = []
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            found.append(stays.release_sentences(kept))
    return found, None


ROUTES = [
    operator_route("/operator/site/{site}/release", needs="calendar.edit", get=show, post=keep),
]
