"""Terms by which rooms without names return: what an operator sets for a base. Contracts freeze them at submission."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.listings.models import Site
from sites.listings.profile import SiteUnknown
from sites.listings.shapes import ReleaseStep, stored, terms_from

MOST_STEPS, MOST_DAYS = 3, 180
LEAST_GUARANTEED = 10


class ReleaseTermsUnfit(Refusal):
    code = "release_terms_unfit"
    kind = Kind.BAD_INPUT
    words = N_(
        "Each step needs a day of its own (1 to 180 days before each night, or a date to come) and says what stays: so many rooms more than are named, or a percentage."
    )


@dataclass(frozen=True)
class ReleaseTerms:
    """At most three steps. `names_days` before arrival the names are due; from the end of the day `closed_days`
    before it nobody is added or replaced any more (None: until the group leaves).
    """

    names_days: int
    guaranteed_percent: int
    steps: Sequence[ReleaseStep]
    closed_days: int | None = None


async def set_release_terms(site_id: int, wanted: ReleaseTerms, *, by: Actor) -> None:
    """For stays submitted from now on; what is submitted keeps what it froze.

    Refused: SiteUnknown (also another operator's), ReleaseTermsUnfit.
    """
    demand_fit(wanted)
    await _write(site_id, wanted, by=by)


@transaction
async def _write(site_id: int, wanted: ReleaseTerms, *, by: Actor) -> None:
    own = Site.filter(id=site_id, operator_id=by.organisation_id)
    site = await own.select_for_update(no_key=True).first()
    if site is None:
        raise SiteUnknown
    terms = replace(
        terms_from(site.terms), names_days=wanted.names_days, closed_days=wanted.closed_days,
        guaranteed_percent=wanted.guaranteed_percent, releases=tuple(wanted.steps),
    )  # fmt: skip
    await own.update(terms={**site.terms, **stored(terms)})


def demand_fit(wanted: ReleaseTerms) -> None:
    """Refused: ReleaseTermsUnfit."""
    keys = [step.key for step in wanted.steps]
    sound = len(keys) <= MOST_STEPS and len(set(keys)) == len(keys)
    shares = LEAST_GUARANTEED <= wanted.guaranteed_percent <= 100 and 0 <= wanted.names_days <= 60
    shares = shares and (wanted.closed_days is None or 0 <= wanted.closed_days <= wanted.names_days)
    if not (sound and shares and all(_is_fit(step) for step in wanted.steps)):
        raise ReleaseTermsUnfit(field="steps")


def _is_fit(step: ReleaseStep) -> bool:
    says_what_stays = (step.spare is None) != (step.percent is None)
    in_range = 0 <= (step.spare or 0) <= 999 and 0 <= (step.percent or 0) <= 100
    if step.on:
        return says_what_stays and in_range and not step.days and _comes(step.on)
    return says_what_stays and in_range and 1 <= step.days <= MOST_DAYS


def _comes(day: str) -> bool:
    try:
        return date.fromisoformat(day) >= clock.today()
    except ValueError:
        return False
