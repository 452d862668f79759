"""A certificate is given: by the federation's own act, or with a base that is enrolled."""

from sites.certification.drafts import CertificateDraft
from sites.certification.models import Certificate
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class CertificateNumberTaken(Refusal):
    code = "certificate_number_taken"
    kind = Kind.CONFLICT
    words = N_("The certificate number %(number)s is already in use.")


@transaction
async def certify(site_id: int, draft: CertificateDraft, *, by: Actor) -> int:
    """The base is certified for those days; earlier certificates stay as they are. Answers its id.

    Refused: CertificateNumberTaken.
    """
    return await write_certificate(site_id, draft, by=by)


async def write_certificate(site_id: int, draft: CertificateDraft, *, by: Actor) -> int:
    demand_transaction()
    if await Certificate.filter(number=draft.number).exists():
        raise CertificateNumberTaken(number=draft.number)
    made = await Certificate.create(
        site_id=site_id,
        issuer_id=by.organisation_id or None,
        issuer_name=draft.issuer_name,
        issuer_name_en=draft.issuer_name_en,
        batch=draft.batch,
        number=draft.number,
        grade=draft.grade,
        status="certified",
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
        changed_at=clock.now(),
    )
    return int(made.id)
