"""A certificate is suspended: the base takes no new groups, and says why."""

from sites.certification.models import Certificate
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class NotCertified(Refusal):
    code = "not_certified"
    kind = Kind.CONFLICT
    words = N_("This base has no valid certificate.")


@transaction
async def suspend(site_id: int, *, reason: str, reason_en: str = "", by: Actor) -> int:  # noqa: ARG001
    """Its certified certificates become suspended from now on. Stays already booked are not touched.

    Answers how many there were. Refused: NotCertified.
    """
    changed = await Certificate.filter(site_id=site_id, status="certified").update(
        status="suspended", reason=reason, reason_en=reason_en, changed_at=clock.now()
    )
    if not changed:
        raise NotCertified
    return changed
