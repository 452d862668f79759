"""Whether a base charges people who drop out, as its operator sets it. Contracts freeze it at submission."""

from dataclasses import replace

from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.listings.models import Site
from sites.listings.profile import SiteUnknown
from sites.listings.shapes import Attrition, stored, terms_from


class AttritionUnfit(Refusal):
    code = "attrition_unfit"
    kind = Kind.BAD_INPUT
    words = N_("The free share is 0 to 100 per cent of the people.")


@transaction
async def set_attrition(site_id: int, wanted: Attrition, *, by: Actor) -> None:
    """For stays submitted from now on; what is submitted keeps what it froze.

    Refused: SiteUnknown (also another operator's), AttritionUnfit.
    """
    if not 0 <= wanted.free_percent <= 100:
        raise AttritionUnfit(field="free_percent")
    own = Site.filter(id=site_id, operator_id=by.organisation_id)
    site = await own.select_for_update(no_key=True).first()
    if site is None:
        raise SiteUnknown
    terms = replace(terms_from(site.terms), attrition=wanted)
    await own.update(terms={**site.terms, **stored(terms)})
