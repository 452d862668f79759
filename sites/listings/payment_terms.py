"""The plan of payment that an operator sets for a base. Contracts freeze it at submission."""

from dataclasses import replace

from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.listings.models import Site
from sites.listings.profile import SiteUnknown
from sites.listings.shapes import Payment, stored, terms_from

COLLECTORS = ("union", "desk", "online")
MOST_DAYS = 90


class PaymentTermsUnfit(Refusal):
    code = "payment_terms_unfit"
    kind = Kind.BAD_INPUT
    words = N_(
        "A deposit is 0 to 100 per cent; days are 0 to 90, and 1 to 30 until a deposit is due."
    )


@transaction
async def set_payment_terms(site_id: int, wanted: Payment, *, by: Actor) -> None:
    """For stays submitted from now on; what is submitted keeps what it froze.

    Refused: SiteUnknown (also another operator's), PaymentTermsUnfit.
    """
    demand_payable(wanted)
    own = Site.filter(id=site_id, operator_id=by.organisation_id)
    site = await own.select_for_update(no_key=True).first()
    if site is None:
        raise SiteUnknown
    terms = replace(terms_from(site.terms), payment=wanted)
    await own.update(terms={**site.terms, **stored(terms)})


def demand_payable(wanted: Payment) -> None:
    """Refused: PaymentTermsUnfit."""
    days = (wanted.balance_days, wanted.remind_days, wanted.warn_days, wanted.grace_days)
    sound = 0 <= wanted.deposit_percent <= 100 and 1 <= wanted.deposit_days <= 30
    known = {wanted.worker_by, wanted.family_by} <= {*COLLECTORS}
    if not (sound and known and all(0 <= number <= MOST_DAYS for number in days)):
        raise PaymentTermsUnfit(field="deposit_percent")
